import { RollingCounter } from './rolling-counter.ts';

/** Retries are at most this part of the calls in the window. */
const RATIO = 0.2;

const WINDOW_SECONDS = 10;

/** Retries that are always allowed. */
const MIN_PER_SECOND = 3;

/** Limits the retries of all callers together: when an API fails for everyone, retries multiply the load that broke it. */
export class RetryBudget {
  readonly #now: () => number;
  readonly #calls = new RollingCounter(WINDOW_SECONDS);
  readonly #retries = new RollingCounter(WINDOW_SECONDS);

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts a call that is no retry. */
  recordCall(): void {
    this.#calls.add(this.#now());
  }

  /** Takes one retry from the budget; false if there is none. */
  tryConsume(): boolean {
    const now = this.#now();
    const allowed =
      this.#retries.sum(now) + 1 <= this.#calls.sum(now) * RATIO ||
      this.#retries.currentSecond(now) < MIN_PER_SECOND;
    if (allowed) this.#retries.add(now);
    return allowed;
  }
}

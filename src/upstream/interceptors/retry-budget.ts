import { RollingCounter } from './rolling-counter.ts';

/** Retries are at most this part of the calls of the last seconds. */
const PART = 0.2;

/** The seconds that are looked at. */
const WINDOW_SECONDS = 10;

/** Retries that are allowed in any second, however few calls there are. */
const AT_LEAST_PER_SECOND = 3;

/**
 * How many retries there may be. When an API fails everybody at once, retries multiply the load that broke it, so all
 * callers together share this.
 */
export class RetryBudget {
  readonly #now: () => number;
  readonly #calls = new RollingCounter(WINDOW_SECONDS);
  readonly #retries = new RollingCounter(WINDOW_SECONDS);

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Notes a call that is no retry. */
  recordCall(): void {
    this.#calls.add(this.#now());
  }

  /** Takes one retry from the budget; false if there is none. */
  tryConsume(): boolean {
    const now = this.#now();
    const allowed =
      this.#retries.sum(now) + 1 <= this.#calls.sum(now) * PART ||
      this.#retries.lately(now) < AT_LEAST_PER_SECOND;
    if (allowed) this.#retries.add(now);
    return allowed;
  }
}

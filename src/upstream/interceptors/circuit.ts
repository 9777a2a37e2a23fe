import { RollingCounter } from './rolling-counter.ts';

/** How a call ended, for its circuit. `answered`: an error that a healthy API gives, such as a 404. */
export type CallOutcome = 'success' | 'answered' | 'failure' | 'unknown';

/** Reports how a call ended that was let through. Called once. */
export type Report = (outcome: CallOutcome) => void;

const WINDOW_SECONDS = 10;

/** It opens when at least this many calls ended in the window and half of them failed. */
const MIN_CALLS = 20;

/** It opens after this many failures in a row. */
const MAX_IN_A_ROW = 8;

/** How long it stays open, plus or minus 10 %. */
const OPEN_MS = 2_000;

/** Calls that may test at the same time whether the API is back. */
const MAX_PROBES = 2;

/**
 * After enough failures it rejects calls for a moment, so that an API that is down costs its callers no time and can recover.
 * Then it lets a few probes through.
 */
export class CircuitBreaker {
  readonly #now: () => number;
  readonly #ended = new RollingCounter(WINDOW_SECONDS);
  readonly #failed = new RollingCounter(WINDOW_SECONDS);
  #failuresInARow = 0;
  /** When calls may be tried again; null while it is closed. */
  #openUntil: number | null = null;
  /** Calls let through since then. */
  #probes = 0;
  /** Counts openings and closings: a call that was let through before the last of them does not count. */
  #generation = 0;

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The function that reports the outcome; or, while no call may pass, the milliseconds until one may. */
  tryAcquire(): Report | number {
    const generation = this.#generation;
    if (this.#openUntil === null) return (outcome) => this.#end(outcome, generation);
    const now = this.#now();
    if (now < this.#openUntil) return this.#openUntil - now;
    if (this.#probes >= MAX_PROBES) {
      // Probes that hang keep it open for one more period, then others are let through.
      this.#openUntil = now + OPEN_MS;
      this.#probes = 0;
      return OPEN_MS;
    }
    this.#probes += 1;
    return (outcome) => this.#endProbe(outcome, generation);
  }

  #end(outcome: CallOutcome, generation: number): void {
    if (generation !== this.#generation || outcome === 'answered' || outcome === 'unknown') return;
    const now = this.#now();
    this.#ended.add(now);
    if (outcome === 'failure') this.#failed.add(now);
    this.#failuresInARow = outcome === 'failure' ? this.#failuresInARow + 1 : 0;
    const calls = this.#ended.sum(now);
    const halfFailed = calls >= MIN_CALLS && this.#failed.sum(now) * 2 >= calls;
    if (halfFailed || this.#failuresInARow >= MAX_IN_A_ROW) this.#open();
  }

  #endProbe(outcome: CallOutcome, generation: number): void {
    if (generation !== this.#generation) return;
    if (outcome === 'unknown') this.#probes = Math.max(0, this.#probes - 1);
    else if (outcome === 'failure') this.#open();
    else this.#close();
  }

  #open(): void {
    this.#generation += 1;
    this.#probes = 0;
    this.#openUntil = this.#now() + OPEN_MS * (0.9 + Math.random() * 0.2);
  }

  #close(): void {
    this.#generation += 1;
    this.#openUntil = null;
    this.#failuresInARow = 0;
    this.#ended.clear();
    this.#failed.clear();
  }
}

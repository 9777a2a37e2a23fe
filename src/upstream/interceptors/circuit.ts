import { RollingCounter } from './rolling-counter.ts';

/** How a call ended, for its circuit. `answered`: an error that a healthy API gives, such as a 404. */
export type CallOutcome = 'success' | 'answered' | 'failure' | 'unknown';

/** When a circuit opens, and for how long. */
export interface CircuitSettings {
  /** Opens when at least this many calls ended within `windowSeconds` and half of them failed. */
  readonly calls: number;
  readonly windowSeconds: number;
  /** Opens after this many failures in a row. */
  readonly inARow: number;
  /** Milliseconds it stays open, plus or minus 10 %; the same each time. */
  readonly openMs: number;
  /** Calls that may test at the same time whether the API is back. */
  readonly probes: number;
}

/** Default settings of a circuit. */
export const CIRCUIT_DEFAULTS: CircuitSettings = {
  calls: 20,
  windowSeconds: 10,
  inARow: 8,
  openMs: 2_000,
  probes: 2,
};

/** Reports how a call ended that was let through. Called once. */
export type Report = (outcome: CallOutcome) => void;

/**
 * After enough failures it rejects calls for a moment, so that an API that is down costs its callers no time and can recover.
 * Half-open, it lets a few probes through.
 */
export class CircuitBreaker {
  readonly #settings: CircuitSettings;
  readonly #now: () => number;
  readonly #ended: RollingCounter;
  readonly #failed: RollingCounter;
  #inARow = 0;
  /** When calls may be tried again; null while it is closed. */
  #openUntil: number | null = null;
  /** Calls let through since then. */
  #probes = 0;
  /** Counts openings and closings: a call that was let through before the last of them does not count. */
  #generation = 0;

  /** @param now monotonic milliseconds */
  constructor(settings: CircuitSettings = CIRCUIT_DEFAULTS, now: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#now = now;
    this.#ended = new RollingCounter(settings.windowSeconds);
    this.#failed = new RollingCounter(settings.windowSeconds);
  }

  /** The function that reports the outcome; or, while no call may pass, the milliseconds until one may. */
  tryAcquire(): Report | number {
    const generation = this.#generation;
    if (this.#openUntil === null) return (outcome) => this.#end(outcome, generation);
    const now = this.#now();
    if (now < this.#openUntil) return this.#openUntil - now;
    if (this.#probes >= this.#settings.probes) {
      // Probes that hang keep it open for one more period, then others are let through.
      this.#openUntil = now + this.#settings.openMs;
      this.#probes = 0;
      return this.#settings.openMs;
    }
    this.#probes += 1;
    return (outcome) => this.#endProbe(outcome, generation);
  }

  #end(outcome: CallOutcome, generation: number): void {
    if (generation !== this.#generation || outcome === 'answered' || outcome === 'unknown') return;
    const now = this.#now();
    this.#ended.add(now);
    this.#inARow = outcome === 'failure' ? this.#inARow + 1 : 0;
    if (outcome === 'failure') this.#failed.add(now);
    const calls = this.#ended.sum(now);
    const half = calls >= this.#settings.calls && this.#failed.sum(now) * 2 >= calls;
    if (half || this.#inARow >= this.#settings.inARow) this.#open();
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
    this.#openUntil = this.#now() + this.#settings.openMs * (0.9 + Math.random() * 0.2);
  }

  #close(): void {
    this.#generation += 1;
    this.#openUntil = null;
    this.#inARow = 0;
    this.#ended.clear();
    this.#failed.clear();
  }
}

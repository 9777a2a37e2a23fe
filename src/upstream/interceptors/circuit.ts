/**
 * The circuit breaker: after enough failures it refuses calls for a moment, so that an API that is down costs its callers
 * no time and gets a rest. One for each class of calls, since lists can be down while single tickets are well.
 */
import { RollingCounter } from './rolling-counter.ts';

/** How a call ended, as far as the breaker cares. `answered`: an error that the API gave in good health, such as a 404. */
export type CallOutcome = 'success' | 'answered' | 'failure' | 'unknown';

/** When it opens and for how long. */
export interface CircuitSettings {
  /** Opens when at least so many calls ended within `windowSeconds` and half of them failed. */
  readonly calls: number;
  readonly windowSeconds: number;
  /** Opens after so many failures in a row. */
  readonly inARow: number;
  /** Milliseconds it stays open, give or take a tenth; the same each time. */
  readonly openMs: number;
  /** Calls let through at once to see whether the API is back. */
  readonly probes: number;
}

/** The rules of the design. */
export const CIRCUIT_DEFAULTS: CircuitSettings = {
  calls: 20,
  windowSeconds: 10,
  inARow: 8,
  openMs: 2_000,
  probes: 2,
};

/** A call that was let through; to be told how it ended, exactly once. */
export type Report = (verdict: CallOutcome) => void;

/** One circuit. Time comes from outside, in monotonic milliseconds. */
export class CircuitBreaker {
  readonly #rules: CircuitSettings;
  readonly #now: () => number;
  readonly #ended: RollingCounter;
  readonly #failed: RollingCounter;
  #inARow = 0;
  /** When calls may be tried again; null while it is closed. */
  #openUntil: number | null = null;
  /** Calls let through since then. */
  #probing = 0;
  /** Counts openings and closings: what was let through before says nothing about what is now. */
  #era = 0;

  constructor(rules: CircuitSettings = CIRCUIT_DEFAULTS, now: () => number = () => performance.now()) {
    this.#rules = rules;
    this.#now = now;
    this.#ended = new RollingCounter(rules.windowSeconds);
    this.#failed = new RollingCounter(rules.windowSeconds);
  }

  /** The way through; or, if there is none, the milliseconds after which to ask again. */
  tryAcquire(): Report | number {
    const era = this.#era;
    if (this.#openUntil === null) return (verdict) => this.#judge(verdict, era);
    const now = this.#now();
    if (now < this.#openUntil) return this.#openUntil - now;
    if (this.#probing >= this.#rules.probes) {
      // Probes that hang must not keep it shut for longer than it is shut anyway: then others are let through.
      this.#openUntil = now + this.#rules.openMs;
      this.#probing = 0;
      return this.#rules.openMs;
    }
    this.#probing += 1;
    return (verdict) => this.#judgeProbe(verdict, era);
  }

  #judge(verdict: CallOutcome, era: number): void {
    if (era !== this.#era || verdict === 'answered' || verdict === 'unknown') return;
    const now = this.#now();
    this.#ended.add(now);
    this.#inARow = verdict === 'failure' ? this.#inARow + 1 : 0;
    if (verdict === 'failure') this.#failed.add(now);
    const calls = this.#ended.sum(now);
    const half = calls >= this.#rules.calls && this.#failed.sum(now) * 2 >= calls;
    if (half || this.#inARow >= this.#rules.inARow) this.#open();
  }

  #judgeProbe(verdict: CallOutcome, era: number): void {
    if (era !== this.#era) return;
    if (verdict === 'unknown') this.#probing = Math.max(0, this.#probing - 1);
    else if (verdict === 'failure') this.#open();
    else this.#close();
  }

  #open(): void {
    this.#era += 1;
    this.#probing = 0;
    this.#openUntil = this.#now() + this.#rules.openMs * (0.9 + Math.random() * 0.2);
  }

  #close(): void {
    this.#era += 1;
    this.#openUntil = null;
    this.#inARow = 0;
    this.#ended.clear();
    this.#failed.clear();
  }
}

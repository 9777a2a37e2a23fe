import type { Clock } from '../deadline.ts';
import {
  foreignCalls,
  isObserved,
  isSame,
  type LimitEstimate,
  limitOf,
  NO_ESTIMATE,
  type RateSetting,
  update,
} from './limit-estimate.ts';
import type { Permit, PermitRequest, QuotaStatus, RateObservation, Reservation } from './limiter.ts';
import { Queue, type QueuedCall, rateLimited } from './queue.ts';
import type { Semaphore } from './semaphore.ts';
import type { SlidingLog } from './sliding-log.ts';

/** What all quotas share. */
export interface CallerQuotaDeps {
  readonly log: SlidingLog;
  readonly setting: RateSetting;
  readonly concurrency: Semaphore;
  readonly clock: Clock;
}

/** How long an estimate of other gateways may go unnoticed, in milliseconds. */
const ESTIMATE_MAX_AGE_MS = 200;

/** The quota of one caller: its starts in the last minute, an estimate of its limit, and its queue. */
export class CallerQuota {
  /** Of the caller; of the credential while its caller is not known. */
  key: string;
  readonly #deps: CallerQuotaDeps;
  readonly #queue: Queue;
  readonly #reservations = new Set<Reservation>();
  #reserving: Promise<void> = Promise.resolve();
  #estimate: LimitEstimate = NO_ESTIMATE;
  #estimateAt = Number.NEGATIVE_INFINITY;
  #isDraining = false;
  #cancelWakeUp: (() => void) | null = null;
  #wakeUpAt = 0;

  constructor(key: string, deps: CallerQuotaDeps) {
    this.key = key;
    this.#deps = deps;
    this.#queue = new Queue(deps.clock);
  }

  /** Whether it holds nothing but what the store holds too. */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#reservations.size === 0 && !this.#isDraining;
  }

  /** Waits for a start. @throws RateLimitedError, CancelledError */
  acquire(call: PermitRequest, reservation?: Reservation): Promise<Permit> {
    const ahead = this.#queue.position(call, reservation);
    const queued = this.#queue.enqueue(call, reservation, () => this.#msToWakeUp);
    if (ahead > 0) void this.#rejectIfHopeless(queued, ahead);
    void this.#drainQueue();
    return queued.permit;
  }

  /** Reserves calls, one operation after the other. @throws RateLimitedError if they can't all start in time */
  reserve(calls: number, deadline: number): Promise<Reservation> {
    const reserving = this.#reserving.then(async () => {
      const wait = await this.#waitMs(undefined, calls - 1);
      if (this.#deps.clock.now() + wait > deadline) throw rateLimited({ operation: null }, wait);
      const reservation = { calls };
      this.#reservations.add(reservation);
      return reservation;
    });
    this.#reserving = reserving.then(
      () => {},
      () => {},
    );
    return reserving;
  }

  /** Ends a reservation. */
  release(reservation: Reservation): void {
    if (this.#reservations.delete(reservation)) void this.#drainQueue();
  }

  async status(): Promise<QuotaStatus> {
    const { clock, setting, log } = this.#deps;
    const estimate = await this.#currentEstimate();
    const now = clock.now();
    const limit = limitOf(setting, estimate, now);
    if (limit === null) return { limit, remaining: null, resetAt: null, source: null };
    const foreign = foreignCalls(estimate, now);
    const { used, resetMs } = await log.peek(this.key, limit);
    const isPaused = estimate.pausedUntil > now;
    return {
      limit,
      remaining: isPaused ? 0 : Math.max(0, limit - used - foreign - this.#reserved),
      resetAt: Math.max(now + resetMs, estimate.pausedUntil, foreign > 0 ? estimate.foreign.until : 0),
      source: setting !== 'auto' ? 'SET' : isObserved(estimate) ? 'OBSERVED' : 'ASSUMED',
    };
  }

  /** Takes over the starts and the estimate of a credential whose caller is known now. */
  async merge(other: CallerQuota): Promise<void> {
    const credential = other.key;
    other.key = this.key;
    await this.#deps.log.copyStarts(credential, this.key);
    if (other.#estimate !== NO_ESTIMATE && this.#estimate === NO_ESTIMATE)
      await this.#saveEstimate(other.#estimate);
  }

  get #reserved(): number {
    return [...this.#reservations].reduce((sum, { calls }) => sum + calls, 0);
  }

  get #msToWakeUp(): number {
    return Math.max(0, this.#wakeUpAt - this.#deps.clock.now());
  }

  /** Starts all calls that may start now, then sleeps until the next may. */
  async #drainQueue(): Promise<void> {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.#cancelWakeUp?.();
    this.#cancelWakeUp = null;
    try {
      while (this.#queue.first !== undefined) if (!(await this.#startFirst())) break;
    } finally {
      this.#isDraining = false;
    }
  }

  /** False if no call may start for a while. */
  async #startFirst(): Promise<boolean> {
    const { clock, concurrency, log } = this.#deps;
    const { pausedUntil } = await this.#currentEstimate();
    const pauseMs = pausedUntil - clock.now();
    if (pauseMs > 0) {
      this.#queue.rejectBefore(pausedUntil);
      return this.#sleep(pauseMs);
    }
    await concurrency.acquire();
    const first = this.#queue.first;
    const limit = first === undefined ? null : this.#allowance(first.reservation);
    const slot = limit === null ? { taken: true, waitMs: 0 } : await log.take(this.key, limit);
    // The call that is first by now: the one before may have left meanwhile.
    const starting = slot.taken ? this.#queue.first : undefined;
    if (starting !== undefined) {
      this.#start(starting);
      return true;
    }
    concurrency.release();
    if (slot.taken || first === undefined) return true;
    if (clock.now() + slot.waitMs <= first.call.deadline.at) return this.#sleep(slot.waitMs);
    first.reject(slot.waitMs);
    return true;
  }

  #start({ reservation, start }: QueuedCall): void {
    if (reservation !== undefined && reservation.calls > 0) reservation.calls -= 1;
    start({
      end: (seen) => {
        this.#deps.concurrency.release();
        if (seen !== null) void this.#observe(seen);
      },
    });
  }

  #sleep(ms: number): false {
    const { clock } = this.#deps;
    this.#cancelWakeUp?.();
    this.#wakeUpAt = clock.now() + ms;
    this.#cancelWakeUp = clock.after(ms, () => void this.#drainQueue());
    return false;
  }

  /** The calls ahead may take so long that waiting is useless. */
  async #rejectIfHopeless(queued: QueuedCall, ahead: number): Promise<void> {
    const wait = await this.#waitMs(queued.reservation, ahead);
    if (this.#deps.clock.now() + wait > queued.call.deadline.at) queued.reject(wait);
  }

  async #waitMs(reservation: Reservation | undefined, ahead: number): Promise<number> {
    const { pausedUntil } = await this.#currentEstimate();
    const limit = this.#allowance(reservation);
    if (limit === null) return 0;
    const { waitMs } = await this.#deps.log.peek(this.key, limit, ahead);
    return Math.max(waitMs, pausedUntil - this.#deps.clock.now());
  }

  /** The limit for one operation: without the calls of other programs, and those reserved for other operations. */
  #allowance(reservation: Reservation | undefined): number | null {
    const now = this.#deps.clock.now();
    const limit = limitOf(this.#deps.setting, this.#estimate, now);
    if (limit === null) return null;
    const others = this.#reserved - (reservation?.calls ?? 0);
    return Math.max(0, limit - foreignCalls(this.#estimate, now) - others);
  }

  async #observe(seen: RateObservation): Promise<void> {
    const { log, setting, clock } = this.#deps;
    if (setting === 0) return;
    const used = await log.used(this.key);
    const next = update(this.#estimate, seen, setting, used, clock.now());
    if (isSame(this.#estimate, next, clock.now())) return;
    await this.#saveEstimate(next);
    void this.#drainQueue();
  }

  async #saveEstimate(estimate: LimitEstimate): Promise<void> {
    this.#estimate = estimate;
    this.#estimateAt = this.#deps.clock.now();
    await this.#deps.log.saveEstimate(this.key, estimate);
  }

  /** The estimate of this gateway or, if that is newer, of another one. */
  async #currentEstimate(): Promise<LimitEstimate> {
    const now = this.#deps.clock.now();
    if (now - this.#estimateAt < ESTIMATE_MAX_AGE_MS) return this.#estimate;
    const saved = await this.#deps.log.loadEstimate(this.key);
    this.#estimateAt = now;
    if (saved !== null) this.#estimate = saved;
    return this.#estimate;
  }
}

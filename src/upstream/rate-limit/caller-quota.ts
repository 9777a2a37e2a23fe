import type { CallLog } from '../call-log.ts';
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
import type { Permit, PermitRequest, QuotaStatus, RateObservation } from './limiter.ts';
import { type Clock, Queue, type QueuedCall, rateLimited } from './queue.ts';
import type { Semaphore } from './semaphore.ts';
import type { SlidingLog } from './sliding-log.ts';

/** What all accounts share. */
export interface CallerQuotaDeps {
  readonly log: SlidingLog;
  readonly setting: RateSetting;
  readonly turns: Semaphore;
  readonly clock: Clock;
}

/** How long what other gateways learnt may go unnoticed, in milliseconds. */
const LEARNT_MS = 200;

/** The budget of one caller: its starts in the last minute, what its limit is, and who waits for a start. */
export class CallerQuota {
  /** Of the caller; of the credential alone until the caller is known. */
  key: string;
  readonly #deps: CallerQuotaDeps;
  readonly #queue: Queue;
  /** Starts that operations were promised and have not used. */
  readonly #held = new Map<CallLog, number>();
  #reserving: Promise<void> = Promise.resolve();
  #learnt: LimitEstimate = NO_ESTIMATE;
  #learntAt = Number.NEGATIVE_INFINITY;
  #pumping = false;
  #sleep: (() => void) | null = null;
  #wakesAt = 0;

  constructor(key: string, deps: CallerQuotaDeps) {
    this.key = key;
    this.#deps = deps;
    this.#queue = new Queue(deps.clock);
  }

  /** Nobody waits and nothing is promised: it may be forgotten, since its starts are in the store. */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#held.size === 0 && !this.#pumping;
  }

  /** Waits for a start. @throws RateLimitedError, CancelledError */
  admit(call: PermitRequest): Promise<Permit> {
    const promised = (this.#held.get(call.callLog) ?? 0) > 0;
    const ahead = this.#queue.ahead(call, promised);
    const waiter = this.#queue.enqueue(call, promised, () => this.#sleepsFor);
    if (ahead > 0) void this.#refuseIfHopeless(waiter, ahead);
    void this.#pump();
    return waiter.permit;
  }

  /** Promises starts to an operation, one after the other. @throws RateLimitedError if they can't all be in time */
  reserve(callLog: CallLog, calls: number, deadline: number): Promise<void> {
    const reserving = this.#reserving.then(async () => {
      const wait = await this.#waitFor(callLog, calls - 1);
      if (this.#deps.clock.now() + wait > deadline) throw rateLimited({ operation: null }, wait);
      this.#held.set(callLog, calls);
    });
    this.#reserving = reserving.catch(() => {});
    return reserving;
  }

  /** Gives back what an operation was promised and has not used. */
  release(callLog: CallLog): void {
    if (this.#held.delete(callLog)) void this.#pump();
  }

  /** Where the caller stands. */
  async standing(): Promise<QuotaStatus> {
    const { clock, setting } = this.#deps;
    const learnt = await this.#know();
    const now = clock.now();
    const limit = limitOf(setting, learnt, now);
    if (limit === null) return { limit, remaining: null, resetAt: null, source: null };
    const foreign = foreignCalls(learnt, now);
    const { used, resetMs } = await this.#deps.log.peek(this.key, limit);
    const paused = learnt.pausedUntil > now;
    return {
      limit,
      remaining: paused ? 0 : Math.max(0, limit - used - foreign - this.#promised),
      resetAt: Math.max(now + resetMs, learnt.pausedUntil, foreign > 0 ? learnt.foreign.until : 0),
      source: setting !== 'auto' ? 'SET' : isObserved(learnt) ? 'OBSERVED' : 'ASSUMED',
    };
  }

  /** Takes over what another account, of the credential alone, has started and learnt. */
  async merge(other: CallerQuota): Promise<void> {
    const alone = other.key;
    other.key = this.key;
    await this.#deps.log.count(alone, this.key);
    if (other.#learnt !== NO_ESTIMATE && this.#learnt === NO_ESTIMATE) await this.#note(other.#learnt);
  }

  get #promised(): number {
    return [...this.#held.values()].reduce((sum, calls) => sum + calls, 0);
  }

  /** Starts as many as may start now, then sleeps until the next may. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#sleep?.();
    this.#sleep = null;
    try {
      while (this.#queue.first !== undefined) if (!(await this.#startFirst())) break;
    } finally {
      this.#pumping = false;
    }
  }

  /** False if nobody may start for a while. */
  async #startFirst(): Promise<boolean> {
    const { clock, turns, log } = this.#deps;
    const learnt = await this.#know();
    const pause = learnt.pausedUntil - clock.now();
    if (pause > 0) {
      this.#queue.refuseBefore(learnt.pausedUntil);
      return this.#sleepFor(pause);
    }
    await turns.acquire();
    const head = this.#queue.first;
    const limit = head === undefined ? null : this.#allowance(head.call.callLog);
    const slot = limit === null ? { taken: true, waitMs: 0 } : await log.take(this.key, limit);
    // Whoever is first by now: the one that was may have been given up meanwhile.
    const starting = slot.taken ? this.#queue.shift() : undefined;
    if (starting === undefined) {
      turns.release();
      if (slot.taken || head === undefined) return true;
      if (clock.now() + slot.waitMs <= head.call.deadline) return this.#sleepFor(slot.waitMs);
      head.reject(slot.waitMs);
      return true;
    }
    this.#use(starting.call.callLog);
    starting.start({
      end: (seen) => {
        turns.release();
        if (seen !== null) void this.#observe(seen);
      },
    });
    return true;
  }

  #sleepFor(ms: number): false {
    const { clock } = this.#deps;
    this.#sleep?.();
    this.#wakesAt = clock.now() + ms;
    this.#sleep = clock.after(ms, () => void this.#pump());
    return false;
  }

  get #sleepsFor(): number {
    return Math.max(0, this.#wakesAt - this.#deps.clock.now());
  }

  /** Those who go before may take so long that waiting is of no use. */
  async #refuseIfHopeless(waiter: QueuedCall, ahead: number): Promise<void> {
    const wait = await this.#waitFor(waiter.call.callLog, ahead);
    if (this.#deps.clock.now() + wait > waiter.call.deadline) waiter.reject(wait);
  }

  async #waitFor(callLog: CallLog, ahead: number): Promise<number> {
    const learnt = await this.#know();
    const limit = this.#allowance(callLog);
    if (limit === null) return 0;
    const { waitMs } = await this.#deps.log.peek(this.key, limit, ahead);
    return Math.max(waitMs, learnt.pausedUntil - this.#deps.clock.now());
  }

  /** Starts that an operation may go by: all but those of other programs, and those promised to other operations. */
  #allowance(callLog: CallLog): number | null {
    const now = this.#deps.clock.now();
    const limit = limitOf(this.#deps.setting, this.#learnt, now);
    if (limit === null) return null;
    const others = this.#promised - (this.#held.get(callLog) ?? 0);
    return Math.max(0, limit - foreignCalls(this.#learnt, now) - others);
  }

  #use(callLog: CallLog): void {
    const held = this.#held.get(callLog);
    if (held !== undefined && held > 0) this.#held.set(callLog, held - 1);
  }

  async #observe(seen: RateObservation): Promise<void> {
    const { log, setting, clock } = this.#deps;
    if (setting === 0) return;
    const used = await log.used(this.key);
    const next = update(this.#learnt, seen, setting, used, clock.now());
    if (isSame(this.#learnt, next, clock.now())) return;
    await this.#note(next);
    void this.#pump();
  }

  async #note(learnt: LimitEstimate): Promise<void> {
    this.#learnt = learnt;
    this.#learntAt = this.#deps.clock.now();
    await this.#deps.log.write(this.key, learnt);
  }

  /** What this gateway and the others know of the caller. */
  async #know(): Promise<LimitEstimate> {
    const now = this.#deps.clock.now();
    if (now - this.#learntAt < LEARNT_MS) return this.#learnt;
    const kept = await this.#deps.log.read(this.key);
    this.#learntAt = now;
    if (kept !== null) this.#learnt = kept;
    return this.#learnt;
  }
}

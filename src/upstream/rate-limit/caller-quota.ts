import type { Meter } from '../call-log.ts';
import {
  foreignCalls,
  isObserved,
  isSame,
  type Learnt,
  learn,
  limitOf,
  type RateSetting,
  UNLEARNT,
} from './limit-estimate.ts';
import type { Admission, Sighting, Standing, Turn } from './limiter.ts';
import { type GovernorClock, Queue, rateLimited, type Waiter } from './queue.ts';
import type { Turns } from './semaphore.ts';
import type { StartLog } from './sliding-log.ts';

/** What all accounts share. */
export interface AccountDeps {
  readonly log: StartLog;
  readonly setting: RateSetting;
  readonly turns: Turns;
  readonly clock: GovernorClock;
}

/** How long what other gateways learnt may go unnoticed, in milliseconds. */
const LEARNT_MS = 200;

/** The budget of one caller: its starts in the last minute, what its limit is, and who waits for a start. */
export class Account {
  /** Of the caller; of the credential alone until the caller is known. */
  key: string;
  readonly #deps: AccountDeps;
  readonly #queue: Queue;
  /** Starts that operations were promised and have not used. */
  readonly #held = new Map<Meter, number>();
  #reserving: Promise<void> = Promise.resolve();
  #learnt: Learnt = UNLEARNT;
  #learntAt = Number.NEGATIVE_INFINITY;
  #pumping = false;
  #sleep: (() => void) | null = null;
  #wakesAt = 0;

  constructor(key: string, deps: AccountDeps) {
    this.key = key;
    this.#deps = deps;
    this.#queue = new Queue(deps.clock);
  }

  /** Nobody waits and nothing is promised: it may be forgotten, since its starts are in the store. */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#held.size === 0 && !this.#pumping;
  }

  /** Waits for a start. @throws RateLimitedError, CancelledError */
  admit(call: Admission): Promise<Turn> {
    const promised = (this.#held.get(call.meter) ?? 0) > 0;
    const ahead = this.#queue.ahead(call, promised);
    const waiter = this.#queue.enter(call, promised, () => this.#sleepsFor);
    if (ahead > 0) void this.#refuseIfHopeless(waiter, ahead);
    void this.#pump();
    return waiter.turn;
  }

  /** Promises starts to an operation, one after the other. @throws RateLimitedError if they can't all be in time */
  reserve(meter: Meter, calls: number, deadline: number): Promise<void> {
    const reserving = this.#reserving.then(async () => {
      const wait = await this.#waitFor(meter, calls - 1);
      if (this.#deps.clock.now() + wait > deadline) throw rateLimited({ operation: null }, wait);
      this.#held.set(meter, calls);
    });
    this.#reserving = reserving.catch(() => {});
    return reserving;
  }

  /** Gives back what an operation was promised and has not used. */
  release(meter: Meter): void {
    if (this.#held.delete(meter)) void this.#pump();
  }

  /** Where the caller stands. */
  async standing(): Promise<Standing> {
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
  async merge(other: Account): Promise<void> {
    const alone = other.key;
    other.key = this.key;
    await this.#deps.log.count(alone, this.key);
    if (other.#learnt !== UNLEARNT && this.#learnt === UNLEARNT) await this.#note(other.#learnt);
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
    await turns.enter();
    const head = this.#queue.first;
    const limit = head === undefined ? null : this.#allowance(head.call.meter);
    const slot = limit === null ? { taken: true, waitMs: 0 } : await log.take(this.key, limit);
    // Whoever is first by now: the one that was may have been given up meanwhile.
    const starting = slot.taken ? this.#queue.shift() : undefined;
    if (starting === undefined) {
      turns.leave();
      if (slot.taken || head === undefined) return true;
      if (clock.now() + slot.waitMs <= head.call.deadline) return this.#sleepFor(slot.waitMs);
      head.refuse(slot.waitMs);
      return true;
    }
    this.#use(starting.call.meter);
    starting.start({
      end: (seen) => {
        turns.leave();
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
  async #refuseIfHopeless(waiter: Waiter, ahead: number): Promise<void> {
    const wait = await this.#waitFor(waiter.call.meter, ahead);
    if (this.#deps.clock.now() + wait > waiter.call.deadline) waiter.refuse(wait);
  }

  async #waitFor(meter: Meter, ahead: number): Promise<number> {
    const learnt = await this.#know();
    const limit = this.#allowance(meter);
    if (limit === null) return 0;
    const { waitMs } = await this.#deps.log.peek(this.key, limit, ahead);
    return Math.max(waitMs, learnt.pausedUntil - this.#deps.clock.now());
  }

  /** Starts that an operation may go by: all but those of other programs, and those promised to other operations. */
  #allowance(meter: Meter): number | null {
    const now = this.#deps.clock.now();
    const limit = limitOf(this.#deps.setting, this.#learnt, now);
    if (limit === null) return null;
    const others = this.#promised - (this.#held.get(meter) ?? 0);
    return Math.max(0, limit - foreignCalls(this.#learnt, now) - others);
  }

  #use(meter: Meter): void {
    const held = this.#held.get(meter);
    if (held !== undefined && held > 0) this.#held.set(meter, held - 1);
  }

  async #observe(seen: Sighting): Promise<void> {
    const { log, setting, clock } = this.#deps;
    if (setting === 0) return;
    const used = await log.used(this.key);
    const next = learn(this.#learnt, seen, setting, used, clock.now());
    if (isSame(this.#learnt, next, clock.now())) return;
    await this.#note(next);
    void this.#pump();
  }

  async #note(learnt: Learnt): Promise<void> {
    this.#learnt = learnt;
    this.#learntAt = this.#deps.clock.now();
    await this.#deps.log.write(this.key, learnt);
  }

  /** What this gateway and the others know of the caller. */
  async #know(): Promise<Learnt> {
    const now = this.#deps.clock.now();
    if (now - this.#learntAt < LEARNT_MS) return this.#learnt;
    const kept = await this.#deps.log.read(this.key);
    this.#learntAt = now;
    if (kept !== null) this.#learnt = kept;
    return this.#learnt;
  }
}

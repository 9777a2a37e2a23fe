import type { OperationName } from '../endpoint/endpoints.ts';
import { CancelledError, RateLimitedError } from '../errors.ts';
import type { Permit, PermitRequest } from './limiter.ts';

/** The time, and a way to wait for it; a test's clock is turned by hand. Epoch milliseconds. */
export interface Clock {
  now(): number;
  /** Runs it once after so many milliseconds; the function it returns calls it off. */
  after(ms: number, work: () => void): () => void;
}

/** The time of the system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};

/** A call that waits for its start. */
export interface QueuedCall {
  readonly call: PermitRequest;
  /** Its start; rejects when it is refused or given up. */
  readonly permit: Promise<Permit>;
  /** This and the next do nothing once either has happened. */
  start(turn: Permit): void;
  reject(waitMs: number): void;
}

/**
 * Calls of one caller that wait: those an operation was promised first, then writes, then reads, then what nobody waits
 * for; among equals, who came first. A call that is given up leaves at once, one whose time is up is refused.
 */
export class Queue {
  readonly #clock: Clock;
  readonly #ranks: QueuedCall[][] = [[], [], [], []];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get length(): number {
    return this.#ranks.reduce((sum, rank) => sum + rank.length, 0);
  }

  /** How many would go before a call that comes now. */
  ahead(call: PermitRequest, promised: boolean): number {
    return this.#ranks.slice(0, rankOf(call, promised) + 1).reduce((sum, rank) => sum + rank.length, 0);
  }

  /** Who goes next. */
  get first(): QueuedCall | undefined {
    return this.#ranks.find((rank) => rank.length > 0)?.[0];
  }

  /** Takes out who goes next. */
  shift(): QueuedCall | undefined {
    return this.#ranks.find((rank) => rank.length > 0)?.shift();
  }

  /** Stands in line. `waitMs` tells, when its time is up, how long it would have had to wait on. */
  enqueue(call: PermitRequest, promised: boolean, waitMs: () => number): QueuedCall {
    const { signal, deadline, operation } = call;
    const rank = this.#ranks[rankOf(call, promised)] ?? [];
    const { promise, resolve, reject } = Promise.withResolvers<Permit>();
    const leave = () => {
      callOff();
      signal.removeEventListener('abort', giveUp);
      const at = rank.indexOf(waiter);
      if (at >= 0) rank.splice(at, 1);
    };
    const waiter: QueuedCall = {
      call,
      permit: promise,
      start(turn) {
        leave();
        resolve(turn);
      },
      reject(ms) {
        leave();
        reject(rateLimited(call, ms));
      },
    };
    const giveUp = () => {
      leave();
      reject(new CancelledError({ operation }));
    };
    const left = Math.max(0, deadline - this.#clock.now());
    const callOff = this.#clock.after(left, () => waiter.reject(waitMs()));
    signal.addEventListener('abort', giveUp, { once: true });
    rank.push(waiter);
    return waiter;
  }

  /** Refuses all who can't start before a time. */
  refuseBefore(time: number): void {
    for (const waiter of this.#ranks.flat()) {
      if (waiter.call.deadline < time) waiter.reject(time - this.#clock.now());
    }
  }
}

/** The refusal of a call that would have to wait so long. */
export function rateLimited(
  { operation }: { readonly operation: OperationName | null },
  waitMs: number,
): RateLimitedError {
  return new RateLimitedError({ operation, retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
}

function rankOf({ kind, cause }: PermitRequest, promised: boolean): number {
  if (promised) return 0;
  if (kind === 'write') return 1;
  return cause === 'background' ? 3 : 2;
}

import { type Clock, deadlineError, watchDeadline } from '../deadline.ts';
import { RateLimitedError } from '../errors.ts';
import type { Permit, PermitRequest, Reservation } from './limiter.ts';

/** A call that waits for its permit. */
export interface QueuedCall {
  readonly call: PermitRequest;
  /** Of its operation, if there is one. */
  readonly reservation: Reservation | undefined;
  /** Lower ranks go first. */
  readonly rank: number;
  /** Rejects when the call is rejected, or its client leaves. */
  readonly permit: Promise<Permit>;
  /** Takes it out of the queue. This and `reject` do nothing once either has happened. */
  start(permit: Permit): void;
  reject(waitMs: number): void;
}

/**
 * The waiting calls of one caller: those with a reservation first, then writes, reads, and background calls; within each,
 * in the order in which they came. A call leaves when its deadline is reached.
 */
export class Queue {
  readonly #clock: Clock;
  readonly #calls: QueuedCall[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get length(): number {
    return this.#calls.length;
  }

  /** The next call. */
  get first(): QueuedCall | undefined {
    return this.#calls[0];
  }

  /** How many calls would go before one that comes now. */
  position(call: PermitRequest, reservation?: Reservation): number {
    const rank = rankOf(call, reservation);
    const after = this.#calls.findIndex((queued) => queued.rank > rank);
    return after < 0 ? this.#calls.length : after;
  }

  /** @param waitMs how much longer the call would have to wait at its deadline */
  enqueue(call: PermitRequest, reservation: Reservation | undefined, waitMs: () => number): QueuedCall {
    const { promise, resolve, reject } = Promise.withResolvers<Permit>();
    const leave = () => {
      clear();
      const at = this.#calls.indexOf(queued);
      if (at >= 0) this.#calls.splice(at, 1);
    };
    const queued: QueuedCall = {
      call,
      reservation,
      rank: rankOf(call, reservation),
      permit: promise,
      start(permit) {
        leave();
        resolve(permit);
      },
      reject(ms) {
        leave();
        reject(rateLimited(call, ms));
      },
    };
    this.#calls.splice(this.position(call, reservation), 0, queued);
    const clear = watchDeadline(
      call.deadline,
      (reason) => {
        if (reason === 'timeout') return queued.reject(waitMs());
        leave();
        reject(deadlineError(reason, call));
      },
      this.#clock,
    );
    return queued;
  }

  /** Rejects all calls that can't start before a time. */
  rejectBefore(time: number): void {
    for (const queued of [...this.#calls]) {
      if (queued.call.deadline.at < time) queued.reject(time - this.#clock.now());
    }
  }
}

/** The rejection of a call that would have to wait this long. */
export function rateLimited(
  { operation }: { readonly operation: string | null },
  waitMs: number,
): RateLimitedError {
  return new RateLimitedError({ operation, retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
}

function rankOf({ kind, cause }: PermitRequest, reservation: Reservation | undefined): number {
  if (reservation !== undefined && reservation.calls > 0) return 0;
  if (kind === 'write') return 1;
  return cause === 'background' ? 3 : 2;
}

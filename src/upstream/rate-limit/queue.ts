import { type Clock, deadlineError, watchDeadline } from '../deadline.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import { RateLimitedError } from '../errors.ts';
import type { Permit, PermitRequest, Reservation } from './limiter.ts';

/** A call that waits for its permit. */
export interface QueuedCall {
  readonly call: PermitRequest;
  /** Of its operation, if there is one. */
  readonly reservation: Reservation | undefined;
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
  readonly #ranks: QueuedCall[][] = [[], [], [], []];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get length(): number {
    return this.#ranks.reduce((sum, rank) => sum + rank.length, 0);
  }

  /** How many would go before a call that comes now. */
  position(call: PermitRequest, reservation?: Reservation): number {
    return this.#ranks.slice(0, rankOf(call, reservation) + 1).reduce((sum, rank) => sum + rank.length, 0);
  }

  /** The next call. */
  get first(): QueuedCall | undefined {
    return this.#ranks.find((rank) => rank.length > 0)?.[0];
  }

  /** Takes out the next call. */
  shift(): QueuedCall | undefined {
    return this.#ranks.find((rank) => rank.length > 0)?.shift();
  }

  /** @param waitMs how much longer the call would have to wait at its deadline */
  enqueue(call: PermitRequest, reservation: Reservation | undefined, waitMs: () => number): QueuedCall {
    const rank = this.#ranks[rankOf(call, reservation)] ?? [];
    const { promise, resolve, reject } = Promise.withResolvers<Permit>();
    const leave = () => {
      clear();
      const at = rank.indexOf(queued);
      if (at >= 0) rank.splice(at, 1);
    };
    const queued: QueuedCall = {
      call,
      reservation,
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
    rank.push(queued);
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
    for (const queued of this.#ranks.flat()) {
      if (queued.call.deadline.at < time) queued.reject(time - this.#clock.now());
    }
  }
}

/** The rejection of a call that would have to wait this long. */
export function rateLimited(
  { operation }: { readonly operation: OperationName | null },
  waitMs: number,
): RateLimitedError {
  return new RateLimitedError({ operation, retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
}

function rankOf({ kind, cause }: PermitRequest, reservation: Reservation | undefined): number {
  if (reservation !== undefined && reservation.calls > 0) return 0;
  if (kind === 'write') return 1;
  return cause === 'background' ? 3 : 2;
}

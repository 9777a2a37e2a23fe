import { type Deadline, deadlineError, watchDeadline } from '../deadline.ts';
import type { UpstreamResponse } from '../response.ts';
import { invalidates, readKey } from './call-key.ts';
import type { Call, Handler, Interceptor } from './interceptor.ts';

/**
 * Shares equal reads of one credential that are in flight at the same time, across operations. A shared call ends when the
 * last of its waiters leaves. One that a write may have made out of date accepts no more waiters.
 */
export function singleFlight(): Interceptor {
  const flights = new Map<string, SharedCall>();
  const interceptor: Interceptor = (next) => async (call) => {
    const { endpoint, context, deadline, fresh } = call;
    if (endpoint.kind === 'write') return next(call);
    const key = `${context.credential.hash} ${readKey(call)}`;
    let flight = fresh || context.fresh === true ? undefined : flights.get(key);
    if (flight !== undefined) context.callLog.recordHit(call);
    else {
      const started = new SharedCall(call, next, () => {
        if (flights.get(key) === started) flights.delete(key);
      });
      flights.set(key, started);
      flight = started;
    }
    return flight.join(deadline);
  };
  return Object.assign(interceptor, {
    // Of all credentials, since they may see the same records.
    invalidate(write: Call) {
      for (const [key, { call }] of flights) if (invalidates(write, call)) flights.delete(key);
    },
  });
}

/** At a deadline the call itself knows best what it waited for: it gets these milliseconds to fail with that. */
const GRACE_MS = 25;

/** One read under way, and the deadline of all who wait for it. */
class SharedCall implements Deadline {
  readonly call: Call;
  /** Epoch milliseconds: the latest of its waiters. */
  at: number;
  readonly #response: Promise<UpstreamResponse>;
  readonly #controller = new AbortController();
  readonly #onClosed: () => void;
  #waiters = 0;
  #settled = false;

  /** @param onClosed runs when no more waiters may join */
  constructor(call: Call, next: Handler, onClosed: () => void) {
    this.call = call;
    this.at = call.deadline.at;
    this.#onClosed = onClosed;
    this.#response = next({ ...call, deadline: this });
    const settle = () => {
      this.#settled = true;
      onClosed();
    };
    this.#response.then(settle, settle);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The response, or an end at the waiter's own deadline. */
  join({ at, signal }: Deadline): Promise<UpstreamResponse> {
    const { operation } = this.call;
    this.#waiters += 1;
    this.at = Math.max(this.at, at);
    return new Promise((resolve, reject) => {
      const end = () => {
        this.#leave();
        reject(deadlineError(Date.now() >= at ? 'timeout' : 'cancelled', { operation }));
      };
      const clear = watchDeadline({ at: at + GRACE_MS, signal }, end);
      this.#response.then(resolve, reject).finally(clear);
    });
  }

  #leave(): void {
    this.#waiters -= 1;
    if (this.#waiters > 0 || this.#settled) return;
    this.#onClosed();
    this.#controller.abort();
  }
}

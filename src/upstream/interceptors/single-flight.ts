import { CancelledError, UpstreamTimeoutError } from '../errors.ts';
import type { CallContext, UpstreamResponse } from '../types.ts';
import { invalidates, readKey } from './call-key.ts';
import type { Call, Interceptor, Next } from './interceptor.ts';

/**
 * Shares equal reads of one credential that are in flight at the same time, across operations. The call belongs to nobody:
 * it goes on as long as anybody waits for it, and ends when the last one has left. A flight that a write may have made
 * out of date takes nobody aboard any more.
 */
export function singleFlight(): Interceptor {
  const flights = new Map<string, SharedCall>();
  return async (call, next) => {
    if (call.kind === 'write') {
      try {
        return await next();
      } finally {
        // Whatever came of the write: it may have happened. Others' flights count as well, since they see the same ticket.
        for (const [key, flight] of flights) if (invalidates(call, flight.call)) flights.delete(key);
      }
    }
    const key = `${call.context.credential.hash} ${readKey(call)}`;
    const known = call.fresh || call.context.fresh === true ? undefined : flights.get(key);
    if (known !== undefined) {
      call.context.callLog.recordHit(call);
      return known.board(aboard(call));
    }
    const flight = new SharedCall(call, next);
    flights.set(key, flight);
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.over(land);
    return flight.board(aboard(call));
  };
}

/** Who waits: a call that is to last does not leave with its client. */
const aboard = ({ context, detached }: Call): CallContext =>
  detached === true ? { ...context, signal: new AbortController().signal } : context;

/** At a deadline the call itself says best what it was waiting for: it gets so many milliseconds to do so. */
const GRACE_MS = 25;

/** One read under way, and who waits for it. */
class SharedCall {
  readonly call: Call;
  readonly #answer: Promise<UpstreamResponse>;
  readonly #controller = new AbortController();
  #land: () => void = () => {};
  #deadline: number;
  #aboard = 0;
  #landed = false;

  constructor(call: Call, next: Next) {
    this.call = call;
    this.#deadline = call.context.deadline;
    this.#answer = next({ ...call, context: this.#scope(call.context) });
    const landed = () => {
      this.#landed = true;
      this.#land();
    };
    this.#answer.then(landed, landed);
  }

  /** Told when nobody may board any more. */
  over(land: () => void): void {
    this.#land = land;
  }

  /** The answer, or an end of one's own: by leaving, or when one's own time is up. */
  board({ signal, deadline }: CallContext): Promise<UpstreamResponse> {
    const { operation } = this.call;
    this.#aboard += 1;
    this.#deadline = Math.max(this.#deadline, deadline);
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
        this.#leave();
      };
      const leave = () => {
        end();
        reject(
          Date.now() >= deadline
            ? new UpstreamTimeoutError({ operation })
            : new CancelledError({ operation }),
        );
      };
      const timer = setTimeout(leave, Math.max(0, deadline - Date.now()) + GRACE_MS);
      signal.addEventListener('abort', leave, { once: true });
      if (signal.aborted) return leave();
      this.#answer.then(resolve, reject).finally(end);
    });
  }

  #leave(): void {
    this.#aboard -= 1;
    if (this.#aboard > 0 || this.#landed) return;
    this.#land();
    this.#controller.abort();
  }

  /** As that of whoever came first, but it lives as long as the last one aboard. */
  #scope(first: CallContext): CallContext {
    const latest = () => this.#deadline;
    return {
      ...first,
      signal: this.#controller.signal,
      get deadline() {
        return latest();
      },
    };
  }
}

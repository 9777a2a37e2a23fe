import { CancelledError, UpstreamTimeoutError } from '../errors.ts';
import type { Answer, CallScope } from '../types.ts';
import { readKey, touches } from './call-key.ts';
import type { Layer, LayerCall, Next } from './interceptor.ts';

/**
 * Shares equal reads of one credential that are in flight at the same time, across operations. The call belongs to nobody:
 * it goes on as long as anybody waits for it, and ends when the last one has left. A flight that a write may have made
 * out of date takes nobody aboard any more.
 */
export function flightLayer(): Layer {
  const flights = new Map<string, Flight>();
  return async (call, next) => {
    if (call.kind === 'write') {
      try {
        return await next();
      } finally {
        // Whatever came of the write: it may have happened. Others' flights count as well, since they see the same ticket.
        for (const [key, flight] of flights) if (touches(call, flight.call)) flights.delete(key);
      }
    }
    const key = `${call.scope.credential.hash} ${readKey(call)}`;
    const known = call.fresh || call.scope.fresh === true ? undefined : flights.get(key);
    if (known !== undefined) {
      call.scope.meter.save(call);
      return known.board(aboard(call));
    }
    const flight = new Flight(call, next);
    flights.set(key, flight);
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    flight.over(land);
    return flight.board(aboard(call));
  };
}

/** Who waits: a call that is to last does not leave with its client. */
const aboard = ({ scope, lasting }: LayerCall): CallScope =>
  lasting === true ? { ...scope, signal: new AbortController().signal } : scope;

/** At a deadline the call itself says best what it was waiting for: it gets so many milliseconds to do so. */
const GRACE_MS = 25;

/** One read under way, and who waits for it. */
class Flight {
  readonly call: LayerCall;
  readonly #answer: Promise<Answer>;
  readonly #controller = new AbortController();
  #land: () => void = () => {};
  #deadline: number;
  #aboard = 0;
  #landed = false;

  constructor(call: LayerCall, next: Next) {
    this.call = call;
    this.#deadline = call.scope.deadline;
    this.#answer = next({ ...call, scope: this.#scope(call.scope) });
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
  board({ signal, deadline }: CallScope): Promise<Answer> {
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
  #scope(first: CallScope): CallScope {
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

import { UpstreamError } from '../errors.ts';
import type { UpstreamResponse } from '../response.ts';
import type { CallContext } from '../types.ts';
import { invalidates, listKey } from './call-key.ts';
import type { Call, Handler, Interceptor } from './interceptor.ts';
import { contains, type ListWindow, merge, sliceResponse, windowOf } from './list-window.ts';

/**
 * Reads each window of a list once in an operation. Windows of one list that are requested in the same tick become the fewest
 * that contain them, and each gets its slice; a later one is cut from what is there. (Loaders remember single records.)
 *
 * @param pageCap most rows of one call
 */
export function memoize(pageCap: number): Interceptor {
  const memos = new WeakMap<CallContext, WindowMemo>();
  const interceptor: Interceptor = (next) => (call) => {
    const window = call.endpoint.kind === 'read' ? windowOf(call) : null;
    if (window === null) return next(call);
    let memo = memos.get(call.context);
    if (memo === undefined) {
      memo = new WindowMemo(pageCap, next);
      memos.set(call.context, memo);
    }
    return memo.read(call, window);
  };
  return Object.assign(interceptor, {
    invalidate: (write: Call) => memos.get(write.context)?.invalidate(write),
  });
}

/** A window that was read, or is in flight. */
interface Entry {
  readonly call: Call;
  readonly window: ListWindow;
  readonly response: Promise<UpstreamResponse>;
}

/** A window that waits for the end of its tick. */
interface PendingWindow {
  readonly call: Call;
  readonly window: ListWindow;
  readonly settle: (response: Promise<UpstreamResponse>) => void;
}

/** The windows that one operation has read. */
class WindowMemo {
  readonly #pageCap: number;
  readonly #next: Handler;
  /** By list, and within it in the order of the calls. */
  readonly #entries = new Map<string, Entry[]>();
  #pending: PendingWindow[] = [];

  constructor(pageCap: number, next: Handler) {
    this.#pageCap = pageCap;
    this.#next = next;
  }

  async read(call: Call, window: ListWindow): Promise<UpstreamResponse> {
    const list = listKey(call);
    if (call.fresh) {
      this.#entries.delete(list);
      return this.#fetch(call, window);
    }
    const known = (this.#entries.get(list) ?? []).filter((entry) => contains(entry.window, window));
    const best = known.find((entry) => isSame(entry.window, window)) ?? known[0];
    if (best !== undefined) return this.#slice(best.response, best.window, call, window);
    return new Promise((resolve) => {
      this.#pending.push({ call, window, settle: resolve });
      if (this.#pending.length === 1) afterMicrotasks(() => this.#coalesce());
    });
  }

  invalidate(write: Call): void {
    for (const [list, entries] of this.#entries) {
      this.#entries.set(
        list,
        entries.filter(({ call }) => !invalidates(write, call)),
      );
    }
  }

  /** Makes as few calls as answer all pending windows. */
  #coalesce(): void {
    const lists = Map.groupBy(this.#pending, ({ call }) => listKey(call));
    this.#pending = [];
    for (const pending of lists.values()) {
      const left = new Set(pending);
      const windows = pending.map(({ window }) => window);
      for (const wide of merge(windows, this.#pageCap)) {
        const inside = [...left].filter(({ window }) => contains(wide, window));
        const [first] = inside;
        if (first === undefined) continue;
        const own = inside.find(({ window }) => isSame(window, wide));
        const response = this.#fetch(own?.call ?? withWindow(first.call, wide), wide);
        for (const one of inside) {
          left.delete(one);
          one.settle(this.#slice(response, wide, one.call, one.window));
        }
      }
    }
  }

  /** The part of a wider response; a call of its own where that can't be cut. */
  async #slice(response: Promise<UpstreamResponse>, wide: ListWindow, call: Call, window: ListWindow) {
    if (isSame(window, wide)) return response;
    return sliceResponse(await response, wide, window, call.endpoint.envelope) ?? this.#fetch(call, window);
  }

  #fetch(call: Call, window: ListWindow): Promise<UpstreamResponse> {
    const response = this.#next(call);
    const list = listKey(call);
    const entry: Entry = { call, window, response };
    this.#entries.set(list, [...(this.#entries.get(list) ?? []), entry]);
    response.catch((error: unknown) => {
      // A failure that may pass is tried again; any other stays.
      if (error instanceof UpstreamError && !error.retryable) return;
      this.#entries.set(list, this.#entries.get(list)?.filter((other) => other !== entry) ?? []);
    });
    return response;
  }
}

function withWindow(call: Call, window: ListWindow): Call {
  const params = { ...call.params, ...window };
  return { ...call, params, request: call.encode(params) };
}

const isSame = (one: ListWindow, other: ListWindow): boolean =>
  one.offset === other.offset && one.limit === other.limit;

/** After everything that is ready to run has run: resolvers of one level make their calls within one such moment. */
function afterMicrotasks(work: () => void): void {
  Promise.resolve().then(() => process.nextTick(work));
}

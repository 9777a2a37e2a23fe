import { UpstreamError } from '../errors.ts';
import type { CallContext, UpstreamResponse } from '../types.ts';
import { invalidates, listKey, readKey } from './call-key.ts';
import type { Call, Handler, Interceptor } from './interceptor.ts';
import { contains, type ListWindow, merge, sliceResponse, windowOf } from './list-window.ts';

/**
 * Makes an equal read once in an operation. Windows of one list that are requested in the same tick become the fewest that
 * contain them, and each gets its slice; a later one is cut from what is there.
 *
 * @param pageCap most rows of one call
 */
export function memoize(pageCap: number): Interceptor {
  const memos = new WeakMap<CallContext, OperationMemo>();
  const interceptor: Interceptor = (next) => async (call) => {
    if (call.endpoint.kind === 'write') return next(call);
    let memo = memos.get(call.context);
    if (memo === undefined) {
      memo = new OperationMemo(pageCap, next);
      memos.set(call.context, memo);
    }
    return memo.read(call);
  };
  return Object.assign(interceptor, {
    invalidate: (write: Call) => memos.get(write.context)?.invalidate(write),
  });
}

/** A read that was made, or is in flight. */
interface Entry {
  readonly key: string;
  readonly call: Call;
  readonly window: ListWindow | null;
  readonly response: Promise<UpstreamResponse>;
}

/** A window that waits for the end of its tick. */
interface PendingWindow {
  readonly call: Call;
  readonly window: ListWindow;
  readonly settle: (response: Promise<UpstreamResponse>) => void;
}

/** What one operation has read. */
class OperationMemo {
  readonly #pageCap: number;
  readonly #next: Handler;
  /** By list, and within it in the order of the calls. A read that is no list is a list of its own. */
  readonly #entries = new Map<string, Entry[]>();
  #pending: PendingWindow[] = [];

  constructor(pageCap: number, next: Handler) {
    this.#pageCap = pageCap;
    this.#next = next;
  }

  read(call: Call): Promise<UpstreamResponse> {
    const list = listKey(call);
    const window = windowOf(call);
    if (call.fresh) {
      this.#entries.delete(list);
      return this.#fetch(call, window);
    }
    const key = readKey(call);
    const known = this.#entries.get(list) ?? [];
    const same = known.find((entry) => entry.key === key);
    if (same !== undefined) return same.response;
    if (window === null) return this.#fetch(call, null);
    const wider = known.find((entry) => entry.window !== null && contains(entry.window, window));
    if (wider?.window != null) return this.#slice(wider.response, wider.window, call, window);
    return new Promise((resolve) => {
      this.#pending.push({ call, window, settle: resolve });
      if (this.#pending.length === 1) afterMicrotasks(() => this.#coalesce());
    });
  }

  invalidate(write: Call): void {
    for (const [list, entries] of this.#entries) {
      const left = entries.filter(({ call }) => !invalidates(write, call));
      this.#entries.set(list, left);
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
    return sliceResponse(await response, wide, window) ?? this.#fetch(call, window);
  }

  #fetch(call: Call, window: ListWindow | null): Promise<UpstreamResponse> {
    const response = this.#next(call);
    const entry: Entry = { key: readKey(call), call, window, response };
    const list = listKey(call);
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

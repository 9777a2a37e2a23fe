import { UpstreamError } from '../errors.ts';
import type { CallContext, UpstreamResponse } from '../types.ts';
import { invalidates, listKey, readKey } from './call-key.ts';
import type { Call, Interceptor, Next } from './interceptor.ts';
import { contains, type ListWindow, merge, sliceResponse, windowOf } from './list-window.ts';

/**
 * Makes an equal read once in an operation. Reads of one list that are asked for in the same tick become the widest window
 * that holds them, and each gets its slice; a later one is cut from what is there. A write forgets what it touched.
 *
 * @param pageCap rows that one call may ask for
 */
export function memoize(pageCap: number): Interceptor {
  const memos = new WeakMap<CallContext, OperationMemo>();
  return async (call, next) => {
    let memo = memos.get(call.context);
    if (memo === undefined) {
      memo = new OperationMemo(pageCap);
      memos.set(call.context, memo);
    }
    if (call.kind === 'read') return memo.read(call, next);
    try {
      return await next();
    } finally {
      memo.forget(call);
    }
  };
}

/** A read that was made, or is under way. */
interface Entry {
  readonly call: Call;
  readonly window: ListWindow | null;
  readonly answer: Promise<UpstreamResponse>;
}

/** A window that waits for the end of its tick. */
interface Waiting {
  readonly call: Call;
  readonly window: ListWindow;
  readonly next: Next;
  readonly settle: (answer: Promise<UpstreamResponse>) => void;
}

/** What one operation has read. */
class OperationMemo {
  readonly #pageCap: number;
  /** By list, and within it in the order of asking. A read that is no list is a list of its own. */
  #entries = new Map<string, Entry[]>();
  #waiting: Waiting[] = [];

  constructor(pageCap: number) {
    this.#pageCap = pageCap;
  }

  read(call: Call, next: Next): Promise<UpstreamResponse> {
    const window = windowOf(call);
    if (call.fresh) {
      this.#entries.delete(listKey(call));
      return this.#make(call, window, next);
    }
    const key = readKey(call);
    const known = this.#entries.get(listKey(call)) ?? [];
    const same = known.find((entry) => readKey(entry.call) === key);
    if (same !== undefined) return same.answer;
    if (window === null) return this.#make(call, null, next);
    const holder = known.find((entry) => entry.window !== null && contains(entry.window, window));
    if (holder?.window != null) return this.#cut(holder.answer, holder.window, { call, window, next });
    return new Promise((resolve) => {
      this.#waiting.push({ call, window, next, settle: resolve });
      if (this.#waiting.length === 1) afterMicrotasks(() => this.#flush());
    });
  }

  /** After a write, whatever came of it: it may have happened. */
  forget(write: Call): void {
    for (const [list, entries] of this.#entries) {
      const left = entries.filter(({ call }) => !invalidates(write, call));
      this.#entries.set(list, left);
    }
  }

  #flush(): void {
    const lists = Map.groupBy(this.#waiting, ({ call }) => listKey(call));
    this.#waiting = [];
    for (const asks of lists.values()) {
      const windows = asks.map(({ window }) => window);
      const left = new Set(asks);
      for (const wide of merge(windows, this.#pageCap)) {
        const held = [...left].filter(({ window }) => contains(wide, window));
        const [first] = held;
        if (first === undefined) continue;
        const own = held.find(({ window }) => isSame(window, wide));
        const call = own?.call ?? { ...first.call, params: { ...first.call.params, ...wide } };
        const answer = this.#make(call, wide, first.next);
        for (const ask of held) {
          left.delete(ask);
          ask.settle(this.#cut(answer, wide, ask));
        }
      }
    }
  }

  /** The part of a wider answer; a call of its own where it can't be cut. */
  async #cut(
    answer: Promise<UpstreamResponse>,
    wide: ListWindow,
    { call, window, next }: Omit<Waiting, 'settle'>,
  ) {
    if (isSame(window, wide)) return answer;
    return sliceResponse(await answer, wide, window) ?? this.#make(call, window, next);
  }

  #make(call: Call, window: ListWindow | null, next: Next): Promise<UpstreamResponse> {
    const answer = next(call);
    const entry: Entry = { call, window, answer };
    const list = listKey(call);
    this.#entries.set(list, [...(this.#entries.get(list) ?? []), entry]);
    answer.catch((error: unknown) => {
      // What may go better next time is asked again; what is a plain no stays one.
      if (error instanceof UpstreamError && !error.retryable) return;
      this.#entries.set(list, this.#entries.get(list)?.filter((other) => other !== entry) ?? []);
    });
    return answer;
  }
}

const isSame = (one: ListWindow, other: ListWindow): boolean =>
  one.offset === other.offset && one.limit === other.limit;

/** After everything that is ready to run has run: resolvers of one level ask within one such moment. */
function afterMicrotasks(work: () => void): void {
  Promise.resolve().then(() => process.nextTick(work));
}

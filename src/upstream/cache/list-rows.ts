import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallLog } from '../call-log.ts';
import { tagsOf } from '../interceptors/call-key.ts';
import type { Call } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../response.ts';
import type { CachePolicy } from './policy.ts';
import { taggedRows } from './tags.ts';

/** Lists that are searched for a row: the latest of a credential. */
const MAX_LISTS = 4;

/** Finds a cached list; null if there is none, or if something in it was invalidated. */
export type FindList = (key: string, call: Call) => Promise<UpstreamResponse | null>;

/** A cached list. */
interface IndexedList {
  readonly key: string;
  /** Its rows are served as long as it is fresh: epoch milliseconds. */
  readonly until: number;
  readonly rowTag: string;
}

/** Rows by their tag, each as a response. */
type Rows = ReadonlyMap<string, UpstreamResponse>;

/** Answers a read of one record by its row in a fresh list, since the API gives both the same shape. */
export class ListRowIndex {
  readonly #space: Space;
  readonly #find: FindList;
  readonly #now: () => number;
  /** By operation, which opens its lists once for all of its reads, and by index key. */
  readonly #opened = new WeakMap<CallLog, Map<string, Promise<Rows>>>();

  constructor(space: Space, find: FindList, now: () => number) {
    this.#space = space;
    this.#find = find;
    this.#now = now;
  }

  /** Adds a list that is cached under a key. */
  async remember(call: Call, key: string, { maxAgeMs }: CachePolicy): Promise<void> {
    const rowTag = call.endpoint.about?.rowTag;
    if (rowTag === undefined) return;
    const list: IndexedList = { key, until: this.#now() + maxAgeMs, rowTag };
    const others = (await this.#lists(call)).filter((other) => other.key !== key);
    await this.#space.set(indexKey(call), JSON.stringify([list, ...others].slice(0, MAX_LISTS)), maxAgeMs);
  }

  /** The response to a read; null if no list has it. */
  async find(call: Call): Promise<UpstreamResponse | null> {
    const [tag] = tagsOf(call);
    if (call.endpoint.about?.isRow !== true || tag === undefined) return null;
    const { callLog } = call.context;
    const opened = this.#opened.get(callLog) ?? new Map<string, Promise<Rows>>();
    this.#opened.set(callLog, opened);
    const index = indexKey(call);
    const opening = opened.get(index) ?? this.#open(call);
    opened.set(index, opening);
    const rows = await opening;
    // The lists may be in flight while the first record is read.
    if (rows.size === 0) opened.delete(index);
    return rows.get(tag) ?? null;
  }

  /** After a write, its operation opens the lists again. */
  invalidate({ context }: Call): void {
    this.#opened.delete(context.callLog);
  }

  async #open(call: Call): Promise<Rows> {
    const fresh = (await this.#lists(call)).filter(({ until }) => this.#now() < until);
    // The latest list comes last, so that its rows count.
    const lists = fresh.reverse().map(async ({ key, rowTag }) => {
      const response = await this.#find(key, call);
      return response === null
        ? []
        : [...taggedRows(call.endpoint, rowTag, response)].map(
            ([tag, body]) => [tag, { ...response, body }] as const,
          );
    });
    return new Map((await Promise.all(lists)).flat());
  }

  async #lists(call: Call): Promise<IndexedList[]> {
    const text = await this.#space.get(indexKey(call));
    // @NOTE only `remember` writes these entries.
    return text === null ? [] : (JSON.parse(text.toString()) as IndexedList[]);
  }
}

/** Of the lists of a credential, apart for each row scope, which adds fields to the rows. */
function indexKey({ endpoint, params, context }: Call): string {
  const scope = new Map(Object.entries(params)).get(endpoint.about?.rowScope ?? '') ?? '';
  const hash = createHash('sha256').update(`${context.credential.hash} ${String(scope)}`);
  return `lists ${hash.digest('base64url')}`;
}

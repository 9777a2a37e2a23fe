import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallLog } from '../call-log.ts';
import { ticketIdOf } from '../interceptors/call-key.ts';
import type { Call } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../types.ts';
import { POLICIES } from './policy.ts';
import { rowsIn } from './tags.ts';

/** Lists that are searched for a row: the latest of a credential. */
const MAX_LISTS = 4;

/** A row is served as long as its list is fresh. */
const MAX_AGE_MS = POLICIES.listTickets?.maxAgeMs ?? 0;

/** Finds a cached list; null if there is none, or if something in it was invalidated. */
export type FindList = (
  key: string,
  call: Call,
) => Promise<{ readonly at: number; readonly response: UpstreamResponse } | null>;

type Rows = ReadonlyMap<string, UpstreamResponse>;

/** Answers a read of one ticket by its row in a fresh list, since the API gives both the same shape. */
export class ListRowIndex {
  readonly #space: Space;
  readonly #find: FindList;
  readonly #now: () => number;
  /** By operation, which opens its lists once for all of its tickets, and by index key. */
  readonly #opened = new WeakMap<CallLog, Map<string, Promise<Rows>>>();

  constructor(space: Space, find: FindList, now: () => number) {
    this.#space = space;
    this.#find = find;
    this.#now = now;
  }

  /** Adds a list that is cached under a key. */
  async remember(call: Call, key: string): Promise<void> {
    if (call.operation !== 'listTickets') return;
    const others = (await this.#keys(call)).filter((other) => other !== key);
    const keys = [key, ...others].slice(0, MAX_LISTS);
    await this.#space.set(indexKey(call), JSON.stringify(keys), MAX_AGE_MS);
  }

  /** The response to a read of a ticket; null if no list has it. */
  async find(call: Call): Promise<UpstreamResponse | null> {
    const ticket = call.operation === 'getTicket' ? ticketIdOf(call) : null;
    if (ticket === null) return null;
    const { callLog } = call.context;
    const opened = this.#opened.get(callLog) ?? new Map<string, Promise<Rows>>();
    this.#opened.set(callLog, opened);
    const index = indexKey(call);
    const opening = opened.get(index) ?? this.#open(call);
    opened.set(index, opening);
    const rows = await opening;
    // The lists may be in flight while the first ticket is read.
    if (rows.size === 0) opened.delete(index);
    return rows.get(ticket) ?? null;
  }

  /** After a write, its operation opens the lists again. */
  invalidate({ context }: Call): void {
    this.#opened.delete(context.callLog);
  }

  async #open(call: Call): Promise<Rows> {
    const lists = await Promise.all((await this.#keys(call)).map((key) => this.#find(key, call)));
    const rows = new Map<string, UpstreamResponse>();
    // The latest list comes last, so that its rows count.
    for (const list of lists.toReversed()) {
      if (list === null || this.#now() - list.at >= MAX_AGE_MS) continue;
      for (const [id, row] of rowsIn(list.response.body)) rows.set(id, { ...list.response, body: row });
    }
    return rows;
  }

  async #keys(call: Call): Promise<string[]> {
    const text = await this.#space.get(indexKey(call));
    // @NOTE only `remember` writes these entries.
    return text === null ? [] : (JSON.parse(text.toString()) as string[]);
  }
}

/** Of the lists of a credential, those with the extra scope apart: their rows have more fields. */
function indexKey({ params, context }: Call): string {
  const scope = 'scope' in params && params.scope !== undefined ? String(params.scope) : '';
  return `lists ${createHash('sha256').update(`${context.credential.hash} ${scope}`).digest('base64url')}`;
}

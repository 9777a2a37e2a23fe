import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallLog } from '../call-log.ts';
import { ticketIdOf } from '../interceptors/call-key.ts';
import type { Call } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../types.ts';
import { POLICIES } from './policy.ts';
import { rowsIn } from './tags.ts';

/** How many lists of a credential are looked through: those it asked for last. */
const LISTS = 4;

/** How long a row of a list stands for its ticket: as long as the list itself is fresh. */
const LISTED_MS = POLICIES.listTickets?.maxAgeMs ?? 0;

/** A list as it is kept. */
interface KeptList {
  /** When it was given, epoch milliseconds. */
  readonly at: number;
  readonly response: UpstreamResponse;
}

/** Finds a kept list by its key; null if it is gone, or if something in it was changed since. */
export type FindList = (key: string, call: Call) => Promise<KeptList | null>;

/**
 * Tickets that a list has brought just now. The API gives a row of a list and the ticket alone the same shape, so what a page
 * has shown need not be asked for again: by who taps on a row, or by a router that follows references.
 */
export class ListRowIndex {
  readonly #space: Space;
  readonly #find: FindList;
  readonly #now: () => number;
  /** Each operation opens its lists once, however many tickets it asks for. */
  readonly #opened = new WeakMap<CallLog, Map<string, Promise<ReadonlyMap<string, UpstreamResponse>>>>();

  constructor(space: Space, find: FindList, now: () => number) {
    this.#space = space;
    this.#find = find;
    this.#now = now;
  }

  /** Notes that a list is kept under a key. */
  async remember(call: Call, key: string): Promise<void> {
    if (call.operation !== 'listTickets') return;
    const place = placeOf(call);
    const others = (await this.#keys(place)).filter((other) => other !== key);
    await this.#space.set(place, JSON.stringify([key, ...others].slice(0, LISTS)), LISTED_MS);
  }

  /** What the API would answer for a ticket, from a list; null if none has it. */
  async answer(call: Call): Promise<UpstreamResponse | null> {
    const ticket = call.operation === 'getTicket' ? ticketIdOf(call) : null;
    return ticket === null ? null : ((await this.#rows(call)).get(ticket) ?? null);
  }

  /** After a write of an operation, it opens them anew. */
  forget({ context }: Call): void {
    this.#opened.delete(context.callLog);
  }

  async #rows(call: Call): Promise<ReadonlyMap<string, UpstreamResponse>> {
    const opened =
      this.#opened.get(call.context.callLog) ??
      new Map<string, Promise<ReadonlyMap<string, UpstreamResponse>>>();
    this.#opened.set(call.context.callLog, opened);
    const place = placeOf(call);
    const known = opened.get(place) ?? this.#open(place, call);
    opened.set(place, known);
    const rows = await known;
    // The lists may be on their way while the first ticket is asked for.
    if (rows.size === 0) opened.delete(place);
    return rows;
  }

  async #open(place: string, call: Call): Promise<ReadonlyMap<string, UpstreamResponse>> {
    const lists = await Promise.all((await this.#keys(place)).map((key) => this.#find(key, call)));
    const rows = new Map<string, UpstreamResponse>();
    // The latest list stands first, so it has the last word.
    for (const list of lists.toReversed()) {
      if (list === null || this.#now() - list.at >= LISTED_MS) continue;
      for (const [id, row] of rowsIn(list.response.body)) rows.set(id, { ...list.response, body: row });
    }
    return rows;
  }

  async #keys(place: string): Promise<string[]> {
    const text = await this.#space.get(place);
    // @NOTE only `note` writes here.
    return text === null ? [] : (JSON.parse(text.toString()) as string[]);
  }
}

/** Where the keys of a credential's lists are noted: those with the extra scope apart, since their rows hold more. */
function placeOf({ params, context }: Call): string {
  const extra = 'scope' in params && params.scope !== undefined ? String(params.scope) : '';
  const name = createHash('sha256').update(`${context.credential.hash} ${extra}`).digest('base64url');
  return `lists ${name}`;
}

import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { changesTickets, ticketIdOf } from '../interceptors/call-key.ts';
import type { Call } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../types.ts';
import { LONGEST_MS } from './policy.ts';

/** Where the common clock of all who share the place is kept. */
export const VERSION_KEY = 'mark';

/** Every entry has it: after an outage nobody knows what was missed. */
const EVERYTHING = 'everything';

/**
 * Tells which answers are out of date. A read notes the common clock before it goes out; a write ticks it and puts the tick
 * on all tags it touches. An answer is good while no tag of its has a later tick than its note: so an answer that was on its
 * way while a write happened is not kept for good either.
 */
export class TagVersions {
  readonly #space: Space;
  readonly #callerRegistry: CallerRegistry;
  #outages: number;

  constructor(space: Space, callerRegistry: CallerRegistry) {
    this.#space = space;
    this.#callerRegistry = callerRegistry;
    this.#outages = space.outages;
  }

  /** The tags of an answer: its ticket, or the list and every ticket in it. */
  async of({ operation, params, context }: Call, answer: UpstreamResponse): Promise<string[]> {
    const ticket = ticketIdOf({ params });
    if (ticket !== null) return [EVERYTHING, `ticket ${ticket}`];
    if (operation !== 'listTickets') return [EVERYTHING];
    const lists = await this.#lists(context.credential.hash);
    return [EVERYTHING, ...lists, ...rowsIn(answer.body).map(([id]) => `ticket ${id}`)];
  }

  /** Whether nothing that an answer is about was changed since its note. */
  async areCurrent(tags: readonly string[], mark: number): Promise<boolean> {
    const ticks = await this.#space.getMany(tags.map(keyOf));
    return ticks.every((tick) => tick === null || Number(tick) <= mark);
  }

  /** After a write, whatever came of it. Lists are touched for the writer; others' by the tickets in them. */
  async invalidate({ operation, params, context }: Call): Promise<void> {
    const ticket = ticketIdOf({ params });
    const lists = changesTickets({ operation }) ? await this.#lists(context.credential.hash) : [];
    await this.#put([...lists, ...(ticket === null ? [] : [`ticket ${ticket}`])]);
  }

  async #lists(credential: string): Promise<string[]> {
    const caller = await this.#callerRegistry.lookup(credential);
    return [`lists ${credential}`, ...(caller === credential ? [] : [`lists ${caller}`])];
  }

  async #put(tags: readonly string[]): Promise<void> {
    const tick = await this.#space.nextVersion(VERSION_KEY, 2 * LONGEST_MS);
    await Promise.all(tags.map((tag) => this.#space.set(keyOf(tag), String(tick), LONGEST_MS)));
  }

  /** Writes may have been missed while the shared place was away: when it is back, what it kept is not trusted. */
  async afterOutage(): Promise<void> {
    if (this.#space.degraded || this.#space.outages === this.#outages) return;
    this.#outages = this.#space.outages;
    await this.#put([EVERYTHING]);
  }
}

const keyOf = (tag: string): string => `tag ${createHash('sha256').update(tag).digest('base64url')}`;

/** The rows of a list that have an id, by it. */
export function rowsIn(body: unknown): [id: string, row: object][] {
  const rows: unknown = body instanceof Object && 'data' in body ? body.data : body;
  if (!Array.isArray(rows)) return [];
  return rows.flatMap((row: unknown) =>
    row instanceof Object && 'id' in row ? [[String(row.id), row]] : [],
  );
}

import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { changesTickets, ticketIdOf } from '../interceptors/call-key.ts';
import type { Call } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../types.ts';
import { MAX_TTL_MS } from './policy.ts';

/** Where the version is stored that all gateways share. */
export const VERSION_KEY = 'mark';

/** The tag of all entries: invalidated after an outage, during which writes may have been missed. */
const ALL = 'everything';

/**
 * Versions of tags. A write takes the next version and gives it to all tags that it invalidates. An entry is current while
 * none of its tags has a later version than the one before its call, so a response that was in flight during a write is not
 * current either.
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

  /** The tags of a response: its ticket, or the list and every ticket in it. */
  async of(call: Call, response: UpstreamResponse): Promise<string[]> {
    const ticket = ticketIdOf(call);
    if (ticket !== null) return [ALL, `ticket ${ticket}`];
    if (call.operation !== 'listTickets') return [ALL];
    const rows = rowsIn(response.body).map(([id]) => `ticket ${id}`);
    return [ALL, ...(await this.#listsOf(call)), ...rows];
  }

  async areCurrent(tags: readonly string[], version: number): Promise<boolean> {
    const versions = await this.#space.getMany(tags.map(keyOf));
    return versions.every((later) => later === null || Number(later) <= version);
  }

  /** After a write: its ticket, and the lists of its caller. Lists of others are invalidated by the tickets in them. */
  async invalidate(write: Call): Promise<void> {
    const ticket = ticketIdOf(write);
    const lists = changesTickets(write) ? await this.#listsOf(write) : [];
    await this.#invalidate([...lists, ...(ticket === null ? [] : [`ticket ${ticket}`])]);
  }

  /** After an outage of a shared store, nothing from before is current. */
  async afterOutage(): Promise<void> {
    if (this.#space.degraded || this.#space.outages === this.#outages) return;
    this.#outages = this.#space.outages;
    await this.#invalidate([ALL]);
  }

  async #listsOf({ context }: Call): Promise<string[]> {
    const { hash } = context.credential;
    return [...new Set([hash, await this.#callerRegistry.lookup(hash)])].map((owner) => `lists ${owner}`);
  }

  async #invalidate(tags: readonly string[]): Promise<void> {
    const version = await this.#space.nextVersion(VERSION_KEY, 2 * MAX_TTL_MS);
    await Promise.all(tags.map((tag) => this.#space.set(keyOf(tag), String(version), MAX_TTL_MS)));
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

import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { isObject } from '../endpoint/declare.ts';
import { rowsIn } from '../endpoint/decode.ts';
import type { ResolvedEndpoint } from '../endpoint/resolve.ts';
import { tagOfCaller, tagsOf } from '../interceptors/call-key.ts';
import type { Call } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../response.ts';

/** Where the version is stored that all gateways share. */
export const VERSION_KEY = 'mark';

/** How long the version of a tag is stored: longer than any response. */
const VERSION_TTL_MS = 48 * 60 * 60 * 1_000;

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

  /** The tags of a response: those of its call, and of every row in it. */
  async of(call: Call, response: UpstreamResponse): Promise<string[]> {
    return [
      ALL,
      ...(await this.#tagsOf(call)),
      ...taggedRows(call.endpoint, call.endpoint.about?.rowTag, response).keys(),
    ];
  }

  async areCurrent(tags: readonly string[], version: number): Promise<boolean> {
    const versions = await this.#space.getMany(tags.map(keyOf));
    return versions.every((later) => later === null || Number(later) <= version);
  }

  /** After a write. Lists of other callers are invalidated by the rows in them. */
  async invalidate(write: Call): Promise<void> {
    await this.#invalidate(await this.#tagsOf(write));
  }

  /** After an outage of a shared store, nothing from before is current. */
  async afterOutage(): Promise<void> {
    if (this.#space.degraded || this.#space.outages === this.#outages) return;
    this.#outages = this.#space.outages;
    await this.#invalidate([ALL]);
  }

  /** By credential and by caller: the caller of a credential may become known later. */
  async #tagsOf(call: Call): Promise<string[]> {
    const { hash } = call.context.credential;
    const caller = await this.#callerRegistry.lookup(hash);
    const tags = tagsOf(call).flatMap((tag) => [tagOfCaller(tag, hash), tagOfCaller(tag, caller)]);
    return [...new Set(tags)];
  }

  async #invalidate(tags: readonly string[]): Promise<void> {
    const version = await this.#space.nextVersion(VERSION_KEY, 2 * VERSION_TTL_MS);
    await Promise.all(tags.map((tag) => this.#space.set(keyOf(tag), String(version), VERSION_TTL_MS)));
  }
}

const keyOf = (tag: string): string => `tag ${createHash('sha256').update(tag).digest('base64url')}`;

/** The raw rows of a list that have an id, by their tag. */
export function taggedRows(
  { envelope, idOf }: ResolvedEndpoint,
  rowTag: string | undefined,
  { body }: UpstreamResponse,
): Map<string, object> {
  const rows = (rowTag === undefined ? null : rowsIn(body, envelope)) ?? [];
  return new Map(
    rows.filter(isObject).flatMap((row) => {
      const id = idOf(row);
      return id === null || rowTag === undefined ? [] : [[rowTag.replace('{id}', () => id), row]];
    }),
  );
}

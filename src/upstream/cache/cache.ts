import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { decryptFor, encryptFor } from '../credential.ts';
import { UpstreamError, type UpstreamErrorCode } from '../errors.ts';
import { readKey } from '../interceptors/call-key.ts';
import type { Call, Handler, Interceptor } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../response.ts';
import { ListRowIndex } from './list-rows.ts';
import type { CachePolicy } from './policy.ts';
import { TagVersions, VERSION_KEY } from './tags.ts';

/** A cached response. */
interface Entry {
  /** When it was received, epoch milliseconds. */
  readonly at: number;
  readonly response: UpstreamResponse;
  /** The shared version before the call. */
  readonly version: number;
  readonly tags: readonly string[];
}

/** Failures in whose place a stale response is served. A clear refusal (401, 403, 404) is not among them. */
const STALE_IF_ERROR_CODES = new Set<UpstreamErrorCode>([
  'RATE_LIMITED',
  'UPSTREAM_ERROR',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
]);

/** Failures after which the cached response is deleted. */
const EVICTING_CODES = new Set<UpstreamErrorCode>(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']);

/** Of the encryption key. */
const PURPOSE = 'cached response';

/** Milliseconds that a background revalidation may take. */
const REVALIDATION_MS = 5_000;

/** Where responses are cached, and by what clock. */
export interface CacheSettings {
  readonly space: Space;
  readonly callerRegistry: CallerRegistry;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Caches successful responses by credential, encrypted with a key of its token. A stale response is served where its policy
 * allows, and marked in the call log. A row of a fresh list is a hit too. A store that is full or broken costs calls, and
 * fails none.
 */
export function cache(settings: CacheSettings): Interceptor {
  const cache = new Cache(settings);
  const interceptor: Interceptor = (next) => (call) => {
    const policy = call.endpoint.cache;
    return policy === undefined ? next(call) : cache.read(call, next, policy);
  };
  return Object.assign(interceptor, {
    peek: (call: Call) => cache.peek(call),
    invalidate: (write: Call) => cache.invalidate(write),
  });
}

class Cache {
  readonly #space: Space;
  readonly #tags: TagVersions;
  readonly #now: () => number;
  readonly #listRows: ListRowIndex;
  readonly #revalidating = new Set<string>();

  constructor({ space, callerRegistry, now = () => Date.now() }: CacheSettings) {
    this.#space = space;
    this.#tags = new TagVersions(space, callerRegistry);
    this.#now = now;
    const find = async (key: string, call: Call) => (await this.#find(key, call)).entry?.response ?? null;
    this.#listRows = new ListRowIndex(space, find, now);
  }

  invalidate(write: Call): Promise<void> {
    this.#listRows.invalidate(write);
    return this.#tags.invalidate(write).catch(() => {});
  }

  /** Whether a read is a hit. */
  async peek(call: Call): Promise<boolean> {
    const policy = call.endpoint.cache;
    if (policy === undefined || isFresh(call)) return false;
    const { entry } = await this.#find(keyOf(call), call);
    return (entry !== null && this.#age(entry) < hitMs(policy)) || (await this.#listRows.find(call)) !== null;
  }

  async read(call: Call, next: Handler, policy: CachePolicy): Promise<UpstreamResponse> {
    const key = keyOf(call);
    const { entry, version } = await this.#find(key, call).catch(() => ({ entry: null, version: 0 }));
    const fetch = async (made: Call) => {
      const response = await next(made);
      await this.#store(key, made, response, version, policy).catch(() => {});
      return response;
    };
    if (!isFresh(call)) {
      if (entry !== null && this.#age(entry) < policy.maxAgeMs) return hit(call, entry.response);
      if (entry !== null && this.#age(entry) < hitMs(policy)) {
        this.#revalidate(key, call, fetch);
        return this.#staleHit(call, entry);
      }
      const row = await this.#listRows.find(call).catch(() => null);
      if (row !== null) return hit(call, row);
    }
    try {
      return await fetch(call);
    } catch (error) {
      if (entry === null || !(error instanceof UpstreamError)) throw error;
      if (EVICTING_CODES.has(error.code)) await this.#space.delete(key).catch(() => {});
      const isTooOld = this.#age(entry) >= policy.maxAgeMs + policy.staleIfErrorMs;
      if (call.fresh || isTooOld || !STALE_IF_ERROR_CODES.has(error.code)) throw error;
      return this.#staleHit(call, entry);
    }
  }

  #staleHit(call: Call, entry: Entry): UpstreamResponse {
    call.context.callLog.recordStale(this.#age(entry));
    return hit(call, entry.response);
  }

  #age(entry: Entry): number {
    return Math.max(0, this.#now() - entry.at);
  }

  /** The cached response, if nothing invalidated it, and the shared version before the call. */
  async #find(key: string, { context }: Call): Promise<{ entry: Entry | null; version: number }> {
    await this.#tags.afterOutage();
    const [bytes, version] = await this.#space.getMany([key, VERSION_KEY]);
    const text = bytes == null ? null : decryptFor(bytes, context.credential, PURPOSE, key);
    // @NOTE only this class writes what this token can decrypt.
    const entry = text === null ? null : (JSON.parse(text) as Entry);
    const isCurrent = entry !== null && (await this.#tags.areCurrent(entry.tags, entry.version));
    return { entry: isCurrent ? entry : null, version: Number(version ?? 0) };
  }

  async #store(
    key: string,
    call: Call,
    response: UpstreamResponse,
    version: number,
    policy: CachePolicy,
  ): Promise<void> {
    const tags = await this.#tags.of(call, response);
    const entry: Entry = { at: this.#now(), version, tags, response: { ...response, rate: null } };
    const encrypted = encryptFor(JSON.stringify(entry), call.context.credential, PURPOSE, key);
    await this.#space.set(key, encrypted, ttlMs(policy));
    await this.#listRows.remember(call, key, policy);
  }

  /** In the background, one at a time for each key. It counts against the rate limit; its failure is ignored. */
  #revalidate(key: string, call: Call, fetch: (call: Call) => Promise<UpstreamResponse>): void {
    if (this.#revalidating.has(key)) return;
    this.#revalidating.add(key);
    const deadline = { at: Date.now() + REVALIDATION_MS, signal: new AbortController().signal };
    fetch({ ...call, deadline, cause: 'background' })
      .catch(() => {})
      .finally(() => this.#revalidating.delete(key));
  }
}

/** Whether a cached response is no answer to a call. */
const isFresh = ({ fresh, context }: Call): boolean => fresh || context.fresh === true;

/** How long a response is served at once. */
const hitMs = ({ maxAgeMs, staleWhileRevalidateMs }: CachePolicy): number =>
  maxAgeMs + staleWhileRevalidateMs;

function hit(call: Call, response: UpstreamResponse): UpstreamResponse {
  call.context.callLog.recordHit(call);
  return response;
}

/** How long a response is stored. */
const ttlMs = ({ maxAgeMs, staleWhileRevalidateMs, staleIfErrorMs }: CachePolicy): number =>
  maxAgeMs + Math.max(staleWhileRevalidateMs, staleIfErrorMs);

/** Under which the response to a call is stored. */
const keyOf = (call: Call): string =>
  createHash('sha256')
    .update(`${call.context.credential.hash} ${readKey(call)}`)
    .digest('base64url');

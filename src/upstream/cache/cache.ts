import { createHash } from 'node:crypto';
import type { Space } from '../../store/types.ts';
import type { CallerRegistry } from '../caller-registry.ts';
import { UpstreamError, type UpstreamErrorCode } from '../errors.ts';
import { readKey } from '../interceptors/call-key.ts';
import type { Call, Interceptor, Next } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../types.ts';
import { decryptFor, encryptFor } from './cipher.ts';
import { ListRowIndex } from './list-rows.ts';
import { type CachePolicy, POLICIES } from './policy.ts';
import { TagVersions, VERSION_KEY } from './tags.ts';

/** An answer as it is kept. */
interface Entry {
  /** When it was given, epoch milliseconds. */
  readonly at: number;
  /** The common clock before it was asked for. */
  readonly mark: number;
  readonly tags: readonly string[];
  readonly answer: UpstreamResponse;
}

/** Failures in whose stead an older answer is served. A plain no (401, 403, 404) is not among them: it is the truth. */
const STALE_INSTEAD = new Set<UpstreamErrorCode>([
  'RATE_LIMITED',
  'UPSTREAM_ERROR',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
]);

/** Failures that say that what was kept is no longer so. */
const GONE = new Set<UpstreamErrorCode>(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED']);

/** How long a renewal that nobody waits for may take, in milliseconds. */
const RENEWAL_MS = 5_000;

/** Where answers are kept, and by what clock. */
export interface CacheSettings {
  readonly space: Space;
  readonly callerRegistry: CallerRegistry;
  readonly now?: () => number;
}

/**
 * Keeps successful answers for the credential that asked, encrypted by its token. A hit costs no call. An older answer is
 * served where the API fails or the budget is used up, and that is told. A ticket that a fresh list has shown costs none. Writes drop what they touch, before they are answered.
 * A place that is full or broken costs calls, never an answer.
 */
export function cache(settings: CacheSettings): Interceptor {
  const cache = new Cache(settings);
  const layer: Interceptor = async (call, next) => {
    if (call.kind === 'read') {
      const life = POLICIES[call.operation];
      return life === undefined ? next() : cache.read(call, next, life);
    }
    try {
      return await next();
    } finally {
      await cache.drop(call);
    }
  };
  return Object.assign(layer, { peek: (call: Call) => cache.holds(call).catch(() => false) });
}

class Cache {
  readonly #space: Space;
  readonly #tags: TagVersions;
  readonly #now: () => number;
  readonly #listed: ListRowIndex;
  readonly #renewing = new Set<string>();

  constructor({ space, callerRegistry, now = () => Date.now() }: CacheSettings) {
    this.#space = space;
    this.#tags = new TagVersions(space, callerRegistry);
    this.#now = now;
    this.#listed = new ListRowIndex(space, async (key, call) => (await this.#find(key, call)).entry, now);
  }

  drop(write: Call): Promise<void> {
    this.#listed.forget(write);
    return this.#tags.invalidate(write).catch(() => {});
  }

  /** Whether a read costs no call: as `read` goes, up to where it would ask. */
  async holds(call: Call): Promise<boolean> {
    const life = POLICIES[call.operation];
    if (life === undefined || call.fresh || call.context.fresh === true) return false;
    const { entry } = await this.#find(keyOf(call), call);
    if (entry !== null && this.#now() - entry.at < life.maxAgeMs + life.staleWhileRevalidateMs) return true;
    return (await this.#listed.answer(call)) !== null;
  }

  async read(call: Call, next: Next, life: CachePolicy): Promise<UpstreamResponse> {
    const { callLog, fresh = false } = call.context;
    const key = keyOf(call);
    const { entry, mark } = await this.#find(key, call).catch(() => ({ entry: null, mark: 0 }));
    const age = entry === null ? 0 : Math.max(0, this.#now() - entry.at);
    if (entry !== null && !call.fresh && !fresh && age < life.maxAgeMs + life.staleWhileRevalidateMs) {
      callLog.recordHit(call);
      if (age >= life.maxAgeMs) {
        callLog.recordStale(age);
        this.#renew(key, call, next, mark);
      }
      return entry.answer;
    }
    const listed = call.fresh || fresh ? null : await this.#listed.answer(call).catch(() => null);
    if (listed !== null) {
      callLog.recordHit(call);
      return listed;
    }
    try {
      return await this.#make(key, call, next, mark);
    } catch (error) {
      if (!(error instanceof UpstreamError) || entry === null) throw error;
      if (GONE.has(error.code)) await this.#space.delete(key).catch(() => {});
      if (call.fresh || !STALE_INSTEAD.has(error.code) || age >= life.maxAgeMs + life.staleIfErrorMs)
        throw error;
      callLog.recordHit(call);
      callLog.recordStale(age);
      return entry.answer;
    }
  }

  /** What is kept, if it still holds, and the common clock before anything is asked. */
  async #find(key: string, { context }: Call): Promise<{ entry: Entry | null; mark: number }> {
    await this.#tags.afterOutage();
    const [bytes, mark] = await this.#space.getMany([key, VERSION_KEY]);
    const text = bytes == null ? null : decryptFor(bytes, context.credential, 'cache', key);
    // @NOTE only this file writes what this token can open.
    const entry = text === null ? null : (JSON.parse(text) as Entry);
    const holds = entry !== null && (await this.#tags.areCurrent(entry.tags, entry.mark));
    return { entry: holds ? entry : null, mark: Number(mark ?? 0) };
  }

  async #make(key: string, call: Call, next: Next, mark: number): Promise<UpstreamResponse> {
    const answer = await next(call);
    await this.#keep(key, call, answer, mark).catch(() => {});
    return answer;
  }

  async #keep(key: string, call: Call, answer: UpstreamResponse, mark: number): Promise<void> {
    const tags = await this.#tags.of(call, answer);
    const entry: Entry = { at: this.#now(), mark, tags, answer: { ...answer, rate: null } };
    const { maxAgeMs = 0, staleWhileRevalidateMs = 0, staleIfErrorMs = 0 } = POLICIES[call.operation] ?? {};
    const sealed = encryptFor(JSON.stringify(entry), call.context.credential, 'cache', key);
    await this.#space.set(key, sealed, maxAgeMs + Math.max(staleWhileRevalidateMs, staleIfErrorMs));
    await this.#listed.remember(call, key);
  }

  /** Behind the client's back, once at a time: charged to its budget, but nothing fails for it. */
  #renew(key: string, call: Call, next: Next, mark: number): void {
    if (this.#renewing.has(key)) return;
    this.#renewing.add(key);
    const signal = new AbortController().signal;
    const context = { ...call.context, signal, deadline: Date.now() + RENEWAL_MS };
    this.#make(key, { ...call, context, cause: 'background' }, next, mark)
      .catch(() => {})
      .finally(() => this.#renewing.delete(key));
  }
}

/** Under what the answer to a call is kept. */
function keyOf({ context, ...call }: Call): string {
  return createHash('sha256')
    .update(`${context.credential.hash} ${readKey(call)}`)
    .digest('base64url');
}

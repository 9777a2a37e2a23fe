import { type CacheSettings, cache } from '../cache/cache.ts';
import type { RateLimiter } from '../rate-limit/limiter.ts';
import { limitTime, logCall, rateLimit, runBeforeSend } from './attempt.ts';

import { changesRows } from './call-key.ts';
import { circuitBreaker } from './circuit-breaker.ts';
import type { Interceptor } from './interceptor.ts';
import { memoize } from './memoize.ts';
import { retry } from './retry.ts';
import { singleFlight } from './single-flight.ts';

/** Interceptors by name, the outermost first. */
export type Chain = Readonly<Record<string, Interceptor>>;

/** What the chain is made of. */
export interface ChainSettings {
  /** Most rows of one list call. */
  readonly pageCap: number;
  readonly rateLimiter: RateLimiter;
  /** Null: responses are not cached. */
  readonly cache: CacheSettings | null;
}

/**
 * Everything between a caller and the socket, in the order in which a call passes it. A read that this operation has made
 * is not made again, one in flight is joined, and a cached one is not made at all. What is left is tried, and each try
 * passes the circuit breaker before it takes from the rate limit.
 */
export function createChain({ pageCap, rateLimiter, cache: settings }: ChainSettings): Chain {
  const stores = {
    memoize: memoize(pageCap),
    singleFlight: singleFlight(),
    ...(settings === null ? {} : { cache: cache(settings) }),
  };
  return {
    invalidate: invalidateAfterWrites(Object.values(stores)),
    ...stores,
    retry: retry(),
    circuitBreaker: circuitBreaker(),
    rateLimit: rateLimit(rateLimiter),
    beforeSend: runBeforeSend,
    timeLimit: limitTime(),
    callLog: logCall,
  };
}

/**
 * The one place where a write invalidates: after it, the stores forget what it may have changed, and so do the loaders of
 * its operation. A failed write counts too, since it may have happened.
 */
export const invalidateAfterWrites =
  (stores: readonly Interceptor[]): Interceptor =>
  (next) =>
  async (call) => {
    if (call.endpoint.kind === 'read') return next(call);
    try {
      return await next(call);
    } finally {
      if (changesRows(call)) for (const listener of call.writeListeners) listener();
      for (const { invalidate } of stores) await invalidate?.(call);
    }
  };

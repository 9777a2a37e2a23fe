/** What can be set about the upstream side, with its defaults. Checked at start, so that a fault is told early. */

import { type ResolvedWire, WIRE } from '../endpoint/endpoints.ts';
import type { Interceptor } from '../interceptors/interceptor.ts';
import { type RateLimiter, unlimited } from '../rate-limit/limiter.ts';
import type { Base } from './request.ts';

/** Only `url` has no default. */
export interface UpstreamSettings {
  /** Base of the API with its prefix, such as `https://host/api/v3`. */
  readonly url: string;
  /** Sent in the user agent. */
  readonly version?: string;
  /** Sockets to the upstream at once. */
  readonly connections?: number;
  /** Requests on their way on one socket; above 1 an abort can harm the neighbours, so leave it. */
  readonly pipelining?: number;
  /** Milliseconds to connect. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds for one try of a GET, body included. */
  readonly readTimeoutMs?: number;
  /** The same for PUT, PATCH and DELETE. */
  readonly changeTimeoutMs?: number;
  /** The same for POST. */
  readonly createTimeoutMs?: number;
  /** Longest URL in bytes. */
  readonly maxUrlBytes?: number;
  /** Longest answer in bytes. */
  readonly maxAnswerBytes?: number;
  /** The wire table to speak by. See `resolveWire` for overrides. */
  readonly wire?: ResolvedWire;
  /** Who decides when a call may start. */
  readonly rateLimiter?: RateLimiter;
  /** What wraps a call, outermost first: cache, sharing, breaker, retries. */
  readonly interceptors?: readonly Interceptor[];
}

/** Every setting with a value. */
export type FullSettings = Required<UpstreamSettings>;

/** The defaults of everything but the address. */
export const UPSTREAM_DEFAULTS = {
  version: '0',
  connections: 64,
  pipelining: 1,
  connectTimeoutMs: 1_000,
  readTimeoutMs: 3_000,
  changeTimeoutMs: 5_000,
  createTimeoutMs: 8_000,
  maxUrlBytes: 8 * 1024,
  maxAnswerBytes: 8 * 1024 * 1024,
  wire: WIRE,
  rateLimiter: unlimited,
  interceptors: [],
} satisfies Omit<FullSettings, 'url'>;

/**
 * The address, taken apart.
 * @throws TypeError unless it is an http(s) URL without login, query or fragment. The text never holds the address.
 */
export function baseOf({ url, maxUrlBytes }: FullSettings): Base {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const extras = parsed && `${parsed.username}${parsed.password}${parsed.search}${parsed.hash}`;
  if (parsed === null || extras !== '' || !/^https?:$/.test(parsed.protocol)) {
    throw new TypeError('The address of the ticket API must be http(s), without login, query or fragment.');
  }
  return { origin: parsed.origin, prefix: parsed.pathname.replace(/\/+$/, ''), maxUrlBytes };
}

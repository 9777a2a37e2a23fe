/** What the API lets be seen of a caller's limit, and what follows from it. Pure. */
import type { RateObservation } from './limiter.ts';

/** `auto` follows the API, a number pins the limit, 0 is no limit. */
export type RateSetting = 'auto' | number;

/** Calls a minute until the API says more: what the vendor publishes for the sister portal. */
export const ASSUMED_LIMIT = 10;

/** The window of a limit, in milliseconds. */
export const WINDOW_MS = 60_000;

/** What the responses to one caller say about its limit. Plain JSON, since gateways share it. Times are epoch milliseconds. */
export interface LimitEstimate {
  /** The limit by `X-RateLimit-Limit`; null without that header. */
  readonly fromHeader: number | null;
  /** The limit inferred from a 429 without that header, and when; null for none. */
  readonly inferred: { readonly limit: number; readonly at: number } | null;
  /** No call starts before. */
  readonly pausedUntil: number;
  /** Calls of other programs of the same user in the window of the API. */
  readonly foreign: { readonly calls: number; readonly until: number };
}

/** The estimate before the first response. */
export const NO_ESTIMATE: LimitEstimate = {
  fromHeader: null,
  inferred: null,
  pausedUntil: 0,
  foreign: { calls: 0, until: 0 },
};

/** An inferred limit rises by one in this time, up to the assumed one. */
const RECOVERY_MS = 2 * 60_000;

/** The pause after a 429 without `Retry-After`. */
const SHORT_PAUSE_MS = 6_000;

/** The limit now; null for none. */
export function limitOf(
  setting: RateSetting,
  { fromHeader, inferred }: LimitEstimate,
  now: number,
): number | null {
  if (setting === 0) return null;
  if (setting !== 'auto') return setting;
  if (fromHeader !== null) return fromHeader;
  if (inferred === null) return ASSUMED_LIMIT;
  return Math.min(ASSUMED_LIMIT, inferred.limit + Math.floor((now - inferred.at) / RECOVERY_MS));
}

/** Calls of other programs that count against the limit now. */
export const foreignCalls = ({ foreign }: LimitEstimate, now: number): number =>
  now < foreign.until ? foreign.calls : 0;

/** Whether the limit comes from the API. */
export const isObserved = ({ fromHeader, inferred }: LimitEstimate): boolean =>
  fromHeader !== null || inferred !== null;

/**
 * The estimate after a response. A lower limit counts at once, and so does a higher one.
 * @param used our own starts in the window: what the API counts beyond them are calls of other programs
 */
export function update(
  before: LimitEstimate,
  seen: RateObservation,
  setting: RateSetting,
  used: number,
  now: number,
): LimitEstimate {
  const { rate } = seen;
  const fromHeader =
    rate?.limit != null && rate.limit > 0
      ? rate.limit
      : raiseTo(before, rate?.remaining ?? null, setting, now);
  const limit = limitOf(setting, { ...before, fromHeader }, now) ?? 0;
  const until = rate?.resetAt ?? 0;
  const remaining = setting === 'auto' ? (rate?.remaining ?? null) : null;
  const foreign =
    remaining === null ? before.foreign : { calls: Math.max(0, limit - remaining - used), until };
  if (seen.status !== 429) return { ...before, fromHeader, foreign };
  const wait = seen.retryAfter === null ? null : seen.retryAfter * 1000;
  const pause = wait ?? (until > now ? until - now : SHORT_PAUSE_MS);
  const inferred =
    fromHeader === null ? { limit: inferLimit(before, limit, used, now), at: now } : before.inferred;
  return { fromHeader, inferred, foreign, pausedUntil: Math.max(before.pausedUntil, now + pause) };
}

/**
 * One less than was used for each 429 of a burst, but at least half of the limit at the first: another program of the same
 * user may have used the rest.
 */
function inferLimit({ pausedUntil }: LimitEstimate, limit: number, used: number, now: number): number {
  const least = pausedUntil > now ? 1 : Math.ceil(limit / 2);
  return Math.max(least, Math.min(limit, used) - 1);
}

/** Without a limit header: the limit is at least the remaining calls and this one. */
function raiseTo(
  before: LimitEstimate,
  remaining: number | null,
  setting: RateSetting,
  now: number,
): number | null {
  if (remaining === null) return before.fromHeader;
  const known = limitOf(setting, before, now) ?? 0;
  return remaining + 1 > known ? remaining + 1 : before.fromHeader;
}

/** Whether two estimates are equal now, so that other gateways need no update. */
export const isSame = (one: LimitEstimate, other: LimitEstimate, now: number): boolean =>
  one.fromHeader === other.fromHeader &&
  one.inferred?.at === other.inferred?.at &&
  one.pausedUntil === other.pausedUntil &&
  foreignCalls(one, now) === foreignCalls(other, now);

/** What the API lets be seen of a caller's limit, and what follows from it. Pure. */
import type { RateObservation } from './limiter.ts';

/** How a limit is set: followed from an assumed one, pinned to a number, or none. */
export type RateSetting = 'auto' | number;

/** Calls a minute that are assumed until the API says something: what the vendor publishes for the sister portal. */
export const ASSUMED_LIMIT = 10;

/** The window in which a limit counts, in milliseconds. */
export const WINDOW_MS = 60_000;

/** What was learnt of one caller; plain JSON, since gateways share it. Times are epoch milliseconds. */
export interface LimitEstimate {
  /** The limit as a header fromHeader it; null while none has. */
  readonly fromHeader: number | null;
  /** The limit as a 429 without such a header let it be inferred, and since when; null for none. */
  readonly inferred: { readonly limit: number; readonly at: number } | null;
  /** Nothing may start before. */
  readonly pausedUntil: number;
  /** Calls in the API's window that are not ours: another program of the same user. */
  readonly foreign: { readonly calls: number; readonly until: number };
}

/** What is known of a caller who was never seen. */
export const NO_ESTIMATE: LimitEstimate = {
  fromHeader: null,
  inferred: null,
  pausedUntil: 0,
  foreign: { calls: 0, until: 0 },
};

/** A inferred limit rises again by one in so many milliseconds, up to the assumed one. */
const RECOVERY_MS = 2 * 60_000;

/** A 429 that does not say how long: a tenth of a window. */
const SHORT_PAUSE_MS = 6_000;

/** Calls that may start in any window; null for no limit. */
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

/** Calls of others that count against the limit now. */
export const foreignCalls = ({ foreign }: LimitEstimate, now: number): number =>
  now < foreign.until ? foreign.calls : 0;

/** Whether the limit is the API's own word. */
export const isObserved = ({ fromHeader, inferred }: LimitEstimate): boolean =>
  fromHeader !== null || inferred !== null;

/**
 * What is known after an answer. A lower limit counts at once, and so does a higher one. `used` is how many starts of ours
 * the window holds: what the API counted beyond those is somebody else's.
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
      : raised(before, rate?.remaining ?? null, setting, now);
  const limit = limitOf(setting, { ...before, fromHeader }, now) ?? 0;
  const until = rate?.resetAt ?? 0;
  const remaining = setting === 'auto' ? (rate?.remaining ?? null) : null;
  const foreign =
    remaining === null ? before.foreign : { calls: Math.max(0, limit - remaining - used), until };
  if (seen.status !== 429) return { ...before, fromHeader, foreign };
  const wait = seen.retryAfter === null ? null : seen.retryAfter * 1000;
  const pause = wait ?? (until > now ? until - now : SHORT_PAUSE_MS);
  const inferred =
    fromHeader === null ? { limit: guess(before, limit, used, now), at: now } : before.inferred;
  return { fromHeader, inferred, foreign, pausedUntil: Math.max(before.pausedUntil, now + pause) };
}

/**
 * One less than was used for each 429 of a burst, but no less than half at its first: it may well be another program of the
 * same user that used up the rest.
 */
function guess({ pausedUntil }: LimitEstimate, limit: number, used: number, now: number): number {
  const least = pausedUntil > now ? 1 : Math.ceil(limit / 2);
  return Math.max(least, Math.min(limit, used) - 1);
}

/** Without a header for the limit: as much as is left, and this call, must be allowed. */
function raised(
  before: LimitEstimate,
  remaining: number | null,
  setting: RateSetting,
  now: number,
): number | null {
  if (remaining === null) return before.fromHeader;
  const known = limitOf(setting, before, now) ?? 0;
  return remaining + 1 > known ? remaining + 1 : before.fromHeader;
}

/** Whether two states of knowledge mean the same, so that nothing needs to be fromHeader to other gateways. */
export const isSame = (one: LimitEstimate, other: LimitEstimate, now: number): boolean =>
  one.fromHeader === other.fromHeader &&
  one.inferred?.at === other.inferred?.at &&
  one.pausedUntil === other.pausedUntil &&
  foreignCalls(one, now) === foreignCalls(other, now);

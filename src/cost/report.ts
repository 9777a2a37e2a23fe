import type { CallLog } from '../upstream/call-log.ts';
import type { QuotaStatus } from '../upstream/rate-limit/limiter.ts';
import type { Plan } from './plan.ts';

/** What an operation cost in upstream calls: `extensions.cost` of every response. */
export interface Cost {
  /** Planned calls: with cold caches, while the lists do not change. */
  readonly planned: number;
  /** Most calls in any case: at least `actual - retried - background`. */
  readonly bound: number;
  /** Calls that went out. */
  readonly actual: number;
  /** Reads without a call of their own: cached, or shared with a call in flight. */
  readonly cached: number;
  /** Of `actual`: retries. */
  readonly retried: number;
  /** Of `actual`: refreshes of stale cache entries in the background. */
  readonly background: number;
  /** Calls that the caller may start in any minute; null without a limit. */
  readonly limit: number | null;
  /** `OBSERVED`, `ASSUMED` or `SET`. */
  readonly limitSource: QuotaStatus['source'];
  /** Calls left now. */
  readonly remaining: number | null;
  /** When all calls are available again, RFC 3339; null without a limit. */
  readonly resetAt: string | null;
}

/** The cost of an operation, from its plan, its calls and the quota of its caller. */
export function costOf({ planned, bound }: Plan, callLog: CallLog, quota: QuotaStatus): Cost {
  return {
    planned,
    bound,
    actual: callLog.actual,
    cached: callLog.cached,
    retried: callLog.count('retry'),
    background: callLog.count('background'),
    limit: quota.limit,
    limitSource: quota.source,
    remaining: quota.remaining,
    resetAt: quota.resetAt === null ? null : new Date(quota.resetAt).toISOString(),
  };
}

/** The stale cache entries that an operation used: `extensions.stale`; null without any. */
export function staleOf({ stale }: CallLog): { answers: number; oldestSeconds: number } | null {
  if (stale.answers === 0) return null;
  return { answers: stale.answers, oldestSeconds: Math.round(stale.oldestMs / 1000) };
}

import type { CallLog } from '../upstream/call-log.ts';
import type { QuotaStatus } from '../upstream/rate-limit/limiter.ts';
import type { Plan } from './plan.ts';

/** What an operation cost in upstream calls, as `extensions.cost` tells it on every answer. */
export interface Cost {
  /** Before it ran: with cold caches on lists that keep still. */
  readonly planned: number;
  /** Before it ran: whatever the lists do. `actual - retried - background` is never above it. */
  readonly bound: number;
  /** Calls that went out. */
  readonly actual: number;
  /** Reads that cost none, since an answer was kept or another operation was just asking. */
  readonly cached: number;
  /** Of `actual`: repeated after a failure. */
  readonly retried: number;
  /** Of `actual`: renewed what was served, without anybody waiting. */
  readonly background: number;
  /** Calls that the caller may start in any minute; null for no limit. */
  readonly limit: number | null;
  /** How the limit is known: `OBSERVED`, `ASSUMED` or `SET`. */
  readonly limitSource: QuotaStatus['source'];
  /** How many are left now. */
  readonly remaining: number | null;
  /** When all of them are free again, RFC 3339; null for no limit. */
  readonly resetAt: string | null;
}

/** Puts together what was planned, what was counted, and where that leaves the caller. */
export function costOf({ planned, bound }: Plan, callLog: CallLog, standing: QuotaStatus): Cost {
  return {
    planned,
    bound,
    actual: callLog.actual,
    cached: callLog.cached,
    retried: callLog.count('retry'),
    background: callLog.count('background'),
    limit: standing.limit,
    limitSource: standing.source,
    remaining: standing.remaining,
    resetAt: standing.resetAt === null ? null : new Date(standing.resetAt).toISOString(),
  };
}

/** Answers that were older than they should be, as `extensions.stale`; null where there was none. */
export function staleOf({ stale }: CallLog): { answers: number; oldestSeconds: number } | null {
  if (stale.answers === 0) return null;
  return { answers: stale.answers, oldestSeconds: Math.round(stale.oldestMs / 1000) };
}

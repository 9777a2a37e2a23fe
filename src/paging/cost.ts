import type { PageRequest } from './arguments.ts';
import type { EndpointProfile, Limits } from './types.ts';

/** Rows that two neighbouring windows share, to prove that no row is missing between them. */
export const JOIN_OVERLAP = 3;

/** Rows read beyond a cursor on either side of it, on a list that does not change. */
export const ANCHOR_OVERLAP = 3;

/** The upstream's default limit. A silent cap is never lower, so a shorter answer was not truncated. */
export const DEFAULT_UPSTREAM_LIMIT = 10;

/** Upstream calls of one page. */
export interface PageCalls {
  /** Calls on a list that does not change, from an upstream that behaves as its profile says. */
  readonly planned: number;
  /** The most calls, whatever the list does: planned ones and repairs. */
  readonly bound: number;
}

/**
 * Computes the upstream calls of one page. An upstream that turns out to hide its total, or to cap `limit` silently, can
 * cost more than planned, but never more than the bound.
 */
export function pageCalls(request: PageRequest, limits: Limits, profile: EndpointProfile): PageCalls {
  const planned = request.scanning
    ? limits.scanPages
    : plannedCalls(request, pageCap(limits, profile), profile);
  return { planned, bound: planned + limits.maxRepairCalls };
}

function plannedCalls(
  { from, size, after, before }: PageRequest,
  cap: number,
  profile: EndpointProfile,
): number {
  const hidesTotal = profile.reportsTotal === false;
  const probe = hidesTotal && !profile.reportsNextOffset ? 1 : 0;
  const besideCursor = windowsFor(size + 1 + 2 * ANCHOR_OVERLAP, cap);
  if ((from === 'start' ? after : before) !== null) return besideCursor + probe;
  if (from === 'start') {
    return windowsFor(Math.max(1, hidesTotal || before !== null ? size + 1 : size), cap) + probe;
  }
  // The first call finds the length, or shows that ties or nulls are in the way. The second reads the end.
  if (hidesTotal) return 1 + probe + windowsFor(size + 1, cap);
  return windowsFor(Math.max(1, after === null ? size : size + 1), cap) + besideCursor;
}

/** The largest useful window: the setting, or the cap that the endpoint applies silently. */
export const pageCap = (limits: Limits, profile: EndpointProfile): number =>
  Math.min(limits.upstreamPageCap, profile.cap ?? limits.upstreamPageCap);

/** Number of joined windows that hold `rows` rows. */
export const windowsFor = (rows: number, cap: number): number =>
  rows <= cap ? 1 : 1 + Math.ceil((rows - cap) / Math.max(1, cap - JOIN_OVERLAP));

/** Number of rows that `count` joined windows hold. */
export const rowsIn = (count: number, cap: number): number =>
  cap + (count - 1) * Math.max(1, cap - JOIN_OVERLAP);

import { readArguments } from './arguments.ts';
import { BLANK_FACTS } from './endpoint-profile.ts';
import type { EndpointProfile, Limits, PageArgs } from './types.ts';

/** Rows that two neighbouring windows share; they prove that nothing is missing between them. */
export const SEAM = 3;

/** Rows read beyond a cursor on either side of it on a list that keeps still. */
export const OVERLAP = 3;

/** The upstream's default limit: an answer shorter than this is never the work of a cap. */
export const DEFAULT_UPSTREAM_LIMIT = 10;

/**
 * Upstream calls of one page on a list that keeps still, at most.
 *
 * `facts` is what the endpoint has shown (`memory.recall(endpoint)`). Until an upstream that hides its total, or caps
 * `limit` without a word, has shown that, the plan takes it at its documented word; the calls in which it shows count
 * as repairs, so {@link boundCalls} holds all the same.
 *
 * @param scanning whether the list has a filter that is applied here
 * @throws BadPageError for arguments that `paginate` refuses
 */
export function plannedCalls(
  args: PageArgs,
  limits: Limits,
  facts: EndpointProfile = BLANK_FACTS,
  scanning = false,
): number {
  const { from, size, after, before } = readArguments(args, limits, scanning);
  if (scanning) return limits.scanPages;
  const cap = pageCap(limits, facts);
  const hidden = facts.tellsTotal === false;
  const probe = hidden && !facts.tellsNext ? 1 : 0;
  const anchor = from === 'start' ? after : before;
  if (anchor !== null) return windows(size + 1 + 2 * OVERLAP, cap) + probe;
  if (from === 'start') return windows(Math.max(1, hidden || before !== null ? size + 1 : size), cap) + probe;
  // The first call tells the length, or shows whether ties or nulls are in the way; the second reads the end.
  if (hidden) return 1 + probe + windows(size + 1, cap);
  return windows(Math.max(1, after === null ? size : size + 1), cap) + windows(size + 1 + 2 * OVERLAP, cap);
}

/** The most calls one page can cost, whatever the list does: planned, and the repairs. */
export function boundCalls(
  args: PageArgs,
  limits: Limits,
  facts: EndpointProfile = BLANK_FACTS,
  scanning = false,
) {
  return plannedCalls(args, limits, facts, scanning) + limits.repairs;
}

/** The largest window worth asking for: the setting, or what the endpoint silently cuts it to. */
export const pageCap = (limits: Limits, facts: EndpointProfile): number =>
  Math.min(limits.upstreamPageCap, facts.cap ?? limits.upstreamPageCap);

/** Windows needed for that many rows side by side. */
export function windows(rows: number, cap: number): number {
  return rows <= cap ? 1 : 1 + Math.ceil((rows - cap) / Math.max(1, cap - SEAM));
}

/** Rows that many windows hold together. */
export const capacity = (count: number, cap: number): number => cap + (count - 1) * Math.max(1, cap - SEAM);

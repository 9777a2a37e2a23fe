import { type CostInput, type CostLine, callerLine, type FieldCost } from '../graphql/cost.ts';
import { readArguments } from '../paging/arguments.ts';
import { pageCalls } from '../paging/cost.ts';
import type { PageArgs } from '../paging/types.ts';

/** What the cost of a page depends on. */
export interface ListCost {
  readonly operation: string;
  /** What the upstream request depends on besides the page: filter and order. */
  readonly list: unknown;
  /** The filter that the gateway applies itself. Default: none. */
  readonly rows?: unknown;
  /** Pages after the first start at a creation time, so their responses have no total of the whole list. */
  readonly keyset?: boolean;
  /** The gateway applies a filter itself. */
  readonly scanning?: boolean;
  /** Extra calls if the API refuses the extra scope. */
  readonly extra?: number;
  /** The API may refuse the list itself, which looks like a refusal of the scope: `extra` is then planned. */
  readonly refusable?: boolean;
}

/**
 * The cost of a page. First pages of one list are one call: the gateway reads the largest and slices it.
 * @throws BadPageError for arguments that paging rejects
 */
export function pageCost(input: CostInput<PageArgs>, list: ListCost): FieldCost {
  const { operation, keyset = false, scanning = false, extra = 0, refusable = false } = list;
  const { limits, profiles } = input.services.paging;
  const profile = profiles.get(operation);
  const request = readArguments(input.args, limits, scanning);
  const { from, size, after, before } = request;
  const isFirst = from === 'start' && after === null && before === null;
  const page = isFirst ? null : { from, size, after, before };
  const key = JSON.stringify([operation, input.parent, list.list, page, scanning]);
  const { planned, bound } = pageCalls(request, limits, profile);
  const pageLine = { operation, key, planned: planned + (refusable ? extra : 0), bound: bound + extra };
  const count: CostLine = {
    operation,
    key: `count ${key}`,
    planned: profile.reportsTotal === false ? limits.countCalls : keyset && !isFirst ? 1 : 0,
    bound: limits.countCalls,
  };
  return {
    lines: [callerLine(input), pageLine],
    yields: JSON.stringify([key, list.rows ?? null]),
    size,
    count: scanning ? null : count,
  };
}

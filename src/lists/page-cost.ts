import { type CostInput, type CostLine, callerLine, type FieldCost } from '../graphql/cost.ts';
import { readArguments } from '../paging/arguments.ts';
import { pageCalls } from '../paging/cost.ts';
import type { PageArgs } from '../paging/types.ts';
import type { OperationName } from '../upstream/endpoint/endpoints.ts';

/** A list that is paged upstream, as far as its cost goes. */
export interface ListCost {
  readonly operation: OperationName;
  /** What the list is but for the page, as the API is asked for it: its filter, its order. */
  readonly list: unknown;
  /** Which of its rows come, where some are left out here: another filter yields others. Default: all. */
  readonly rows?: unknown;
  /** Whether its pages start at a bound on the creation: such an answer does not tell the length of the whole list. */
  readonly keyset?: boolean;
  /** Whether rows are filtered here. */
  readonly scanning?: boolean;
  /** Calls that come on top where the first is refused for what it asks beside the rows, as an extra scope. */
  readonly extra?: number;
  /** Whether the list itself may be refused to this user, which looks the same: then they are planned. */
  readonly refusable?: boolean;
}

/**
 * What a page costs. First pages of one list are one call, whatever their sizes: the widest is read, and sliced.
 * @throws BadPageError for arguments that paging refuses
 */
export function pageCost(ask: CostInput<PageArgs>, list: ListCost): FieldCost {
  const { operation, keyset = false, scanning = false, extra = 0, refusable = false } = list;
  const { limits, profiles } = ask.services.paging;
  const profile = profiles.get(operation);
  const request = readArguments(ask.args, limits, scanning);
  const { from, size, after, before } = request;
  const isFirst = from === 'start' && after === null && before === null;
  const page = isFirst ? null : { from, size, after, before };
  const key = JSON.stringify([operation, ask.parent, list.list, page, scanning]);
  const yields = JSON.stringify([key, list.rows ?? null]);
  const { planned, bound } = pageCalls(request, limits, profile);
  const count: CostLine = {
    operation,
    key: `count ${key}`,
    planned: profile.reportsTotal === false ? limits.countCalls : keyset && !isFirst ? 1 : 0,
    bound: limits.countCalls,
  };
  return {
    lines: [
      callerLine(ask),
      { operation, key, planned: planned + (refusable ? extra : 0), bound: bound + extra },
    ],
    yields,
    size,
    count: scanning ? null : count,
  };
}

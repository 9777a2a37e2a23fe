import type { Context } from '../../context.ts';
import type { UpstreamList } from '../../lists/connection-page.ts';
import { filterPaths, filterQuery } from '../../lists/filter-fields.ts';
import { windowFetcher } from '../../lists/window-fetcher.ts';
import { listTickets, type TicketListQuery, type TicketRecord } from '../api.ts';
import type { ScopeState } from '../model.ts';
import {
  EVERYBODY,
  FILTERS,
  type FilterInput,
  type Narrowing,
  type OrderInput,
  readFilter,
} from './filter.ts';
import { ticketListSpec } from './list-spec.ts';
import { withScopeFallback } from './scope-fallback.ts';

/** A list of tickets. */
export interface TicketList extends UpstreamList<TicketRecord> {
  readonly narrowing: Narrowing;
  /** The extra scope of the rows, after the first response. */
  readonly scope: () => ScopeState;
}

/** The list that a client requests. */
export interface TicketListRequest {
  readonly filter: FilterInput;
  readonly order: OrderInput;
  /** The client selects a join link. */
  readonly wantsScope: boolean;
}

/**
 * Describes a list for paging, which knows nothing of tickets: its identity, and how to read a window.
 * @throws BAD_USER_INPUT for an invalid filter
 */
export async function ticketList(request: TicketListRequest, context: Context): Promise<TicketList> {
  const { filter, order, wantsScope } = request;
  const { upstream } = context;
  const { hasParam } = context.services.upstream;
  const narrowing = readFilter(filter, hasParam(listTickets, 'enterprise'));
  const states = filter.states == null || filter.states.length === 0 ? null : new Set(filter.states);
  const filtersStates = hasParam(listTickets, 'state');
  const query: TicketListQuery = {
    ...filterQuery(FILTERS, filter),
    user: narrowing.owner === 'ENTERPRISE' ? EVERYBODY : (narrowing.userId ?? undefined),
    state: filtersStates && states !== null ? [...states] : undefined,
    orderBy: order.field,
  };
  const scope = withScopeFallback(wantsScope, context);
  const { key: caller } = await context.caller();
  return {
    narrowing,
    spec: ticketListSpec({ filter, order, narrowing, caller, states, filtersStates }),
    scope: scope.state,
    fetch: windowFetcher(
      (window, options) =>
        scope.call((extra) => upstream.call(listTickets, { ...query, ...window, ...extra }, options)),
      PARAM_TO_INPUT,
    ),
  };
}

const PARAM_TO_INPUT = filterPaths(FILTERS);

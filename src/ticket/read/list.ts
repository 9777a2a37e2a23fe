import type { Context } from '../../context.ts';
import type { UpstreamList } from '../../lists/connection-page.ts';
import { epochSecondsFrom, fromEpochSeconds } from '../../lists/epoch-seconds.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import { windowFetcher } from '../../lists/window-fetcher.ts';
import { listTickets, type TicketListQuery, type TicketRecord } from '../api.ts';
import type { ScopeState } from '../model.ts';
import { EVERYBODY, type FilterInput, type Narrowing, type OrderInput, readFilter } from './filter.ts';
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
    ...toQuery(filter, narrowing),
    ...(filtersStates && states !== null ? { state: [...states] } : {}),
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

const PARAM_TO_INPUT: ParamToInput = {
  since: ['filter', 'createdAfter'],
  until: ['filter', 'createdBefore'],
  startTime: ['filter', 'startsFrom'],
  endTime: ['filter', 'endsBy'],
  search: ['filter', 'search'],
  user: ['filter', 'userId'],
  group: ['filter', 'groupId'],
  reference: ['filter', 'reference'],
  type: ['filter', 'type'],
  requestor: ['filter', 'requestorId'],
  serviceKey: ['filter', 'serviceKey'],
  state: ['filter', 'states'],
  enterprise: ['filter', 'enterpriseId'],
  orderBy: ['orderBy', 'field'],
  order: ['orderBy', 'direction'],
};

function toQuery(filter: FilterInput, narrowing: Narrowing): TicketListQuery {
  return {
    user: narrowing.owner === 'ENTERPRISE' ? EVERYBODY : (narrowing.userId ?? undefined),
    serviceKey: narrowing.serviceKey ?? undefined,
    group: filter.groupId ?? undefined,
    requestor: filter.requestorId ?? undefined,
    reference: filter.reference ?? undefined,
    type: filter.type ?? undefined,
    search: filter.search ?? undefined,
    startTime: fromEpochSeconds(epochSecondsFrom(filter.startsFrom)),
    endTime: filter.endsBy ?? undefined,
    enterprise: filter.enterpriseId ?? undefined,
  };
}

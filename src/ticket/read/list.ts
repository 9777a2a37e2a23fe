import type { Context } from '../../context.ts';
import { epochSecondsFrom, fromEpochSeconds } from '../../lists/epoch-seconds.ts';
import { type ParamToInput, withInputPath } from '../../lists/input-path.ts';
import type { FetchWindow, ListSpec } from '../../paging/types.ts';
import type { ScopeState } from '../model.ts';
import { listTickets, type TicketListQuery } from '../upstream/endpoints.ts';
import type { TicketRecord } from '../upstream/record.ts';
import { checkFilter, EVERYBODY, type FilterInput, type Narrowing, type OrderInput } from './filter.ts';
import { ticketListSpec } from './list-spec.ts';
import { withScopeFallback } from './scope-fallback.ts';

/** A list of tickets, ready to be paged. */
export interface TicketList {
  readonly spec: ListSpec<TicketRecord>;
  /** With what extra scope the rows came; told after the first answer. */
  readonly scope: () => ScopeState;
  readonly fetch: FetchWindow<TicketRecord>;
}

/** What is asked: a filter, an order, and whether a join link is selected somewhere below. */
export interface TicketListRequest {
  readonly filter: FilterInput;
  readonly order: OrderInput;
  readonly narrowing: Narrowing;
  readonly wantsScope: boolean;
}

/**
 * Turns what a client asks into what paging needs: what the list is, and how to read a window of it. Paging then knows
 * nothing of tickets, and tickets nothing of cursors.
 * @throws BAD_USER_INPUT for a filter that can be judged without the API
 */
export async function ticketList(request: TicketListRequest, context: Context): Promise<TicketList> {
  const { filter, order, narrowing, wantsScope } = request;
  const { upstream } = context;
  checkFilter(filter, upstream.hasParam('listTickets', 'enterprise'));
  const states = filter.states == null || filter.states.length === 0 ? null : new Set(filter.states);
  const filtersStates = upstream.hasParam('listTickets', 'state');
  const query: TicketListQuery = {
    ...upstreamFilter(filter, narrowing),
    ...(filtersStates && states !== null ? { state: [...states] } : {}),
    orderBy: order.field,
  };
  const scope = withScopeFallback(wantsScope, context);
  const fetch: FetchWindow<TicketRecord> = ({
    fresh,
    offset,
    limit,
    direction,
    createdSince,
    createdBefore,
  }) => {
    const since = fromEpochSeconds(createdSince);
    const until = fromEpochSeconds(createdBefore);
    const window = { ...query, offset, limit, order: direction, since, until };
    return withInputPath(PARAM_TO_INPUT, () =>
      scope.call((extra) => listTickets(upstream, { ...window, ...extra }, { fresh })),
    );
  };
  const { key: caller } = await context.caller();
  const spec = ticketListSpec({ filter, order, narrowing, caller, states, filtersStates });
  return { spec, scope: scope.state, fetch };
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

function upstreamFilter(filter: FilterInput, narrowing: Narrowing): TicketListQuery {
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

import type { Context } from '../context.ts';
import { badUserInput } from '../graphql/errors.ts';
import { UNKNOWN } from '../graphql/open-enum.ts';
import type { Fetch, ListSpec, SortKey } from '../paging/types.ts';
import { EVERYBODY, type FilterInput, type Narrowing, type OrderInput } from './filter.ts';
import { type InputOf, withInputPath } from './input-path.ts';
import type { ScopeState } from './model.ts';
import { checkMoments, epochSeconds, epochSecondsFrom, fromEpochSeconds } from './moment.ts';
import { fingerprint, sameText } from './page.ts';
import type { TicketRecord } from './record.ts';
import { askingScope } from './scope.ts';
import { isMultiParticipants } from './types.ts';
import { listTickets, type TicketListQuery } from './upstream.ts';

/** A list of tickets, ready to be paged. */
export interface TicketList {
  readonly spec: ListSpec<TicketRecord>;
  /** With what extra scope the rows came; told after the first answer. */
  readonly scope: () => ScopeState;
  readonly fetch: Fetch<TicketRecord>;
}

/** What is asked: a filter, an order, and whether a join link is selected somewhere below. */
export interface TicketListRequest {
  readonly filter: FilterInput;
  readonly order: OrderInput;
  readonly narrowing: Narrowing;
  readonly wantsScope: boolean;
}

/**
 * Turns what a client asks into what paging needs: the identity of the list, how to read a window of it, and what can be
 * checked in its rows. Paging then knows nothing of tickets, and tickets nothing of cursors.
 */
export async function ticketList(request: TicketListRequest, context: Context): Promise<TicketList> {
  const { filter, order, narrowing } = request;
  checkMoments(filter);
  const { states, ...listed } = filter;
  const native = context.upstream.binds('listTickets', 'state');
  if (listed.enterpriseId != null && !context.upstream.binds('listTickets', 'enterprise')) {
    throw badUserInput('The ticket API has no filter on the enterprise here: leave it out.', [
      'filter',
      'enterpriseId',
    ]);
  }
  const wanted = states == null || states.length === 0 ? null : new Set<string>(states);
  if (wanted?.has(UNKNOWN)) {
    throw badUserInput('UNKNOWN is no state to ask for: leave it out.', ['filter', 'states']);
  }
  const caller = await context.caller();
  const query: TicketListQuery = {
    ...upstreamFilter(filter, narrowing),
    ...(native && wanted !== null ? { state: [...wanted] } : {}),
    orderBy: order.field,
  };
  const scope = askingScope(request.wantsScope, context);
  const fetch: Fetch<TicketRecord> = ({ offset, limit, direction, createdSince, createdBefore }) => {
    const since = fromEpochSeconds(createdSince);
    const until = fromEpochSeconds(createdBefore);
    const window = { ...query, offset, limit, order: direction, since, until };
    return withInputPath(INPUT_OF, () =>
      scope.call((extra) => listTickets(context.upstream, { ...window, ...extra })),
    );
  };
  const spec: ListSpec<TicketRecord> = {
    connection: 'Query.tickets',
    endpoint: 'listTickets',
    parent: null,
    caller: caller.key,
    filter: { ...fingerprint(listed), ...narrowing, states: wanted === null ? null : [...wanted].sort() },
    order: { field: order.field, direction: order.direction },
    strategy: order.field === 'created' ? 'keyset' : 'anchored',
    takesBounds: true,
    createdSince: epochSeconds(filter.createdAfter),
    createdBefore: epochSecondsFrom(filter.createdBefore),
    id: (row) => row.id,
    key: (row) => sortKey(row, order.field),
    created: (row) => epochSeconds(row.createdAt),
    obeys: (row) => obeys(row, filter) && (!native || wanted === null || wanted.has(row.state)),
    ...(native || wanted === null ? {} : { matches: (row) => wanted.has(row.state) }),
  };
  return { spec, scope: scope.state, fetch };
}

const INPUT_OF: InputOf = {
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

/** What of a filter can be seen in a row. What a row does not tell counts as obeyed, such as the second of several guests. */
function obeys(row: TicketRecord, filter: FilterInput): boolean {
  return (
    sameText(filter.type, row.type) &&
    sameText(filter.reference, row.reference) &&
    sameText(filter.groupId, row.group?.id) &&
    sameText(filter.serviceKey, row.serviceKey) &&
    (isMultiParticipants(row.type) || sameText(filter.requestorId, row.requestor?.id)) &&
    (filter.startsFrom == null || row.startTime === null || row.startTime >= filter.startsFrom) &&
    (filter.endsBy == null || row.endTime === null || row.endTime <= filter.endsBy)
  );
}

function sortKey(row: TicketRecord, field: OrderInput['field']): SortKey {
  switch (field) {
    case 'start_time':
      return epochSeconds(row.startTime);
    case 'end_time':
      return epochSeconds(row.endTime);
    case 'created':
      return epochSeconds(row.createdAt);
    case 'modified':
      return epochSeconds(row.updatedAt);
    case 'id':
      return Number.isSafeInteger(Number(row.id)) ? Number(row.id) : row.id;
    case 'state':
      return row.state;
    case 'reference':
      return row.reference;
    case 'type':
      return row.type;
  }
}

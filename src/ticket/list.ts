import { badUserInput } from '../graphql/errors.ts';
import type { Context } from '../context.ts';
import type { Answer, Ask, ListSpec, SortKey } from '../paging/types.ts';
import { BadUserInputError, ForbiddenError } from '../upstream/errors.ts';
import type { FilterInput, Narrowing, OrderInput } from './filter.ts';
import type { ScopeState } from './model.ts';
import type { TicketRecord } from './record.ts';
import { listTickets, type TicketListQuery } from './upstream.ts';

/** A list of tickets, ready to be paged. */
export interface TicketList {
  readonly spec: ListSpec<TicketRecord>;
  /** With what extra scope the rows came; told after the first answer. */
  readonly scope: () => ScopeState;
  readonly fetch: (ask: Ask) => Promise<Answer<TicketRecord>>;
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
  const { states, ...listed } = filter;
  const native = context.upstream.binds('listTickets', 'state');
  if (listed.enterpriseId != null && !context.upstream.binds('listTickets', 'enterprise')) {
    throw badUserInput('The ticket API has no filter on the enterprise here: leave it out.', ['filter', 'enterpriseId']);
  }
  const wanted = states == null || states.length === 0 ? null : new Set<string>(states);
  const caller = await context.caller();
  const query: TicketListQuery = {
    ...upstreamFilter(filter, narrowing),
    ...(native && wanted !== null ? { state: [...wanted] } : {}),
    orderBy: order.field,
  };
  const { fetch, scope } = reader(query, request.wantsScope, context);
  const spec: ListSpec<TicketRecord> = {
    connection: 'Query.tickets',
    endpoint: 'listTickets',
    parent: null,
    caller: caller.key,
    filter: { ...fingerprint(listed), ...narrowing, states: wanted === null ? null : [...wanted].sort() },
    order: { field: order.field, direction: order.direction },
    strategy: order.field === 'created' ? 'keyset' : 'anchored',
    takesBounds: true,
    createdSince: seconds(filter.createdAfter),
    createdBefore: seconds(filter.createdBefore),
    id: (row) => row.id,
    key: (row) => sortKey(row, order.field),
    created: (row) => seconds(row.createdAt),
    obeys: (row) => obeys(row, filter) && (!native || wanted === null || wanted.has(row.state)),
    ...(native || wanted === null ? {} : { matches: (row) => wanted.has(row.state) }),
  };
  return { spec, scope, fetch };
}

/** Reads windows; where the API refuses the extra scope, reads on without it. */
function reader(query: TicketListQuery, wantsScope: boolean, context: Context): Pick<TicketList, 'fetch' | 'scope'> {
  let state: ScopeState = wantsScope ? 'scoped' : 'plain';
  const read = async ({ offset, limit, direction, createdSince, createdBefore }: Ask) =>
    listTickets(context.upstream, {
      ...query,
      offset,
      limit,
      order: direction,
      since: date(createdSince),
      until: date(createdBefore),
      ...(state === 'scoped' ? { scope: context.settings.upstreamScope } : {}),
    });
  return {
    scope: () => state,
    fetch: async (ask) => {
      try {
        return await read(ask);
      } catch (error) {
        if (state !== 'scoped' || !refusesScope(error)) throw error;
        state = 'refused';
        return read(ask);
      }
    },
  };
}

/** A refusal that may be about the extra scope: of the right, or of the parameter. */
export function refusesScope(error: unknown): boolean {
  if (error instanceof ForbiddenError) return true;
  return error instanceof BadUserInputError && (error.parameter === 'scope' || error.parameter === null);
}

function upstreamFilter(filter: FilterInput, narrowing: Narrowing): TicketListQuery {
  return {
    user: narrowing.owner === 'ENTERPRISE' ? 'all' : (narrowing.userId ?? undefined),
    serviceKey: narrowing.serviceKey ?? undefined,
    group: filter.groupId ?? undefined,
    requestor: filter.requestorId ?? undefined,
    reference: filter.reference ?? undefined,
    type: filter.type ?? undefined,
    search: filter.search ?? undefined,
    startTime: filter.startsFrom ?? undefined,
    endTime: filter.endsBy ?? undefined,
    enterprise: filter.enterpriseId ?? undefined,
  };
}

/** What of a filter can be seen in a row. What a row does not tell counts as obeyed. */
function obeys(row: TicketRecord, filter: FilterInput): boolean {
  const same = (wanted: string | null | undefined, seen: string | null | undefined): boolean =>
    wanted == null || seen == null || wanted.trim().toLowerCase() === seen.trim().toLowerCase();
  return (
    same(filter.type, row.type) &&
    same(filter.reference, row.reference) &&
    same(filter.groupId, row.group?.id) &&
    same(filter.serviceKey, row.serviceKey) &&
    same(filter.requestorId, row.requestor?.id) &&
    (filter.startsFrom == null || row.startTime === null || row.startTime >= filter.startsFrom) &&
    (filter.endsBy == null || row.endTime === null || row.endTime <= filter.endsBy)
  );
}

function sortKey(row: TicketRecord, field: OrderInput['field']): SortKey {
  switch (field) {
    case 'start_time':
      return seconds(row.startTime);
    case 'end_time':
      return seconds(row.endTime);
    case 'created':
      return seconds(row.createdAt);
    case 'modified':
      return seconds(row.updatedAt);
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

/** A filter as plain data, for the cursor's fingerprint. */
function fingerprint(filter: Omit<FilterInput, 'states'>): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name, value instanceof Date ? value.getTime() : (value ?? null)]),
  );
}

const seconds = (moment: Date | null | undefined): number | null =>
  moment == null ? null : Math.floor(moment.getTime() / 1000);

const date = (epochSeconds: number | null): Date | undefined =>
  epochSeconds === null ? undefined : new Date(epochSeconds * 1000);

import { equalsIgnoreCase } from '../../lists/connection-page.ts';
import { epochSeconds, epochSecondsFrom } from '../../lists/epoch-seconds.ts';
import type { ListSpec, SortKey } from '../../paging/types.ts';
import { isMultiParticipants } from '../enums.ts';
import type { TicketRecord } from '../upstream/record.ts';
import type { FilterInput, Narrowing, OrderInput } from './filter.ts';

/** A list of tickets by what identifies it. */
export interface TicketListIdentity {
  readonly filter: FilterInput;
  readonly order: OrderInput;
  readonly narrowing: Narrowing;
  /** Key of the caller, as cursors are bound to it. */
  readonly caller: string;
  /** The states to show; null for all. */
  readonly states: ReadonlySet<string> | null;
  /** Whether the API filters by state itself. Else paging does, row by row. */
  readonly filtersStates: boolean;
}

/** What paging has to know of a list of tickets: what it is, how it is sorted, and what can be checked in its rows. */
export function ticketListSpec(list: TicketListIdentity): ListSpec<TicketRecord> {
  const { filter, order, narrowing, caller, states, filtersStates } = list;
  const { states: _, ...others } = filter;
  const isWanted = (row: TicketRecord) => states === null || states.has(row.state);
  return {
    connection: 'Query.tickets',
    endpoint: 'listTickets',
    parent: null,
    caller,
    filter: { ...others, ...narrowing, states: states === null ? null : [...states].sort() },
    order: { field: order.field, direction: order.direction },
    strategy: order.field === 'created' ? 'keyset' : 'anchored',
    supportsCreationBounds: true,
    createdSince: epochSeconds(filter.createdAfter),
    createdBefore: epochSecondsFrom(filter.createdBefore),
    id: (row) => row.id,
    key: (row) => sortKey(row, order.field),
    keyMayBeNull: order.field !== 'id' && order.field !== 'created',
    created: (row) => epochSeconds(row.createdAt),
    satisfiesFilter: (row) => obeys(row, filter) && (!filtersStates || isWanted(row)),
    ...(filtersStates || states === null ? {} : { localFilter: isWanted }),
  };
}

/** What of a filter can be seen in a row. What a row does not tell counts as obeyed, such as the second of several guests. */
function obeys(row: TicketRecord, filter: FilterInput): boolean {
  return (
    equalsIgnoreCase(filter.type, row.type) &&
    equalsIgnoreCase(filter.reference, row.reference) &&
    equalsIgnoreCase(filter.groupId, row.group?.id) &&
    equalsIgnoreCase(filter.serviceKey, row.serviceKey) &&
    (isMultiParticipants(row.type) || equalsIgnoreCase(filter.requestorId, row.requestor?.id)) &&
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

import { idSortKey } from '../../lists/connection-page.ts';
import { epochSeconds, epochSecondsFrom } from '../../lists/epoch-seconds.ts';
import { matchesFilter } from '../../lists/filter-fields.ts';
import type { ListSpec, SortKey } from '../../paging/types.ts';
import type { TicketRecord } from '../api.ts';
import { FILTERS, type FilterInput, type Narrowing, type OrderInput } from './filter.ts';

/** What a list of tickets depends on. */
export interface TicketListIdentity {
  readonly filter: FilterInput;
  readonly order: OrderInput;
  readonly narrowing: Narrowing;
  /** Key of the caller. */
  readonly caller: string;
  /** The states to show; null for all. */
  readonly states: ReadonlySet<string> | null;
  /** The API filters by state. Otherwise paging filters the rows. */
  readonly filtersStates: boolean;
}

/** The identity and order of a list, and the checks of its rows. */
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
    key: SORT_KEYS[order.field],
    keyMayBeNull: order.field !== 'id' && order.field !== 'created',
    created: (row) => epochSeconds(row.createdAt),
    satisfiesFilter: (row) => matchesFilter(FILTERS, row, filtersStates ? filter : others),
    ...(filtersStates || states === null ? {} : { localFilter: isWanted }),
  };
}

const SORT_KEYS: Readonly<Record<OrderInput['field'], (row: TicketRecord) => SortKey>> = {
  start_time: ({ startTime }) => epochSeconds(startTime),
  end_time: ({ endTime }) => epochSeconds(endTime),
  created: ({ createdAt }) => epochSeconds(createdAt),
  modified: ({ updatedAt }) => epochSeconds(updatedAt),
  id: ({ id }) => idSortKey(id),
  state: ({ state }) => state,
  reference: ({ reference }) => reference,
  type: ({ type }) => type,
};

import type { Context } from '../context.ts';
import { idSortKey, type UpstreamList } from '../lists/connection-page.ts';
import { assertDateTimes, epochSeconds, epochSecondsFrom } from '../lists/epoch-seconds.ts';
import { filterPaths, filterQuery, matchesFilter } from '../lists/filter-fields.ts';
import { windowFetcher } from '../lists/window-fetcher.ts';
import type { ListSpec, SortKey } from '../paging/types.ts';
import { listMedias, type MediaRecord } from './api.ts';
import { FILTERS, type MediaFilterInput, type MediaOrderInput } from './filter.ts';

/** The default of the API. */
const DEFAULT_STATUSES: readonly string[] = ['completed'];

/** A list of media files. */
export interface MediaList extends UpstreamList<MediaRecord> {
  /** The statuses that the list includes. */
  readonly statuses: readonly string[];
}

/** Describes a list for paging, which knows nothing of media files. */
export async function mediaList(
  ticketId: string,
  filter: MediaFilterInput,
  order: MediaOrderInput,
  context: Context,
): Promise<MediaList> {
  assertDateTimes(filter);
  const statuses =
    filter.statuses == null || filter.statuses.length === 0 ? DEFAULT_STATUSES : filter.statuses;
  const query = { ...filterQuery(FILTERS, { ...filter, statuses }), orderBy: order.field };
  const { key: caller } = await context.caller();
  return {
    spec: { ...mediaListSpec(filter, statuses, order), parent: ticketId, caller },
    fetch: windowFetcher(
      (window, options) => context.upstream.call(listMedias, { ticketId, ...query, ...window }, options),
      PARAM_TO_INPUT,
    ),
    statuses,
  };
}

const mediaListSpec = (
  filter: MediaFilterInput,
  statuses: readonly string[],
  order: MediaOrderInput,
): Omit<ListSpec<MediaRecord>, 'parent' | 'caller'> => ({
  connection: 'Ticket.medias',
  endpoint: 'listMedias',
  filter: { ...filter, statuses: [...statuses].sort() },
  order: { field: order.field, direction: order.direction },
  strategy: order.field === 'date' ? 'keyset' : 'anchored',
  supportsCreationBounds: true,
  createdSince: epochSeconds(filter.createdAfter),
  createdBefore: epochSecondsFrom(filter.createdBefore),
  id: ({ id }) => id,
  key: SORT_KEYS[order.field],
  keyMayBeNull: order.field === 'title',
  created: ({ createdAt }) => epochSeconds(createdAt),
  satisfiesFilter: (row) => matchesFilter(FILTERS, row, { ...filter, statuses }),
});

const PARAM_TO_INPUT = filterPaths(FILTERS);

const SORT_KEYS: Readonly<Record<MediaOrderInput['field'], (row: MediaRecord) => SortKey>> = {
  date: ({ createdAt }) => epochSeconds(createdAt),
  title: ({ title }) => title,
  id: ({ id }) => idSortKey(id),
};

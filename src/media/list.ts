import type { Context } from '../context.ts';
import { equalsIgnoreCase } from '../lists/connection-page.ts';
import { assertDateTimes, epochSeconds, epochSecondsFrom, fromEpochSeconds } from '../lists/epoch-seconds.ts';
import { type ParamToInput, withInputPath } from '../lists/input-path.ts';
import type { FetchWindow, ListSpec, SortKey } from '../paging/types.ts';
import { listMedias, type MediaListQuery } from './endpoints.ts';
import type { MediaFilterInput, MediaOrderInput } from './filter.ts';
import type { MediaRecord } from './record.ts';

/** What the API shows when no status is named. */
const DEFAULT_STATUSES: readonly string[] = ['completed'];

/** A list of the medias of a ticket, ready to be paged. */
export interface MediaList {
  readonly spec: ListSpec<MediaRecord>;
  readonly fetch: FetchWindow<MediaRecord>;
  /** The statuses the list holds: what the API would have defaulted silently. */
  readonly statuses: readonly string[];
}

/** Turns what a client asks of a ticket's medias into what paging needs. */
export async function mediaList(
  ticketId: string,
  filter: MediaFilterInput,
  order: MediaOrderInput,
  context: Context,
): Promise<MediaList> {
  assertDateTimes(filter);
  const statuses =
    filter.statuses == null || filter.statuses.length === 0 ? DEFAULT_STATUSES : filter.statuses;
  const query: MediaListQuery = {
    status: statuses,
    mediaType: filter.mediaType ?? undefined,
    sourceType: filter.sourceType ?? undefined,
    search: filter.search ?? undefined,
    tag: filter.tag ?? undefined,
    user: filter.userId ?? undefined,
    group: filter.groupId ?? undefined,
    orderBy: order.field,
  };
  const spec: ListSpec<MediaRecord> = {
    connection: 'Ticket.medias',
    endpoint: 'listMedias',
    parent: ticketId,
    caller: (await context.caller()).key,
    filter: { ...filter, statuses: [...statuses].sort() },
    order: { field: order.field, direction: order.direction },
    strategy: order.field === 'date' ? 'keyset' : 'anchored',
    supportsCreationBounds: true,
    createdSince: epochSeconds(filter.createdAfter),
    createdBefore: epochSecondsFrom(filter.createdBefore),
    id: (row) => row.id,
    key: (row) => sortKey(row, order.field),
    keyMayBeNull: order.field === 'title',
    created: (row) => epochSeconds(row.createdAt),
    satisfiesFilter: (row) =>
      (row.status === null || statuses.includes(row.status)) &&
      equalsIgnoreCase(filter.mediaType, row.mediaType) &&
      equalsIgnoreCase(filter.sourceType, row.sourceType) &&
      (filter.tag == null ||
        row.tags.length === 0 ||
        row.tags.some((tag) => equalsIgnoreCase(filter.tag, tag))),
  };
  const fetch: FetchWindow<MediaRecord> = ({
    fresh,
    offset,
    limit,
    direction,
    createdSince,
    createdBefore,
  }) => {
    const window: MediaListQuery = {
      ...query,
      offset,
      limit,
      order: direction,
      since: fromEpochSeconds(createdSince),
      until: fromEpochSeconds(createdBefore),
    };
    return withInputPath(PARAM_TO_INPUT, () => listMedias(context.upstream, ticketId, window, { fresh }));
  };
  return { spec, fetch, statuses };
}

const PARAM_TO_INPUT: ParamToInput = {
  status: ['filter', 'statuses'],
  mediaType: ['filter', 'mediaType'],
  sourceType: ['filter', 'sourceType'],
  search: ['filter', 'search'],
  tag: ['filter', 'tag'],
  user: ['filter', 'userId'],
  group: ['filter', 'groupId'],
  since: ['filter', 'createdAfter'],
  until: ['filter', 'createdBefore'],
  orderBy: ['orderBy', 'field'],
  order: ['orderBy', 'direction'],
};

function sortKey(row: MediaRecord, field: MediaOrderInput['field']): SortKey {
  switch (field) {
    case 'date':
      return epochSeconds(row.createdAt);
    case 'title':
      return row.title;
    case 'id':
      return Number.isSafeInteger(Number(row.id)) ? Number(row.id) : row.id;
  }
}

import type { Context } from '../context.ts';
import { eachAlone, perOperation } from '../graphql/loader.ts';
import type { NodeCost } from '../graphql/node.ts';
import { nullIfGone } from '../ticket/gone.ts';
import { splitChildId } from '../ticket/id.ts';
import { ticketName } from '../ticket/ticket-cost.ts';
import type { Page } from '../upstream/page.ts';
import { TicketMedia } from './model.ts';
import type { MediaRecord } from './record.ts';
import { listMedias, type MediaListQuery } from './upstream.ts';

/** One window of the medias of one ticket. */
export interface MediaWindow {
  readonly ticketId: string;
  readonly query: MediaListQuery;
}

/** Reads windows; equal ones that are asked at once cost one call. */
const mediaLoader = perOperation<Context, MediaWindow, Page<MediaRecord>>(
  (windows, context) =>
    eachAlone(windows, ({ ticketId, query }) => listMedias(context.upstream, ticketId, query)),
  windowKey,
);

function windowKey({ ticketId, query }: MediaWindow): string {
  return JSON.stringify([ticketId, Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Reads one window. It is not kept when it has arrived: a list that moved is read again. */
export async function readMedias(window: MediaWindow, context: Context): Promise<Page<MediaRecord>> {
  try {
    return await mediaLoader(context).load(window);
  } finally {
    mediaLoader(context).clear(window);
  }
}

/** The statuses that are known: without naming them the API shows completed medias only. */
export const KNOWN_STATUSES: readonly string[] = ['completed', 'processing', 'error'];

/** Windows that are read to find one media: the API has no way to read it alone. */
const FIND_WINDOWS = 3;

/** What that costs; all medias of a ticket are found in the same windows. */
export function findCost(id: string): ReturnType<NodeCost> {
  const [ticketId] = splitChildId(id);
  const find = { planned: FIND_WINDOWS, bound: FIND_WINDOWS };
  const key = `find medias of ${ticketName(ticketId)}`;
  return { lines: [{ operation: 'listMedias', key, ...find }], brings: `TicketMedia ${id}` };
}

/** One media, found in the list of its ticket; null when it is not (or no longer) among the newest few hundred. */
export async function findMedia(
  ticketId: string,
  mediaId: string,
  context: Context,
): Promise<TicketMedia | null> {
  const limit = context.services.paging.limits.upstreamPageCap;
  for (let window = 0, offset = 0; window < FIND_WINDOWS; window += 1) {
    const query = { status: KNOWN_STATUSES, limit, offset };
    const page = await nullIfGone(readMedias({ ticketId, query }, context));
    if (page === null) return null;
    const { rows, nextOffset } = page;
    const found = rows.find((row) => row?.id === mediaId);
    if (found != null) return new TicketMedia(ticketId, found);
    if (rows.length === 0 || (nextOffset === null && rows.length < limit)) return null;
    offset += rows.length;
  }
  return null;
}

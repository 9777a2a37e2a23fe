import type { Context } from '../context.ts';
import type { NodeCost } from '../graphql/node.ts';
import { splitChildId } from '../ticket/id.ts';
import { ticketName } from '../ticket/read/cost.ts';
import { nullOnNotFound } from '../upstream/null-on-not-found.ts';
import { listMedias } from './endpoints.ts';
import { TicketMedia } from './model.ts';

/** The statuses that are known: without naming them the API shows completed medias only. */
export const KNOWN_STATUSES: readonly string[] = ['completed', 'processing', 'error'];

/** Windows that are read to find one media: the API has no way to read it alone. */
const MAX_WINDOWS = 3;

/** What that costs; all medias of a ticket are found in the same windows. */
export function findMediaCost(id: string): ReturnType<NodeCost> {
  const [ticketId] = splitChildId(id);
  const find = { planned: MAX_WINDOWS, bound: MAX_WINDOWS };
  const key = `find medias of ${ticketName(ticketId)}`;
  return { lines: [{ operation: 'listMedias', key, ...find }], yields: `TicketMedia ${id}` };
}

/** One media, found in the list of its ticket; null when it is not (or no longer) among the newest few hundred. */
export async function findMedia(
  ticketId: string,
  mediaId: string,
  context: Context,
): Promise<TicketMedia | null> {
  const limit = context.services.paging.limits.upstreamPageCap;
  for (let window = 0, offset = 0; window < MAX_WINDOWS; window += 1) {
    const query = { status: KNOWN_STATUSES, limit, offset };
    const page = await nullOnNotFound(listMedias(context.upstream, ticketId, query));
    if (page === null) return null;
    const { rows, nextOffset } = page;
    const found = rows.find((row) => row?.id === mediaId);
    if (found != null) return new TicketMedia(ticketId, found);
    if (rows.length === 0 || (nextOffset === null && rows.length < limit)) return null;
    offset += rows.length;
  }
  return null;
}

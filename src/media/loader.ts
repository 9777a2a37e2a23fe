import type { Context } from '../context.ts';
import type { NodeCost } from '../graphql/node.ts';
import { splitChildId } from '../ticket/id.ts';
import { ticketName } from '../ticket/read/cost.ts';
import { nullOnNotFound } from '../upstream/errors.ts';
import { listMedias } from './api.ts';
import { TicketMedia } from './model.ts';

/** All known statuses: by default the API returns completed files only. */
const ALL_STATUSES: readonly string[] = ['completed', 'processing', 'error'];

/** Windows of the list that are read to find one file: the API cannot read a single one. */
const MAX_WINDOWS = 3;

/** The cost of `findMedia`. The files of one ticket are in the same windows. */
export function findMediaCost(id: string): ReturnType<NodeCost> {
  const [ticketId] = splitChildId(id);
  const key = `find medias of ${ticketName(ticketId)}`;
  const line = { operation: 'listMedias', key, planned: MAX_WINDOWS, bound: MAX_WINDOWS };
  return { lines: [line], yields: `TicketMedia ${id}` };
}

/** Finds one file in the list of its ticket; null if it is not among the newest few hundred. */
export async function findMedia(
  ticketId: string,
  mediaId: string,
  context: Context,
): Promise<TicketMedia | null> {
  const limit = context.services.paging.limits.upstreamPageCap;
  for (let window = 0, offset = 0; window < MAX_WINDOWS; window += 1) {
    const query = { status: ALL_STATUSES, limit, offset };
    const page = await nullOnNotFound(context.upstream.call(listMedias, { ticketId, ...query }));
    if (page === null) return null;
    const { rows, nextOffset } = page;
    const found = rows.find((row) => row?.id === mediaId);
    if (found != null) return new TicketMedia(ticketId, found);
    if (rows.length === 0 || (nextOffset === null && rows.length < limit)) return null;
    offset += rows.length;
  }
  return null;
}

import type { Context } from '../context.ts';
import { loadEach, perOperation } from '../trace/traced-loader.ts';
import { listEvents } from './endpoints.ts';
import { type TimelineEntry, withStableKeys } from './model.ts';

/** Reads whole timelines by the id of the ticket, each once in an operation: the API has no paging for them. */
export const timelineLoader = perOperation<Context, string, readonly TimelineEntry[]>(
  (ticketIds, context) =>
    loadEach(ticketIds, async (ticketId) => {
      const { rows } = await listEvents(context.upstream, ticketId);
      return withStableKeys(ticketId, rows);
    }),
  (ticketId) => ticketId,
);

import type { Context } from '../context.ts';
import { loadEach, perOperation } from '../trace/traced-loader.ts';
import { listEvents } from './api.ts';
import { type TimelineEntry, withStableKeys } from './model.ts';

/** Reads whole timelines by ticket id, each once per operation: the API does not page them. */
export const timelineLoader = perOperation<Context, string, readonly TimelineEntry[]>(
  (ticketIds, context) =>
    loadEach(ticketIds, async (ticketId) => {
      const { rows } = await context.upstream.call(listEvents, { ticketId });
      return withStableKeys(ticketId, rows);
    }),
  (ticketId) => ticketId,
);

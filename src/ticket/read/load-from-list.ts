/** Many tickets by their ids at few calls: the API has no batch read, but a list answers a hundred rows a call. */
import type { Context } from '../../context.ts';
import { pageCap } from '../../paging/cost.ts';
import type { Page } from '../../upstream/endpoint/page.ts';
import { CancelledError, UnauthenticatedError } from '../../upstream/errors.ts';
import { Ticket } from '../model.ts';
import { listTickets } from '../upstream/endpoints.ts';
import type { TicketRecord } from '../upstream/record.ts';
import { withScopeFallback } from './scope-fallback.ts';

/** Windows of the list that are read at most: the latest 200. */
export const MAX_WINDOWS = 2;

/** From so many tickets on the list is asked first. Two windows pay from the third ticket on that they bring. */
export const MIN_BATCH = 5;

/** What was found. */
export interface RecentTickets {
  readonly tickets: ReadonlyMap<string, Ticket>;
  /** The list refused the extra scope. */
  readonly refused: boolean;
}

const NOTHING: RecentTickets = { tickets: new Map(), refused: false };

/** Each operation looks once, so that what it costs at most is known before. */
const alreadyTried = new WeakSet<Context>();

/**
 * Looks for tickets among the caller's own latest, if there are so many to be read that it may pay. A row proves that its
 * ticket exists; what is not found may exist all the same, and so may everything where the list fails.
 *
 * @param wanted ids, and whether the extra scope is wanted for each
 * @throws UnauthenticatedError, CancelledError, which each single read would end as
 */
export async function loadFromRecentList(
  wanted: ReadonlyMap<string, boolean>,
  context: Context,
): Promise<RecentTickets> {
  if (wanted.size < MIN_BATCH || alreadyTried.has(context)) return NOTHING;
  const asked = await uncached(wanted, context);
  if (asked.size < MIN_BATCH || alreadyTried.has(context)) return NOTHING;
  alreadyTried.add(context);
  const scope = withScopeFallback([...asked.values()].includes(true), context);
  const { limits, profiles } = context.services.paging;
  const limit = pageCap(limits, profiles.get('listTickets'));
  const tickets = new Map<string, Ticket>();
  const missing = new Set(asked.keys());
  try {
    for (let window = 0, offset = 0; window < MAX_WINDOWS; window += 1) {
      const query = { orderBy: 'created', order: 'desc', limit, offset } as const;
      const page = await scope.call((extra) => listTickets(context.upstream, { ...query, ...extra }));
      for (const row of page.rows) {
        if (row !== null && missing.delete(row.id))
          tickets.set(row.id, new Ticket(row.id, row, scope.state()));
      }
      offset += page.rows.length;
      if (!hasMore(page, offset, limit) || possiblyOlder(missing, page) < 2) break;
    }
  } catch (error) {
    if (error instanceof UnauthenticatedError || error instanceof CancelledError) throw error;
    if (tickets.size === 0) return NOTHING;
  }
  return { tickets, refused: scope.state() === 'refused' };
}

/** Those for which nothing is kept: the others cost no call. */
async function uncached(
  wanted: ReadonlyMap<string, boolean>,
  context: Context,
): Promise<Map<string, boolean>> {
  const { upstreamScope } = context.settings;
  const kept = await Promise.all(
    [...wanted].map(([ticketId, scoped]) =>
      context.upstream.isCached('getTicket', { ticketId, scope: scoped ? upstreamScope : undefined }),
    ),
  );
  return new Map([...wanted].filter((_, at) => kept[at] !== true));
}

/** Whether rows follow those that were read. An answer that tells neither is taken at its length. */
function hasMore({ rows, total, nextOffset }: Page<TicketRecord>, read: number, limit: number): boolean {
  if (rows.length === 0) return false;
  return nextOffset !== null || (total === null ? rows.length >= limit : total > read);
}

/**
 * How many of the missing may be further down. Where ids rise with the time of creation, as the window itself shows, those
 * above its last one are not: they are gone, or not in this list.
 */
function possiblyOlder(missing: ReadonlySet<string>, { rows }: Page<TicketRecord>): number {
  const ids = rows.flatMap((row) => (row === null ? [] : [Number(row.id)]));
  const falls = ids.every((id, at) => at === 0 || id < (ids[at - 1] ?? 0));
  const last = ids.at(-1) ?? 0;
  return falls ? [...missing].filter((id) => !(Number(id) > last)).length : missing.size;
}

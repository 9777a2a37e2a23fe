import type { Context } from '../../context.ts';
import { pageCap } from '../../paging/cost.ts';
import type { Page } from '../../upstream/endpoint/decode.ts';
import { CancelledError, UnauthenticatedError } from '../../upstream/errors.ts';
import { getTicket, listTickets, type TicketRecord } from '../api.ts';
import { Ticket } from '../model.ts';
import { type ScopeFallback, withScopeFallback } from './scope-fallback.ts';

/** Windows of the list that are read: the latest 200 tickets. */
export const MAX_WINDOWS = 2;

/** Smaller batches do not read the list: two windows pay off from the third ticket in them. */
export const MIN_BATCH = 5;

/** Tickets found in the list. */
export interface RecentTickets {
  readonly tickets: ReadonlyMap<string, Ticket>;
  /** The API refused the extra scope. */
  readonly refused: boolean;
}

const NONE: RecentTickets = { tickets: new Map(), refused: false };

/** An operation reads the list once, so its cost has a bound. */
const alreadyTried = new WeakSet<Context>();

/**
 * Loads a batch of tickets from the list of the caller's latest: the API has no batch read, but a list has 100 rows a
 * call. A ticket that is not in the list, or whose list failed, may still exist.
 *
 * @param wanted ids, and whether each needs the extra scope
 * @throws UnauthenticatedError, CancelledError, with which every single read would fail too
 */
export async function loadFromRecentList(
  wanted: ReadonlyMap<string, boolean>,
  context: Context,
): Promise<RecentTickets> {
  if (wanted.size < MIN_BATCH || alreadyTried.has(context)) return NONE;
  const missing = await uncached(wanted, context);
  if (missing.size < MIN_BATCH || alreadyTried.has(context)) return NONE;
  alreadyTried.add(context);
  const scope = withScopeFallback([...missing.values()].includes(true), context);
  const tickets = new Map<string, Ticket>();
  try {
    await readWindows(new Set(missing.keys()), tickets, scope, context);
  } catch (error) {
    if (error instanceof UnauthenticatedError || error instanceof CancelledError) throw error;
    if (tickets.size === 0) return NONE;
  }
  return { tickets, refused: scope.state() === 'refused' };
}

async function readWindows(
  missing: Set<string>,
  tickets: Map<string, Ticket>,
  scope: ScopeFallback,
  { services: { paging }, upstream }: Context,
): Promise<void> {
  const limit = pageCap(paging.limits, paging.profiles.get('listTickets'));
  for (let window = 0, offset = 0; window < MAX_WINDOWS; window += 1) {
    const query = { orderBy: 'created', order: 'desc', limit, offset } as const;
    const page = await scope.call((extra) => upstream.call(listTickets, { ...query, ...extra }));
    for (const row of page.rows) {
      if (row !== null && missing.delete(row.id)) tickets.set(row.id, new Ticket(row.id, row, scope.state()));
    }
    offset += page.rows.length;
    if (!hasMore(page, offset, limit) || possiblyOlder(missing, page) < 2) return;
  }
}

/** Tickets that are not cached: the others cost no call. */
async function uncached(
  wanted: ReadonlyMap<string, boolean>,
  context: Context,
): Promise<Map<string, boolean>> {
  const { upstreamScope } = context.settings;
  const cached = await Promise.all(
    [...wanted].map(([ticketId, scoped]) =>
      context.upstream.isCached(getTicket, { ticketId, scope: scoped ? upstreamScope : undefined }),
    ),
  );
  return new Map([...wanted].filter((_, at) => cached[at] !== true));
}

/** Whether more rows follow. Without a total and a next offset, a full window means yes. */
function hasMore({ rows, total, nextOffset }: Page<TicketRecord>, read: number, limit: number): boolean {
  if (rows.length === 0) return false;
  return nextOffset !== null || (total === null ? rows.length >= limit : total > read);
}

/**
 * Counts the missing tickets that may be further down. If ids fall with the creation time, as in this window, a missing id
 * above the last one is not in the list.
 */
function possiblyOlder(missing: ReadonlySet<string>, { rows }: Page<TicketRecord>): number {
  const ids = rows.flatMap((row) => (row === null ? [] : [Number(row.id)]));
  const isDescending = ids.every((id, at) => at === 0 || id < (ids[at - 1] ?? 0));
  const last = ids.at(-1) ?? 0;
  return isDescending ? [...missing].filter((id) => !(Number(id) > last)).length : missing.size;
}

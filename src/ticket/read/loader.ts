import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { selectsExtension, selectsOtherThan } from '../../graphql/lookahead.ts';
import { loadEach, perOperation } from '../../trace/traced-loader.ts';
import type { TicketRecord } from '../api.ts';
import { type ScopeState, Ticket } from '../model.ts';
import { fetchTicket } from './fetch-ticket.ts';
import { loadFromRecentList, type RecentTickets } from './load-from-list.ts';
import { REQUIRES_SCOPE, type ScopeFallback, withScopeFallback } from './scope-fallback.ts';

/** A ticket to load, with or without the extra scope for join links. */
export interface TicketKey {
  readonly id: string;
  readonly scoped: boolean;
}

/** Extension of a field of a ticket that needs only the id, not the row. */
export const ID_ONLY = 'idOnly';

/**
 * Loads tickets by id, each once per operation; null for one that does not exist or that the caller cannot see. A row with
 * the extra scope serves requests without it too. A batch first reads the list of the caller's latest tickets.
 */
export const ticketLoader = perOperation<Context, TicketKey, Ticket | null>(
  async (keys, context) => {
    const wanted = new Map<string, boolean>();
    for (const { id, scoped } of keys) wanted.set(id, scoped || wanted.get(id) === true);
    const recent = await loadFromRecentList(wanted, context);
    const reads = new Map<string, Promise<Ticket | null>>();
    return loadEach(keys, ({ id }) => {
      const read = reads.get(id) ?? readTicket(id, wanted.get(id) === true, recent, context);
      reads.set(id, read);
      return read;
    });
  },
  (key) => `${key.id}${key.scoped ? '+' : ''}`,
);

async function readTicket(
  id: string,
  scoped: boolean,
  { tickets, refused }: RecentTickets,
  context: Context,
): Promise<Ticket | null> {
  const ticket = tickets.get(id) ?? (await readOne(id, withScopeFallback(scoped, context, refused), context));
  if (scoped) ticketLoader(context).prime({ id, scoped: false }, ticket);
  return ticket;
}

async function readOne(id: string, scope: ScopeFallback, context: Context): Promise<Ticket | null> {
  const record = await scope.call((extra) => fetchTicket(context.upstream, id, extra));
  return record === null ? null : new Ticket(id, record, scope.state());
}

/** Loads the ticket of a field, with the extra scope if the client selects a field that needs it. */
export function loadTicket(id: string, context: Context, info: GraphQLResolveInfo): Promise<Ticket | null> {
  return ticketLoader(context).load({ id, scoped: selectsExtension(info, REQUIRES_SCOPE) });
}

/** The ticket of a field, by the id of an existing ticket. Loads it only if the client selects more than ids. */
export function ticketIfNeeded(
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Ticket | Promise<Ticket | null> {
  return selectsOtherThan(info, ID_ONLY) ? loadTicket(id, context, info) : new Ticket(id);
}

/** A ticket from a row, which then costs no further call in this operation. */
export function asTicket(record: TicketRecord, scope: ScopeState, context: Context): Ticket {
  const ticket = new Ticket(record.id, record, scope);
  const loader = ticketLoader(context);
  loader.prime({ id: ticket.id, scoped: false }, ticket);
  if (scope !== 'plain') loader.prime({ id: ticket.id, scoped: true }, ticket);
  return ticket;
}

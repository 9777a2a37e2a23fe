import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import { GraphError } from '../../graphql/errors.ts';
import { selectsExtension, selectsOtherThan } from '../../graphql/lookahead.ts';
import { loadEach, perOperation } from '../../trace/traced-loader.ts';
import { type ScopeState, Ticket } from '../model.ts';
import { getTicket } from '../upstream/endpoints.ts';
import type { TicketRecord } from '../upstream/record.ts';
import { loadFromRecentList, type RecentTickets } from './load-from-list.ts';
import { REQUIRES_SCOPE, type ScopeFallback, withScopeFallback } from './scope-fallback.ts';

/** One ticket, plain or with the extra scope that brings join links. */
export interface TicketKey {
  readonly id: string;
  readonly scoped: boolean;
}

/** Marks a field of a ticket that is answered by its id alone: no row has to be read for it. */
export const ID_ONLY = 'knownById';

/**
 * Reads tickets by id, each once in an operation; null when there is none by that id (or not for this caller). What was
 * read with the extra scope answers those who ask without it. Many of them are looked for among the caller's latest first.
 */
export const ticketLoader = perOperation<Context, TicketKey, Ticket | null>(
  async (keys, context) => {
    const wanted = new Map<string, boolean>();
    for (const { id, scoped } of keys) wanted.set(id, scoped || wanted.get(id) === true);
    const latest = await loadFromRecentList(wanted, context);
    const reads = new Map<string, Promise<Ticket | null>>();
    return loadEach(keys, ({ id }) => {
      const read = reads.get(id) ?? readTicket(id, wanted.get(id) === true, latest, context);
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
  const record = await scope.call((extra) => getTicket(context.upstream, id, extra));
  return record === null ? null : new Ticket(id, record, scope.state());
}

/** Reads the ticket that a field answers, with the extra scope if a client selects what needs it. */
export function loadTicket(id: string, context: Context, info: GraphQLResolveInfo): Promise<Ticket | null> {
  return ticketLoader(context).load({ id, scoped: selectsExtension(info, REQUIRES_SCOPE) });
}

/** The ticket that a field answers by an id that is known to be good: read only if a client selects more than ids. */
export function ticketIfNeeded(
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Ticket | Promise<Ticket | null> {
  return selectsOtherThan(info, ID_ONLY) ? loadTicket(id, context, info) : new Ticket(id);
}

/** A row that was read otherwise, as a ticket that costs no further call in this operation. */
export function asTicket(record: TicketRecord, scope: ScopeState, context: Context): Ticket {
  const ticket = new Ticket(record.id, record, scope);
  const loader = ticketLoader(context);
  loader.prime({ id: ticket.id, scoped: false }, ticket);
  if (scope !== 'plain') loader.prime({ id: ticket.id, scoped: true }, ticket);
  return ticket;
}

/** Forgets a ticket after a change, so that the next read sees it. */
export function forgetTicket(id: string, context: Context): void {
  ticketLoader(context).clear({ id, scoped: false }).clear({ id, scoped: true });
}

/** A resolver that reads one thing off the row, which the ticket came with. */
export function fromRecord<T>(read: (record: TicketRecord, ticket: Ticket) => T): (ticket: Ticket) => T {
  return (ticket) => {
    // A ticket comes without its row only where `selectsOtherThan` saw that none is needed.
    if (ticket.record === null) throw new GraphError('INTERNAL_SERVER_ERROR');
    return read(ticket.record, ticket);
  };
}

import type { Context } from '../context.ts';
import { GraphFault } from '../graphql/errors.ts';
import { eachAlone, perOperation } from '../graphql/loader.ts';
import { type ScopeState, Ticket } from './model.ts';
import type { TicketRecord } from './record.ts';
import { askingScope } from './scope.ts';
import { getTicket } from './upstream.ts';

/** One ticket, plain or with the extra scope that brings join links. */
export interface TicketKey {
  readonly id: string;
  readonly scoped: boolean;
}

/** Reads tickets by id, each once in an operation; null when there is none by that id (or not for this caller). */
export const ticketLoader = perOperation<Context, TicketKey, Ticket | null>(
  (keys, context) => eachAlone(keys, (key) => read(key, context)),
  (key) => `${key.id}${key.scoped ? '+' : ''}`,
);

async function read({ id, scoped }: TicketKey, context: Context): Promise<Ticket | null> {
  const scope = askingScope(scoped, context);
  const record = await scope.call((extra) => getTicket(context.upstream, id, extra));
  return record === null ? null : new Ticket(id, record, scope.state());
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

/** The row of a ticket: the one it came with, or one read now. @throws NOT_FOUND when it is gone meanwhile */
export function recordOf(ticket: Ticket, context: Context): TicketRecord | Promise<TicketRecord> {
  return ticket.record ?? readRecord(ticket.id, context);
}

async function readRecord(id: string, context: Context): Promise<TicketRecord> {
  const found = await ticketLoader(context).load({ id, scoped: false });
  if (found?.record == null) throw new GraphFault('NOT_FOUND');
  return found.record;
}

/** A resolver that reads one thing off the row. */
export function fromRecord<T>(
  read: (record: TicketRecord, ticket: Ticket) => T,
): (ticket: Ticket, args: object, context: Context) => T | Promise<T> {
  return (ticket, _args, context) => {
    const record = recordOf(ticket, context);
    return record instanceof Promise ? record.then((row) => read(row, ticket)) : read(record, ticket);
  };
}

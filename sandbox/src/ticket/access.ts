import type { Context } from 'hono';
import type { TicketRow } from '../db/schema.ts';
import type { Store } from '../db/store.ts';
import type { Caller } from '../deps.ts';
import { forbidden, notFound } from '../errors.ts';

/**
 * The ticket of the path, if the caller may see it: its agent, its creator, an agent of its group, or an admin of its enterprise.
 * @throws ApiError 404 unknown, malformed id or another enterprise's (the same response, which does not reveal what exists); 403 another's
 */
export function visibleTicket({ build, ...store }: Store, caller: Caller, c: Context): TicketRow {
  const id = c.req.param('ticketId') ?? '';
  if (!/^\d{1,15}$/.test(id)) throw notFound();
  const ticket = store.first(build.selectFrom('tickets').selectAll().where('id', '=', Number(id)));
  if (ticket === undefined || ticket.enterprise !== caller.enterprise) throw notFound();
  if (!maySee(caller, ticket)) throw forbidden();
  return ticket;
}

function maySee(caller: Caller, ticket: TicketRow): boolean {
  if (caller.role === 'admin') return true;
  if (ticket.agent === caller.id || ticket.creator === caller.id) return true;
  return ticket.group !== null && caller.groups.includes(ticket.group);
}

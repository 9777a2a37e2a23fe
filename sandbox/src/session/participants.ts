import type { ParticipantRow, TicketRow } from '../db/schema.ts';
import { notFound, tooEarlyOrLate } from '../errors.ts';
import type { TicketDeps } from '../ticket/room.ts';
import { record } from '../ticket/timeline.ts';

/** A guest with the ticket that the link is of. */
export interface Guest {
  guest: ParticipantRow;
  ticket: TicketRow;
}

/** Whose link it is. @throws ApiError 404 for an unknown link, also once the ticket was deleted */
export function guestOf({ store }: TicketDeps, secret: string): Guest {
  const { build } = store;
  const guest = store.first(build.selectFrom('participants').selectAll().where('guest_link', '=', secret));
  const ticket = guest && store.first(build.selectFrom('tickets').selectAll().where('id', '=', guest.ticket));
  if (guest === undefined || ticket === undefined) throw notFound();
  return { guest, ticket };
}

/** The ticket of an agent's link. @throws ApiError 404 */
export function ticketOf({ store }: TicketDeps, secret: string): TicketRow {
  const ticket = store.first(store.build.selectFrom('tickets').selectAll().where('agent_link', '=', secret));
  if (ticket === undefined) throw notFound();
  return ticket;
}

/** The guests of a ticket, in their order. */
export function guestsOf({ store }: TicketDeps, ticket: number): ParticipantRow[] {
  return store.all(
    store.build.selectFrom('participants').selectAll().where('ticket', '=', ticket).orderBy('id'),
  );
}

/** Changes a guest's own row. */
export function mark({ store }: TicketDeps, { id }: ParticipantRow, change: Partial<ParticipantRow>): void {
  store.run(store.build.updateTable('participants').set(change).where('id', '=', id));
}

/** Changes a ticket without touching its state; `modified` is the caller's. */
export function amend({ store }: TicketDeps, { id }: TicketRow, change: Partial<TicketRow>): void {
  store.run(store.build.updateTable('tickets').set(change).where('id', '=', id));
}

const OPEN_STATES = ['new', 'open', 'invited', 'inprogress'];

/** @throws ApiError 409 once the ticket has ended, one way or another */
export function mustBeOpen({ state }: TicketRow): void {
  if (!OPEN_STATES.includes(state)) throw tooEarlyOrLate(`The ticket is ${state}.`);
}

/** @throws ApiError 409 unless the value is one of those expected */
export function mustBe(value: string, expected: readonly string[], what: string): void {
  if (!expected.includes(value)) throw tooEarlyOrLate(`${what} is ${value}.`);
}

/** Both are there: they see each other, and a conversation begins. */
export function establish(deps: TicketDeps, ticket: TicketRow, at: number): void {
  record(deps.store, { ticket: ticket.id, name: 'session.established', source: 'system', at });
  if (ticket.conversation === null)
    amend(deps, ticket, { conversation: `conv-${ticket.id.toString(16)}-${at.toString(16)}` });
}

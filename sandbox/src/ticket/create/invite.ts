import type { TicketDeps } from '../room.ts';
import { send } from '../send.ts';
import { record } from '../timeline.ts';

const SENT = 'ticket.invitationSent';

/**
 * Puts one invitation for every address of a ticket into the outbox, and says so in its timeline (`invitationResent`
 * from the second time on). A guest who answered an earlier invitation is invited again.
 */
export function invite(deps: TicketDeps, ticketId: number, origin: string, at: number): void {
  const { build, ...store } = deps.store;
  const ticket = store.first(build.selectFrom('tickets').selectAll().where('id', '=', ticketId));
  if (ticket === undefined) return;
  store.run(build.updateTable('participants').set({ stage: 'away' }).where('ticket', '=', ticketId));
  store.run(build.updateTable('tickets').set({ agent_stage: 'away' }).where('id', '=', ticketId));
  send(deps, ticket, 'invitation', origin, at);
  const sent = build
    .selectFrom('events')
    .select('id')
    .where('ticket', '=', ticketId)
    .where('name', '=', SENT);
  const name = store.first(sent) === undefined ? SENT : 'ticket.invitationResent';
  record(deps.store, { ticket: ticketId, name, source: 'system', at });
}

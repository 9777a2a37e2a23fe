import type { ParticipantRow, TicketRow } from '../db/schema.ts';
import { isMulti } from './create-shape.ts';
import { agentLink, guestLink } from './describe.ts';
import { invitationText, type Reader } from './notice.ts';
import type { TicketDeps } from './room.ts';
import { record } from './timeline.ts';

/** A message to be put into the outbox. */
interface Message {
  channel: 'email' | 'sms';
  address: string;
  link: string;
  template: string | null;
  reader: Reader;
}

const SENT = 'ticket.invitationSent';

/**
 * Puts one invitation for every address of a ticket into the outbox, and says so in its timeline (`invitationResent`
 * from the second time on). Where several take part, the agent is invited too unless that was switched off.
 */
export function invite(deps: TicketDeps, ticketId: number, origin: string, at: number): void {
  const { build, ...store } = deps.store;
  const ticket = store.first(build.selectFrom('tickets').selectAll().where('id', '=', ticketId));
  if (ticket === undefined) return;
  const { language } = ticket;
  for (const { reader, ...message } of [
    ...toGuests(deps, ticket, origin),
    ...toOrganizer(deps, ticket, origin),
  ]) {
    const text = invitationText(ticket, message.channel, reader);
    const row = { ticket: ticketId, at, kind: 'invitation' as const, language, ...text, ...message };
    store.run(build.insertInto('outbox').values(row));
  }
  const sent = build
    .selectFrom('events')
    .select('id')
    .where('ticket', '=', ticketId)
    .where('name', '=', SENT);
  const name = store.first(sent) === undefined ? SENT : 'ticket.invitationResent';
  record(deps.store, { ticket: ticketId, name, source: 'system', at });
}

function toGuests({ store }: TicketDeps, ticket: TicketRow, origin: string): Message[] {
  const all = store.build
    .selectFrom('participants')
    .selectAll()
    .where('ticket', '=', ticket.id)
    .orderBy('id');
  return store.all(all).flatMap((participant) => toGuest(participant, ticket.requestor_template, origin));
}

function toGuest(participant: ParticipantRow, template: string | null, origin: string): Message[] {
  const shared = { link: guestLink(origin, participant), template, reader: 'guest' as const };
  const emails: string[] = JSON.parse(participant.emails_json);
  const phones: string[] = JSON.parse(participant.phones_json);
  return [
    ...emails.map((address) => ({ channel: 'email' as const, address, ...shared })),
    ...phones.map((address) => ({ channel: 'sms' as const, address, ...shared })),
  ];
}

function toOrganizer({ directory }: TicketDeps, ticket: TicketRow, origin: string): Message[] {
  const agent = ticket.agent === null ? undefined : directory.user(ticket.agent);
  if (agent === undefined || !isMulti(ticket.type) || ticket.invite_organizer === 0) return [];
  const link = agentLink(origin, ticket);
  return [{ channel: 'email', address: agent.email, link, template: ticket.agent_template, reader: 'agent' }];
}

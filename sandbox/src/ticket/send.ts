import type { OutboxKind, ParticipantRow, TicketRow } from '../db/schema.ts';
import { isMulti } from './create/shape.ts';
import { agentLink, guestLink } from './describe.ts';
import { type Addressed, noticeText } from './message-text.ts';
import type { TicketDeps } from './room.ts';

/** A message to be put into the outbox. */
interface Message extends Addressed {
  address: string;
  link: string;
}

/**
 * Puts a message for every address of a ticket into the outbox: an invitation by email and SMS, a reminder by email alone.
 * Where several take part, the agent gets one too unless that was switched off.
 * @param at seconds since 1970
 */
export function send(
  deps: TicketDeps,
  ticket: TicketRow,
  kind: OutboxKind,
  origin: string,
  at: number,
): void {
  const { build, ...store } = deps.store;
  const all = [...toGuests(deps, ticket, origin), ...toOrganizer(deps, ticket, origin)];
  for (const message of kind === 'reminder' ? all.filter(({ channel }) => channel === 'email') : all) {
    const { channel, address, link, template } = message;
    const text = noticeText(ticket, kind, message);
    const row = { ticket: ticket.id, at, kind, language: ticket.language, ...text };
    store.run(build.insertInto('outbox').values({ ...row, channel, address, link, template }));
  }
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
  const { first_name, name: last } = participant;
  const name = [first_name, last].filter((part) => part !== null).join(' ') || null;
  const shared = { link: guestLink(origin, participant), template, reader: 'guest' as const, name };
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
  const [link, name] = [agentLink(origin, ticket), `${agent.first_name} ${agent.last_name}`];
  const to = { channel: 'email' as const, address: agent.email, reader: 'agent' as const };
  return [{ ...to, link, name, template: ticket.agent_template }];
}

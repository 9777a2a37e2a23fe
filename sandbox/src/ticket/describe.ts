import { sql } from 'kysely';
import { isoTime } from '../clock.ts';
import type { ParticipantRow, TicketRow } from '../db/schema.ts';
import type { Store } from '../db/store.ts';
import type { Directory } from '../directory.ts';

/** Which secret links to show: the guest's always comes with an origin, the agent's only when it was asked for. */
export interface Shown {
  origin: string;
  agentLink: boolean;
}

/** Tickets as the API shows them, in the given order; one query for the participants of all. Without `shown` there are no links. */
export function describeTickets(
  { build, ...store }: Store,
  directory: Directory,
  tickets: readonly TicketRow[],
  shown?: Shown,
) {
  const ids = tickets.map((ticket) => ticket.id);
  // One value for all ids: the statement is the same for every page.
  const ofThese = sql<number>`(select value from json_each(${JSON.stringify(ids)}))`;
  const all = build.selectFrom('participants').selectAll().where('ticket', 'in', ofThese).orderBy('id');
  const participants = Map.groupBy(store.all(all), (participant) => participant.ticket);
  return tickets.map((ticket) => describe(directory, ticket, participants.get(ticket.id) ?? [], shown));
}

function describe(directory: Directory, ticket: TicketRow, participants: ParticipantRow[], shown?: Shown) {
  const { id, state, type, subject, reference, description, language, duration } = ticket;
  return {
    id,
    state,
    type,
    subject,
    reference,
    description,
    service_key: directory.serviceKey(ticket.service) ?? null,
    language,
    created: isoTime(ticket.created),
    modified: isoTime(ticket.modified),
    start_time: isoTime(ticket.start_time),
    end_time: isoTime(ticket.end_time),
    duration,
    agent: describeAgent(directory, ticket, shown),
    group: describeGroup(directory, ticket),
    requestor: describeRequestor(participants, shown),
    geoloc: ticket.lat === null || ticket.lng === null ? null : { lat: ticket.lat, lng: ticket.lng },
    conversation_id: ticket.conversation,
    ...(ticket.metadata_json === null ? {} : { metadata: JSON.parse(ticket.metadata_json) }),
  };
}

function describeAgent(directory: Directory, ticket: TicketRow, shown?: Shown) {
  const agent = ticket.agent === null ? undefined : directory.user(ticket.agent);
  if (agent === undefined) return null;
  const { id, username, first_name: firstname, last_name: lastname, email, phone } = agent;
  const url = shown?.agentLink === true ? agentLink(shown.origin, ticket) : null;
  return { id, username, firstname, lastname, email, phone, url };
}

function describeGroup(directory: Directory, { enterprise, group }: TicketRow) {
  const found = group === null ? undefined : directory.group(enterprise, group);
  return found === undefined ? null : { id: found.id, name: found.name };
}

/** The first participant, with the addresses of all of them. */
function describeRequestor(participants: readonly ParticipantRow[], shown?: Shown) {
  const [first] = participants;
  if (first === undefined) return null;
  return {
    id: first.contact,
    name: first.name,
    firstname: first.first_name,
    company: first.company,
    gender: first.gender,
    country: first.country,
    email: participants.flatMap((participant) => JSON.parse(participant.emails_json)),
    phone: participants.flatMap((participant) => JSON.parse(participant.phones_json)),
    url: shown === undefined ? null : guestLink(shown.origin, first),
  };
}

/** Link by which a guest joins. A secret. */
export function guestLink(origin: string, { guest_link }: Pick<ParticipantRow, 'guest_link'>): string {
  return `${origin}/i/${guest_link}`;
}

/** Link by which the agent joins. It logs a person in: a secret. */
export function agentLink(origin: string, { agent_link }: Pick<TicketRow, 'agent_link'>): string {
  return `${origin}/agent/?token=${agent_link}`;
}

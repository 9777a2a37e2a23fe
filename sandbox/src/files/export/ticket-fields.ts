import type { ParticipantRow, TicketRow, UserRow } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';

/** A name and what stands behind it; null or empty when there is nothing to tell. */
export type Fact = readonly [name: string, value: string | number | null];

/** A time as people read it, in UTC; null stays null. */
export function readableTime(seconds: number): string;
export function readableTime(seconds: number | null): string | null;
export function readableTime(seconds: number | null): string | null {
  return seconds === null
    ? null
    : `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** What there is to say about a ticket in one line each. */
export function factsOf({ build, ...store }: Store, ticket: TicketRow): Fact[] {
  const service = store.first(build.selectFrom('services').select('name').where('id', '=', ticket.service));
  const group = store.first(
    build
      .selectFrom('groups')
      .select('name')
      .where('id', '=', ticket.group ?? 0),
  );
  return [
    ['State', ticket.state],
    ['Type', ticket.type],
    ['Reference', ticket.reference],
    ['Service', service?.name ?? null],
    ['Group', group?.name ?? null],
    ['Language', ticket.language],
    ['Created', readableTime(ticket.created)],
    ['Last change', readableTime(ticket.modified)],
    ['Start', readableTime(ticket.start_time)],
    ['End', readableTime(ticket.end_time)],
    ['Planned length', `${ticket.duration} minutes`],
    ['Position', ticket.lat === null || ticket.lng === null ? null : `${ticket.lat}, ${ticket.lng}`],
  ];
}

/** The agent, if there is one, then all recipients, each with what is known of them. Join links are left out. */
export function participantsOf({ build, ...store }: Store, ticket: TicketRow): Fact[] {
  const agent = store.first(
    build
      .selectFrom('users')
      .selectAll()
      .where('id', '=', ticket.agent ?? 0),
  );
  const guests = build.selectFrom('participants').selectAll().where('ticket', '=', ticket.id).orderBy('id');
  return [
    ...(agent === undefined ? [] : [['Agent', agentLine(agent)] as const]),
    ...store.all(guests).map((guest) => ['Guest', guestLine(guest)] as const),
  ];
}

function agentLine({ first_name, last_name, email, phone }: UserRow): string {
  return joined([`${first_name} ${last_name}`, email, phone]);
}

function guestLine(guest: ParticipantRow): string {
  const name = [guest.first_name, guest.name].filter((part) => part !== null).join(' ');
  // @NOTE both columns are written by this API only, as JSON arrays of strings.
  const addresses = [guest.emails_json, guest.phones_json].flatMap((json) => JSON.parse(json) as string[]);
  return joined([name, guest.company, guest.country, ...addresses]);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(', ');
}

/** The schema of the peers, derived from the rows of the mock, with offset and limit as the API has them. */
import * as rows from './data.ts';

type Sample = Readonly<Record<string, unknown>>;

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether a value of a row is a record of its own. */
export const isRecord = (value: unknown): value is Sample =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Name of the type of a field that holds a record. */
export const nestedType = (parent: string, field: string): string => parent + capitalize(field);

/** A sample row by the name of its type, nested records included. */
export const samples: Record<string, Sample> = {};

function collect(name: string, sample: Sample): void {
  samples[name] = sample;
  for (const [field, value] of Object.entries(sample)) {
    if (isRecord(value)) collect(nestedType(name, field), value);
  }
}
collect('Ticket', { ...rows.ticket(1), geoloc: { lat: 48.5, lng: 2.5 } });
collect('Media', rows.media(1, 1));
collect('Event', rows.event(1, 1));

function typeOf(parent: string, field: string, value: unknown): string {
  if (isRecord(value)) return nestedType(parent, field);
  if (Array.isArray(value)) return '[String]';
  if (typeof value === 'number') return Number.isInteger(value) ? (field === 'id' ? 'Int!' : 'Int') : 'Float';
  return 'String';
}

const fieldsOf = (name: string, sample: Sample): string =>
  Object.entries(sample)
    .map(([field, value]) => `  ${field}: ${typeOf(name, field, value)}`)
    .join('\n');

/** Directives of the fields that make calls, for a peer that is configured by them. */
export interface Directives {
  readonly ticket: string;
  readonly tickets: string;
  readonly medias: string;
  readonly events: string;
}

/** The SDL of the peers. */
export function sdl(on: Directives = { ticket: '', tickets: '', medias: '', events: '' }): string {
  const types = Object.entries(samples)
    .filter(([name]) => name !== 'Ticket')
    .map(([name, sample]) => `type ${name} {\n${fieldsOf(name, sample)}\n}`);
  return `
${types.join('\n')}
type MediaPage { data: [Media] total: Int }
type EventPage { data: [Event] total: Int }
type TicketPage { data: [Ticket] total: Int }
type Ticket {
${fieldsOf('Ticket', samples['Ticket'] ?? {})}
  medias(limit: Int = 10, offset: Int = 0): MediaPage ${on.medias}
  events: EventPage ${on.events}
}
type Query {
  ticket(id: Int!): Ticket ${on.ticket}
  tickets(limit: Int = 20, offset: Int = 0): TicketPage ${on.tickets}
}
`;
}

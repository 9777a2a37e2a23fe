/** Operations that reach every endpoint of the ticket API, each with what is right as its answer. */
import type { TestGateway } from '../helpers/test-gateway.ts';

/** What of an answer is judged. */
export interface Judged {
  data: unknown;
  errors: { path?: (string | number)[]; extensions: { code: string } }[] | undefined;
}

/** One operation of the table. */
export interface Operation {
  readonly name: string;
  /** `change`: a write whose success has no body upstream. */
  readonly kind: 'read' | 'write' | 'change';
  /** The request that the fault hits, as `GET /api/v3/tickets`; other calls of the operation pass. */
  hits(ticketId: string): RegExp;
  /** The document; `ticketId` is a ticket of its own, which no other operation touches. */
  document(ticketId: string): string;
}

const FAULT = '... on TicketError { code }';

/** All of them. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'tickets',
    kind: 'read',
    hits: () => /^GET .*\/tickets$/,
    document: () => '{ tickets(first: 5) { nodes { ticketId subject } } }',
  },
  {
    name: 'ticket',
    kind: 'read',
    hits: (id) => new RegExp(`^GET .*/tickets/${id}$`),
    document: (id) => `{ ticket(ticketId: "${id}") { ticketId subject state } }`,
  },
  {
    name: 'medias',
    kind: 'read',
    hits: (id) => new RegExp(`^GET .*/tickets/${id}/medias$`),
    document: (id) =>
      `{ ticket(ticketId: "${id}") { ticketId medias(first: 3) { nodes { mediaId title } } } }`,
  },
  {
    name: 'events',
    kind: 'read',
    hits: (id) => new RegExp(`^GET .*/tickets/${id}/events$`),
    document: (id) => `{ ticket(ticketId: "${id}") { ticketId events(first: 3) { nodes { nameRaw } } } }`,
  },
  {
    name: 'users',
    kind: 'read',
    hits: () => /^GET .*\/users$/,
    document: () => '{ viewer { enterprise { users(first: 3) { nodes { username } } } } }',
  },
  {
    name: 'create',
    kind: 'write',
    hits: () => /^POST .*\/tickets$/,
    document: () =>
      `mutation { createTicket(input: { emails: ["paul@example.com"] }) { __typename ${FAULT} } }`,
  },
  {
    name: 'update',
    kind: 'change',
    hits: (id) => new RegExp(`^PUT .*/tickets/${id}$`),
    document: (id) =>
      `mutation { updateTicket(input: { ticketId: "${id}", subject: "New" }) { __typename ${FAULT} } }`,
  },
  {
    name: 'delete',
    kind: 'change',
    hits: (id) => new RegExp(`^DELETE .*/tickets/${id}$`),
    document: (id) => `mutation { deleteTicket(input: { ticketId: "${id}" }) { __typename ${FAULT} } }`,
  },
  {
    name: 'export',
    kind: 'write',
    hits: (id) => new RegExp(`^POST .*/tickets/${id}/export$`),
    document: (id) => `mutation { exportTicket(input: { ticketId: "${id}" }) { __typename ${FAULT} } }`,
  },
];

/** A ticket for each operation, by its name. */
export async function ticketsFor(world: TestGateway): Promise<ReadonlyMap<string, string>> {
  const { data } = await world.ask<{ tickets: { nodes: { ticketId: string }[] } }, object>(
    '{ tickets(first: 20, filter: { states: [OPEN, INPROGRESS] }) { nodes { ticketId } } }',
  );
  return new Map(OPERATIONS.map(({ name }, at) => [name, data.tickets.nodes[at]?.ticketId ?? '']));
}

/** The codes of an answer, of its errors and of the typed errors of mutations. */
export function codesOf({ data, errors = [] }: Judged): string[] {
  const typed = Object.values(data ?? {}).flatMap((value) =>
    value instanceof Object && 'code' in value ? [String(value.code)] : [],
  );
  return [...errors.map(({ extensions }) => extensions.code), ...typed];
}

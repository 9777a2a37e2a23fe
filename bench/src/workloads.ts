/**
 * The workloads, in two dialects of the same work: `gateway` (connections, one token for each user) and `peer` (limit and offset).
 * The mock gives the user of token `bench-N` the list that begins at row N, so that the gateway's first page and a peer's
 * offset N are the same rows.
 */
import { TICKETS } from './contract.ts';

/** Which schema a target speaks. */
export type Dialect = 'gateway' | 'peer';

interface GraphQLRequest {
  readonly operationName: string;
  readonly query: string;
  readonly variables: object;
}

/** One request in both dialects, and the number of the token that sends it. */
interface Work extends Readonly<Record<Dialect, GraphQLRequest>> {
  readonly token: number;
}

/** A stream of requests. */
export interface Workload {
  readonly what: string;
  /** Connections of the load generator. */
  readonly connections: number;
  /** How many different requests there are. */
  readonly requests: number;
  work(i: number): Work;
}

const TICKET = {
  peer: 'id reference subject state language duration created modified requestor { name } agent { name }',
  gateway:
    'ticketId reference subject stateRaw language durationMinutes createdAt updatedAt requestor { name } agent { name }',
};
const MEDIA = { peer: 'id media_type title size url', gateway: 'mediaId mediaTypeRaw title sizeBytes url' };
const EVENT = {
  peer: 'id eventName source timestamp agent { name }',
  gateway: 'eventId nameRaw sourceRaw occurredAt agent { name }',
};
/** Fields from which unique texts are made; the same position is the same field. */
const FIELDS = {
  peer: 'reference subject state description language service_key duration created modified start_time end_time conversation_id type',
  gateway:
    'reference subject stateRaw description language service{serviceKey} durationMinutes createdAt updatedAt startTime endTime conversationId typeRaw',
};

const LISTS = {
  W2: {
    peer: `query W2($limit: Int!, $offset: Int!) { tickets(limit: $limit, offset: $offset) { data { ${TICKET.peer} } total } }`,
    gateway: `query W2($first: Int!, $after: String) { tickets(first: $first, after: $after) { nodes { ${TICKET.gateway} } pageInfo { hasNextPage endCursor } } }`,
  },
  W3: {
    peer: `query W3($limit: Int!, $offset: Int!) { tickets(limit: $limit, offset: $offset) { data { ${TICKET.peer} medias(limit: 10) { data { ${MEDIA.peer} } } events { data { ${EVENT.peer} } } } total } }`,
    gateway: `query W3($first: Int!, $after: String) { tickets(first: $first, after: $after) { nodes { ${TICKET.gateway} medias(first: 10) { nodes { ${MEDIA.gateway} } } events(first: 20) { nodes { ${EVENT.gateway} } } } pageInfo { hasNextPage endCursor } } }`,
  },
};

/** Spreads requests over tickets. */
const ticketAt = (i: number): number => 1 + ((i * 7919) % TICKETS);

function oneTicket(i: number): Work {
  const id = ticketAt(i);
  return {
    token: i % 200,
    peer: {
      operationName: 'W1',
      query: `query W1($id: Int!) { ticket(id: $id) { ${TICKET.peer} } }`,
      variables: { id },
    },
    gateway: {
      operationName: 'W1',
      query: `query W1($id: ID!) { ticket(ticketId: $id) { ${TICKET.gateway} } }`,
      variables: { id: String(id) },
    },
  };
}

function list(name: keyof typeof LISTS, first: number, row: number): Work {
  return {
    token: row,
    peer: { operationName: name, query: LISTS[name].peer, variables: { limit: first, offset: row } },
    gateway: { operationName: name, query: LISTS[name].gateway, variables: { first } },
  };
}

function uniqueText(i: number): Work {
  const text = (dialect: Dialect, root: string, id: string): GraphQLRequest => {
    const names = FIELDS[dialect].split(' ');
    const fields = Array.from(
      { length: 10 },
      (_, k) => `f${k}: ${names[(i * 31 + k * (1 + (i % 5))) % names.length]}`,
    );
    return {
      operationName: `U${i}`,
      query: `query U${i} { ${root} { ${id} ${fields.join(' ')} } }`,
      variables: {},
    };
  };
  return {
    token: i % 200,
    peer: text('peer', `ticket(id: ${ticketAt(i)})`, 'id'),
    gateway: text('gateway', `ticket(ticketId: "${ticketAt(i)}")`, 'ticketId'),
  };
}

/** Pages of so many rows, spread over callers. */
const pages =
  (name: keyof typeof LISTS, first: number, requests: number): Workload['work'] =>
  (i) =>
    list(name, first, first * ((i * 37) % requests));

/** Every workload by its name. */
export const WORKLOADS: Readonly<Record<string, Workload>> = {
  W1: { what: 'one ticket, 10 fields', connections: 32, requests: 10_000, work: oneTicket },
  W2: { what: '20 tickets, flat', connections: 32, requests: 500, work: pages('W2', 20, 500) },
  W3: {
    what: '50 tickets, each with its first 10 medias and its events (101 calls)',
    connections: 8,
    requests: 200,
    work: pages('W3', 50, 200),
  },
  W4: { what: 'the same W3 again and again', connections: 8, requests: 1, work: () => list('W3', 50, 0) },
  W4s: { what: 'the same W2 again and again', connections: 16, requests: 1, work: () => list('W2', 20, 0) },
  W5: { what: 'one ticket, every text unique', connections: 32, requests: 60_000, work: uniqueText },
  W6: { what: '100 tickets, flat', connections: 8, requests: 99, work: pages('W2', 100, 99) },
  P10: { what: '10 tickets, flat', connections: 16, requests: 500, work: pages('W2', 10, 500) },
  P50: { what: '50 tickets, flat', connections: 16, requests: 199, work: pages('W2', 50, 199) },
};

/** The token and the body of request `i`, as the load generator reads them: `token<TAB>body`. */
export function lineOf(workload: Workload, dialect: Dialect, i: number): string {
  const work = workload.work(i);
  return `bench-${work.token}\t${JSON.stringify(work[dialect])}`;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Names of the gateway's fields in the words of the peers. */
const PEER_NAMES: Readonly<Record<string, string>> = {
  ticketId: 'id',
  mediaId: 'id',
  eventId: 'id',
  stateRaw: 'state',
  durationMinutes: 'duration',
  createdAt: 'created',
  updatedAt: 'modified',
  mediaTypeRaw: 'media_type',
  sizeBytes: 'size',
  nameRaw: 'eventName',
  sourceRaw: 'source',
  occurredAt: 'timestamp',
  nodes: 'data',
};
const IGNORED = new Set(['pageInfo', 'total']);

/** An answer in a form in which both dialects are equal: peer names, sorted, times in UTC with `Z`, ids as texts. */
export function normalize(value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map((entry) => normalize(entry));
  if (value !== null && typeof value === 'object') {
    if ('serviceKey' in value) return normalize(value['serviceKey'] ?? null);
    const entries = Object.entries(value)
      .filter(([key]) => !IGNORED.has(key))
      .map(([key, entry]): [string, Json] => [PEER_NAMES[key] ?? key, entry])
      .map(([key, entry]): [string, Json] => [key, normalize(entry, key)]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (name === 'id') return String(value);
  return typeof value === 'string' ? value.replace(/\+00:00$/, 'Z') : value;
}

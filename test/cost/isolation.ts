import { isDeepStrictEqual } from 'node:util';
import { type DocumentNode, parse } from 'graphql';
import { readKey } from '../../src/upstream/interceptors/call-key.ts';
import type { Chain } from '../../src/upstream/interceptors/chain.ts';
import type { Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import { Random } from '../helpers/random.ts';
import { type Desk, openDesk } from './workbench.ts';

/** Two agents and an admin of one enterprise, and an agent of another one. */
const TOKENS = ['sandbox-alice', 'sandbox-bob', 'sandbox-dana', 'sandbox-erin'];

const TICKET = `
  ticketId state subject reference description createdAt
  agent { name email joinUrl user { userId username email } }
  requestor { name emails phones joinUrl }
  medias(first: 3) { totalCount nodes { mediaId title url user { userId username } } }
  events(first: 4) { totalCount nodes { eventId name occurredAt agent { name } } }`;

/** What everybody asks, with the same words: only the token says who gets what. */
const DOCUMENTS: readonly string[] = [
  `{ tickets(first: 3) { totalCount nodes { ${TICKET} } } }`,
  `query ($id: ID!) { ticket(ticketId: $id) { ${TICKET} } }`,
  `query ($id: ID!, $other: ID!) { a: ticket(ticketId: $id) { ${TICKET} } b: ticket(ticketId: $other) { subject } }`,
  `query ($global: ID!, $more: ID!) { nodes(ids: [$global, $more]) { id ... on Ticket { subject medias(first: 2) { nodes { url } } } } }`,
  'query ($many: [ID!]!) { nodes(ids: $many) { id ... on Ticket { subject requestor { emails } agent { joinUrl } } } }',
  '{ viewer { user { userId username email } maySeeAllTickets enterprise { enterpriseId users(first: 3) { nodes { userId username email } } } } }',
  '{ a: tickets(first: 2) { nodes { ticketId subject } } b: tickets(first: 5) { nodes { ticketId requestor { emails } } } }',
  '{ tickets(first: 4, filter: { owner: ENTERPRISE }) { nodes { ticketId subject events(first: 2) { nodes { name } } } } }',
];

/** What each caller is to get for one request. */
interface Request {
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly right: ReadonlyMap<string, unknown>;
}

/** What many interleaved operations showed. */
export interface Leaks {
  operations: number;
  /** Upstream calls, and reads that were spared. */
  calls: number;
  cached: number;
  /** Answers that held something else than this caller gets alone. */
  foreign: { readonly token: string; readonly document: string; readonly got: string }[];
}

/** How many operations, how many of them at once, and what is planted. */
export interface IsolationTrial {
  readonly operations: number;
  readonly atOnce: number;
  readonly seed: number;
  readonly env?: Record<string, string>;
  /** Changes the layers: a leak, to see that it is found. */
  readonly layers?: (usual: Chain) => Chain;
  readonly told?: (operations: number) => void;
}

/**
 * Lets callers of two enterprises ask the same things at the same time, with everything on that keeps or shares answers, and
 * compares each answer with what that caller gets alone from a gateway that neither keeps nor shares.
 */
export async function tryIsolation(trial: IsolationTrial): Promise<Leaks> {
  const { operations, atOnce, seed, env = {}, layers, told = () => {} } = trial;
  const clock = () => Date.UTC(2026, 0, 15, 12);
  const alone = await openDesk({ sandbox: { clock, tickets: 40 } });
  const random = new Random(seed);
  const requests = await requestsOf(alone);
  const changes = layers === undefined ? {} : { layers };
  const desk = await openDesk({ beside: alone, env: { CACHE: 'on', ...env }, ...changes });
  desk.before = () => pause(random);
  const leaks: Leaks = { operations: 0, calls: 0, cached: 0, foreign: [] };
  const worker = async (): Promise<void> => {
    while (leaks.operations < operations) {
      leaks.operations += 1;
      if (leaks.operations % 1_000 === 0) told(leaks.operations);
      const token = random.pick(TOKENS);
      const { document, variables, right } = random.pick(requests);
      const { result, callLog } = await desk.run(document, variables, token);
      leaks.calls += callLog.actual;
      leaks.cached += callLog.cached;
      const got = plain(result);
      if (!isDeepStrictEqual(got, right.get(token))) {
        leaks.foreign.push({ token, document: document.loc?.source.body ?? '', got: JSON.stringify(got) });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await desk.close();
  await alone.close();
  return leaks;
}

/** A leak: equal reads in flight are shared by everybody, whatever their tokens. */
export const sharesWithEverybody: Interceptor = (() => {
  const flights = new Map<string, Promise<UpstreamResponse>>();
  return (next) => (call) => {
    if (call.endpoint.kind === 'write') return next(call);
    const key = readKey(call);
    const flight = flights.get(key) ?? next(call).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
})();

/** Another one: what was answered once is answered to everybody. */
export const keepsForEverybody: Interceptor = (() => {
  const kept = new Map<string, UpstreamResponse>();
  return (next) => async (call) => {
    const known = kept.get(readKey(call));
    if (known !== undefined && call.endpoint.kind === 'read') return known;
    const answer = await next(call);
    kept.set(readKey(call), answer);
    return answer;
  };
})();

/** Every document with tickets of everybody, and what each caller gets for it. */
async function requestsOf(alone: Desk): Promise<Request[]> {
  const ids = new Set<string>();
  const globals = new Set<string>();
  for (const token of TOKENS) {
    const { result } = await alone.run('{ tickets(first: 5) { nodes { id ticketId } } }', {}, token);
    // @NOTE the shape is that of the query.
    const { nodes } = (result.data as { tickets: { nodes: { id: string; ticketId: string }[] } }).tickets;
    for (const { id, ticketId } of nodes) {
      ids.add(ticketId);
      globals.add(id);
    }
  }
  const [tickets, nodes] = [[...ids], [...globals]];
  const requests: Request[] = [];
  for (const text of DOCUMENTS) {
    const document = parse(text);
    const variants = /\$/.test(text) ? 6 : 1;
    for (let at = 0; at < variants; at += 1) {
      const pick = (from: readonly string[], step: number) => from[(at * 3 + step) % from.length];
      const variables = {
        id: pick(tickets, 0),
        other: pick(tickets, 1),
        global: pick(nodes, 0),
        more: pick(nodes, 2),
        many: nodes.slice(at),
      };
      const right = new Map<string, unknown>();
      for (const token of TOKENS)
        right.set(token, plain((await alone.run(document, variables, token)).result));
      requests.push({ document, variables, right });
    }
  }
  return requests;
}

/** Data and codes of errors, as JSON has them. */
function plain({
  data,
  errors = [],
}: {
  data?: unknown;
  errors?: readonly { message: string; path?: unknown }[];
}) {
  return JSON.parse(JSON.stringify({ data, errors: errors.map(({ message, path }) => ({ message, path })) }));
}

/** Some of the calls take longer than others, so that operations overtake each other. */
async function pause(random: Random): Promise<void> {
  for (let turns = random.below(4); turns > 0; turns -= 1)
    await new Promise((resolve) => setImmediate(resolve));
}

/** The fields that make the gateway call the ticket API, found by asking with and without each of them. */
import { schema } from '../../src/schema.ts';
import type { Door, Seen } from './isolated-gateway.ts';
import { type Arguments, type Way, waysOf } from './schema-walk.ts';

/** A field that makes calls of its own. */
export interface Source {
  readonly way: Way;
  /** The last of its calls, as `GET /api/v3/tickets/7?scope=sso`. */
  readonly target: string;
  /** What is right. */
  readonly good: Seen;
}

/** Leaf fields that call: they don't stand beside others. That there are no more of them is tested. */
export const COSTLY: ReadonlySet<string> = new Set([
  'TicketViewer.maySeeAllTickets',
  'TicketAgent.joinUrl',
  ...['username', 'firstName', 'lastName', 'email', 'phone', 'createdAt'].map((name) => `User.${name}`),
]);

/** What fields are asked with: a ticket that has medias and is not the asker's own, so that its agent has to be read. */
export async function argumentsIn(door: Door): Promise<Arguments> {
  const { data } = await door.ask(
    '{ viewer { user { userId } } tickets(first: 40, filter: { owner: ENTERPRISE }) { nodes { id ticketId state medias(first: 2) { nodes { id user { id } } } } } }',
  );
  // @NOTE the shape is that of the document.
  const { nodes } = (data as { tickets: { nodes: Row[] } }).tickets;
  const [rich, other] = nodes.toSorted((a, b) => b.medias.nodes.length - a.medias.nodes.length);
  const open = nodes.find(({ state }) => state === 'OPEN');
  if (rich === undefined || other === undefined || open === undefined) throw new Error('too few tickets');
  return {
    'Query.ticket': `ticketId: "${rich.ticketId}"`,
    'Query.node': `id: "${rich.id}"`,
    'Query.nodes': `ids: ["${rich.id}", "${other.id}"]`,
    'Query.tickets': 'first: 2, filter: { owner: ENTERPRISE }',
    'Ticket.medias': 'first: 1',
    'Ticket.events': 'first: 2',
    'TicketEnterprise.users': 'first: 2',
    'Mutation.updateTicket': `input: { ticketId: "${open.ticketId}", subject: "The same" }`,
    'Mutation.exportTicket': `input: { ticketId: "${rich.ticketId}" }`,
  };
}

interface Row {
  readonly id: string;
  readonly ticketId: string;
  readonly state: string;
  readonly medias: { readonly nodes: readonly unknown[] };
}

/** Asks for every field of the schema, and finds those that cost calls of their own. */
export async function sourcesIn(door: Door): Promise<Source[]> {
  const without = new Map<string, string[]>();
  const found: Source[] = [];
  for (const way of waysOf(schema, await argumentsIn(door), COSTLY)) {
    if (!without.has(way.without)) without.set(way.without, (await callsOf(door, way.without)).calls);
    const { calls, seen } = await callsOf(door, way.with);
    const extra = difference(calls, without.get(way.without) ?? []);
    const target = extra.at(-1);
    // A field that merely changes a call of another one, as a join link does, fails with that one.
    if (target !== undefined && calls.length > (without.get(way.without) ?? []).length) {
      found.push({ way, target, good: seen });
    }
  }
  return found;
}

async function callsOf(door: Door, query: string): Promise<{ calls: string[]; seen: Seen }> {
  const before = door.proxy.targets.length;
  const seen = await door.ask(query);
  return { calls: door.proxy.targets.slice(before), seen };
}

/** What of `all` is left when each of `some` has taken one away. */
function difference(all: readonly string[], some: readonly string[]): string[] {
  const rest = [...some];
  return all.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

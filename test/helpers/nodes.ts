import { globalId, upstream } from './queries.ts';
import type { Answer, Asking, TestGateway } from './test-gateway.ts';

/** A ticket as a sync answers it. */
export interface Synced {
  ticketId: string;
  subject: string | null;
  agent?: { joinUrl: string | null } | null;
}

/** What a sync answers. */
export interface Sync {
  nodes: (Synced | null)[];
}

/** Reads again what an app holds. */
export const SYNC = 'query Sync($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { ticketId subject } } }';

/** The same with what needs the extra scope. */
export const SYNC_LINKS = `query Links($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Ticket { ticketId subject agent { joinUrl } } }
}`;

/** Asks for nodes by ids of the ticket API. */
export const sync = (
  world: TestGateway,
  ticketIds: readonly (string | number)[],
  document = SYNC,
  asking: Asking = {},
): Promise<Answer<Sync>> =>
  world.ask<Sync, object>(document, { ids: ticketIds.map((id) => globalId('Ticket', id)) }, asking);

/** The ids that came, null for what is gone. */
export const idsIn = ({ data }: Answer<Sync>): (string | null)[] =>
  data.nodes.map((node) => node?.ticketId ?? null);

/** The ids of somebody's own tickets, latest creation first, as the ticket API lists them. */
export async function latestOf(world: TestGateway, login = 'alice'): Promise<string[]> {
  const ids: string[] = [];
  for (let offset = 0; ; offset += 100) {
    const query = `orderby=created&order=desc&limit=100&offset=${offset}`;
    const { data } = await upstream(world, `/tickets?${query}`, login);
    ids.push(...data.map(({ id }: { id: number }) => String(id)));
    if (data.length < 100) return ids;
  }
}

/** Some of a list in an order that is neither its own nor its reverse. */
export const shuffled = <T>(from: readonly T[], count: number): T[] =>
  Array.from({ length: count }, (_, n) => from[(n * 37 + 11) % from.length]).filter(
    (one) => one !== undefined,
  );

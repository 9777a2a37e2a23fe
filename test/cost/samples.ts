import { encodeGlobalId } from '../../src/graphql/global-id.ts';
import type { Random } from '../helpers/random.ts';
import type { Pools } from './documents.ts';
import type { Desk } from './workbench.ts';

/** Lists of tickets that are asked for: filter and order. */
const LISTS: readonly Record<string, unknown>[] = [
  {},
  { orderBy: { field: 'CREATED_AT', direction: 'DESC' } },
  { orderBy: { field: 'CREATED_AT', direction: 'ASC' } },
  { orderBy: { field: 'TICKET_ID' } },
  { orderBy: { field: 'END_TIME', direction: 'ASC' } },
  { filter: { states: ['OPEN', 'INPROGRESS'] } },
  { filter: { owner: 'ENTERPRISE' } },
  { filter: { userId: '1202' } },
  { filter: { createdAfter: '2020-01-01T00:00:00Z', search: 'e' }, orderBy: { field: 'CREATED_AT' } },
  { filter: { type: 'video-assistance' } },
  { filter: { reference: 'none of these' } },
];

/** Lists of medias. */
const MEDIAS: readonly Record<string, unknown>[] = [
  {},
  { orderBy: { field: 'TITLE', direction: 'ASC' } },
  { filter: { statuses: ['completed', 'processing', 'error'] } },
  { filter: { mediaType: 'image' }, orderBy: { field: 'MEDIA_ID' } },
];

const SIZES = [1, 2, 3, 5, 8, 13];
const LARGE = [20, 60, 100];

/** The sandbox counts its tickets from here. */
const FIRST_TICKET = 82_001;

/** What is known of the data: real ids and cursors beside ones that name nothing. */
export async function poolsOf(desk: Desk): Promise<Pools> {
  const [ticketIds, nodeIds] = await idsOf(desk);
  const cursors = new Map<Record<string, unknown>, string[]>();
  for (const list of LISTS) cursors.set(list, await ticketCursors(desk, list));
  const [mediaCursors, userCursors] = [await cursorsOfMedias(desk, ticketIds), await cursorsOfUsers(desk)];
  // Mostly one's own; now and then anybody's, of which some may be seen, and what can't be one.
  const ticketId = (random: Random) =>
    random.chance(0.8)
      ? random.pick(ticketIds)
      : random.pick(['999', 'x'.repeat(70), '', String(FIRST_TICKET + random.below(60))]);
  const named = (random: Random) =>
    random.chance(0.5) ? { ticketId: ticketId(random) } : { id: encodeGlobalId('Ticket', ticketId(random)) };
  return {
    'Query.tickets': (random) => {
      const list = random.pick(LISTS);
      return { ...list, ...page(random, cursors.get(list) ?? []) };
    },
    'Ticket.medias': (random) => ({ ...random.pick(MEDIAS), ...page(random, mediaCursors) }),
    'Ticket.events': (random) => page(random, []),
    'TicketEnterprise.users': (random) => {
      const { first, after } = page(random, userCursors);
      return { first, after };
    },
    'Query.ticket': (random) =>
      random.chance(0.95) ? named(random) : { ...named(random), ...named(random) },
    'Query._entities': (random) => ({
      representations: Array.from({ length: many(random) }, () =>
        random.pick([
          { __typename: 'Ticket', ...named(random) },
          {
            __typename: 'Ticket',
            ticketId: ticketId(random),
            id: encodeGlobalId('Ticket', ticketId(random)),
          },
          { __typename: 'Ticket' },
          { __typename: 'Planet', id: '1' },
        ]),
      ),
    }),
    'Query.node': (random) => ({ id: random.pick(nodeIds) }),
    'Query.nodes': (random) => ({
      ids: random.chance(0.5)
        ? Array.from({ length: random.below(6) }, () => random.pick(nodeIds))
        : Array.from({ length: many(random) }, () => encodeGlobalId('Ticket', ticketId(random))),
    }),
    'Mutation.updateTicket': (random) => ({
      input: {
        ...named(random),
        ...random.pick([
          { description: 'made up' },
          { subject: '' },
          { state: 'OPEN' },
          { state: 'DONE' },
          {},
        ]),
        ...(random.chance(0.2) ? { expectedState: 'OPEN' } : {}),
      },
    }),
    'Mutation.exportTicket': (random) => ({
      input: { ...named(random), format: random.pick(['PDF', 'ZIP']) },
    }),
    // Nothing that exists: a list that shrinks by and by would leave nothing to ask for.
    'Mutation.deleteTicket': () => ({ input: { ticketId: '999' } }),
    'Mutation.createTicket': (random) => ({
      input: random.pick([{ emails: ['a@example.com'] }, { phones: ['+33612345678'], agent: '1201' }, {}]),
    }),
  };
}

/** How many things are asked for by their ids: often so many that the list of the latest is asked first, now and then more. */
const many = (random: Random): number => (random.chance(0.9) ? random.below(10) : random.below(40));

/** The page of a list: mostly small and from the start, now and then large, from a cursor, from the end, or refused. */
function page(random: Random, cursors: readonly string[]): Record<string, unknown> {
  const size = random.chance(0.93) ? random.pick(SIZES) : random.pick(LARGE);
  const cursor = cursors.length > 0 && random.chance(0.9) ? random.pick(cursors) : 'no cursor';
  switch (random.below(16)) {
    case 0:
      return {};
    case 1:
      return { last: size };
    case 2:
      return { last: size, before: cursor };
    case 3:
    case 4:
    case 5:
      return { first: size, after: cursor };
    case 6:
      return { first: size, before: cursor };
    case 7:
      return random.pick([{ first: 0 }, { first: -1 }, { first: 1, last: 1 }, { first: 101 }, { last: 0 }]);
    default:
      return { first: size };
  }
}

async function idsOf(desk: Desk): Promise<[string[], string[]]> {
  const { result } = await desk.run(
    '{ tickets(first: 30) { nodes { id ticketId medias(first: 2) { nodes { id } } events(first: 2) { nodes { id } } } } }',
  );
  // @NOTE the shape is that of the query.
  const { tickets } = result.data as { tickets: { nodes: Found[] } };
  const all = tickets.nodes;
  const users = ['1201', '1202', '1301', '999'].map((id) => encodeGlobalId('User', id));
  const other = ['garbage', encodeGlobalId('Ticket', '999'), encodeGlobalId('Planet', '1')];
  const nodes = all.flatMap(({ id, medias, events }) => [
    id,
    ...medias.nodes.map(idIn),
    ...events.nodes.map(idIn),
  ]);
  return [all.map((found) => found.ticketId), [...nodes, ...users, ...other]];
}

interface Found {
  id: string;
  ticketId: string;
  medias: { nodes: { id: string }[] };
  events: { nodes: { id: string }[] };
}

const idIn = ({ id }: { id: string }): string => id;

async function ticketCursors(desk: Desk, list: Record<string, unknown>): Promise<string[]> {
  const forward = await edgesOf(desk, list, { first: 10 });
  const backward = await edgesOf(desk, list, { last: 5 }).catch(() => []);
  return [...forward, ...backward];
}

async function edgesOf(
  desk: Desk,
  list: Record<string, unknown>,
  paging: Record<string, number>,
): Promise<string[]> {
  const { result } = await desk.run(
    `query ($filter: TicketFilter, $orderBy: TicketOrder! = {}, $first: Int, $last: Int) {
      tickets(filter: $filter, orderBy: $orderBy, first: $first, last: $last) { edges { cursor } }
    }`,
    { ...list, ...paging },
  );
  return cursorsIn(result.data?.['tickets']);
}

async function cursorsOfMedias(desk: Desk, ticketIds: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    ticketIds.slice(0, 8).map(async (ticketId) => {
      const { result } = await desk.run(
        `{ ticket(ticketId: "${ticketId}") { medias(first: 3) { edges { cursor } } } }`,
      );
      // @NOTE the shape is that of the query.
      return cursorsIn((result.data?.['ticket'] as { medias?: unknown } | null)?.medias);
    }),
  );
  return found.flat();
}

async function cursorsOfUsers(desk: Desk): Promise<string[]> {
  const { result } = await desk.run('{ viewer { enterprise { users(first: 5) { edges { cursor } } } } }');
  // @NOTE the shape is that of the query.
  const viewer = result.data?.['viewer'] as { enterprise?: { users?: unknown } } | null;
  return cursorsIn(viewer?.enterprise?.users);
}

function cursorsIn(connection: unknown): string[] {
  const edges: unknown = connection instanceof Object && 'edges' in connection ? connection.edges : [];
  // @NOTE every edge was asked for its cursor.
  return Array.isArray(edges) ? edges.map((edge: { cursor: string }) => edge.cursor) : [];
}

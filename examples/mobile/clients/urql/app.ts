import { readFileSync } from 'node:fs';
import { Client, type Exchange, fetchExchange, gql, type TypedDocumentNode } from '@urql/core';
import { type Cache, cacheExchange, type UpdatesConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { buildSchema, introspectionFromSchema } from 'graphql';
import type { Talk } from '../talk.ts';

const sdl = readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8');

/** The introspection of the graph, which makes the cache aware of its types and of what may be null. */
const INTROSPECTION = introspectionFromSchema(buildSchema(sdl), { descriptions: false });

/** Types without an id of their own: they live in what holds them. */
const EMBEDDED = Object.fromEntries(
  [...sdl.matchAll(/^type (\w+)(?! implements Node)[^{]*\{([^}]*)\}/gm)]
    .filter(
      ([, name = '', fields = '']) =>
        !/^ {2}id: ID!/m.test(fields) && name !== 'Query' && name !== 'Mutation',
    )
    .map(([, name = '']) => [name, () => null]),
);

/** Takes a ticket out of every page of tickets that the cache holds, and forgets it. */
function forget(id: string, cache: Cache): void {
  const gone = cache.keyOfEntity({ __typename: 'Ticket', id });
  for (const { fieldKey } of cache
    .inspectFields('Query')
    .filter(({ fieldName }) => fieldName === 'tickets')) {
    const page = cache.resolve('Query', fieldKey);
    const edges = typeof page === 'string' ? cache.resolve(page, 'edges') : null;
    if (typeof page !== 'string' || !Array.isArray(edges)) continue;
    cache.link(
      page,
      'edges',
      edges.filter(
        (edge): edge is string => typeof edge === 'string' && cache.resolve(edge, 'node') !== gone,
      ),
    );
  }
  cache.invalidate(gone ?? '');
}

const updates: UpdatesConfig = {
  Mutation: {
    deleteTicket(result, _args, cache) {
      const gone = Object(result['deleteTicket'])['deletedId'];
      if (typeof gone === 'string') forget(gone, cache);
    },
  },
};

/** A ticket as the screens of these tests show it. */
export interface Card {
  id: string;
  state: string;
  stateRaw: string;
  subject: string | null;
}

/** A page of tickets, or as many as were read. */
export interface Inbox {
  tickets: {
    edges: ({ cursor: string; node: Card | null } | null)[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** Asks for a page of tickets. */
export const INBOX: TypedDocumentNode<Inbox, { after?: string | null }> = gql`
  query Inbox($after: String) {
    tickets(first: 20, after: $after) {
      edges {
        cursor
        node {
          id
          state
          stateRaw
          subject
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`;

/** Any change of a ticket. */
export const UPDATE: TypedDocumentNode<
  { updateTicket: { __typename: string; code?: string; ticket?: Card } },
  { input: object }
> = gql`
  mutation Update($input: UpdateTicketInput!) {
    updateTicket(input: $input) {
      __typename
      ... on UpdateTicketSuccess {
        ticket {
          id
          state
          stateRaw
          subject
        }
      }
      ... on TicketError {
        code
      }
    }
  }
`;

/** A client of that gateway. `between` come between its cache and the one that sends. */
export function createClient(talk: Talk, between: Exchange[] = []): Client {
  const cache = cacheExchange({
    schema: INTROSPECTION,
    keys: EMBEDDED,
    updates,
    resolvers: {
      Query: {
        tickets: relayPagination(),
        // A ticket of a list is shown without asking; one that is not held is asked for.
        ticket(_parent, args, held) {
          const before = held.resolve('Query', 'ticket', args);
          const ticket = { __typename: 'Ticket', id: String(args['id']) };
          return before === undefined && held.resolve(ticket, 'id') !== undefined ? ticket : before;
        },
      },
      Ticket: { medias: relayPagination(), events: relayPagination() },
    },
    optimistic: {
      updateTicket: (args, cacheNow) => {
        const { id, subject } = Object(args['input']);
        const ticket = { __typename: 'Ticket', id };
        const field = (name: string) => cacheNow.resolve(ticket, name);
        return {
          __typename: 'UpdateTicketSuccess',
          ticket: { ...ticket, state: field('state'), stateRaw: field('stateRaw'), subject },
        };
      },
    },
  });
  return new Client({ url: talk.url, fetch: talk.fetch, exchanges: [cache, ...between, fetchExchange] });
}

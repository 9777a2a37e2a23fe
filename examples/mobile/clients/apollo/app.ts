import { readFileSync } from 'node:fs';
import { ApolloClient, type ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { relayStylePagination } from '@apollo/client/utilities';
import { buildSchema, isAbstractType } from 'graphql';
import type { Talk } from '../talk.ts';

const schema = buildSchema(readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8'));

/** What the client has to know of the schema beyond what it reads in answers: which types stand behind interfaces and unions. */
const POSSIBLE_TYPES = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
);

/** A cache as an app sets it up: entities by `__typename:id`, which is its default, and lists by what they were asked for. */
export const createCache = (): InMemoryCache =>
  new InMemoryCache({
    possibleTypes: POSSIBLE_TYPES,
    typePolicies: {
      Query: {
        fields: {
          tickets: relayStylePagination(['filter', 'orderBy']),
          ticket: {
            read: (known, { args, toReference }) =>
              known === undefined && args?.['id']
                ? toReference({ __typename: 'Ticket', id: args['id'] })
                : known,
          },
        },
      },
      Ticket: {
        fields: { medias: relayStylePagination(['filter', 'orderBy']), events: relayStylePagination([]) },
      },
    },
  });

/** A client of that gateway. `links` come in front of the one that sends. */
export function createClient(talk: Talk, { links = [] as ApolloLink[] } = {}): ApolloClient {
  const http = new HttpLink({ uri: talk.url, fetch: talk.fetch });
  return new ApolloClient({
    cache: createCache(),
    link: links.reduceRight<ApolloLink>((next, link) => link.concat(next), http),
    incrementalHandler: new Defer20220824Handler(),
  });
}

/** Apollo Server with its REST data source, as its docs show them. */
import { RESTDataSource } from '@apollo/datasource-rest';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { paths, UPSTREAM } from '../src/contract.ts';
import { sdl } from '../src/sdl.ts';

class TicketApi extends RESTDataSource {
  override baseURL = UPSTREAM;
  read = (path: string) => this.get(path);
}

interface Window {
  readonly limit: number;
  readonly offset: number;
}

const server = new ApolloServer<{ api: TicketApi }>({
  typeDefs: sdl(),
  csrfPrevention: false,
  resolvers: {
    Query: {
      ticket: (_root, { id }: { id: number }, { api }) => api.read(paths.one(id)),
      tickets: (_root, { limit, offset }: Window, { api }) => api.read(paths.list(limit, offset)),
    },
    Ticket: {
      medias: ({ id }: { id: number }, { limit, offset }: Window, { api }) =>
        api.read(paths.medias(id, limit, offset)),
      events: ({ id }: { id: number }, _args: object, { api }) => api.read(paths.events(id)),
    },
  },
});
await startStandaloneServer(server, {
  listen: { port: Number(process.env['PORT']), host: '127.0.0.1', path: '/graphql' },
  context: () => Promise.resolve({ api: new TicketApi({ cache: server.cache }) }),
});

import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { Running } from '../gateway.ts';

/** Headers of a client that subgraphs get to see. */
const PASSED = ['authorization', 'x-ticket-token', 'x-request-id'] as const;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Apollo's gateway in front of a composed graph; port 0 takes a free one. */
export async function startApollo(supergraphSdl: string, port: number): Promise<Running> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource<{ headers?: Headers }>({
        ...(url === undefined ? {} : { url }),
        willSendRequest({ request, context }) {
          for (const name of PASSED) {
            const value = context.headers?.[name];
            if (typeof value === 'string') request.http?.headers.set(name, value);
          }
        },
      }),
  });
  const server = new ApolloServer<{ headers?: Headers }>({
    gateway,
    includeStacktraceInErrorResponses: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { url, close: () => server.stop() };
}

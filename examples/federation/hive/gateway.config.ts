import { defineConfig } from '@graphql-hive/gateway';

/** Hands the headers of a client to the subgraphs; which one carries the ticket API's token is a setting over there. */
export const gatewayConfig = defineConfig({
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      authorization: request.headers.get('authorization') ?? undefined,
      'x-ticket-token': request.headers.get('x-ticket-token') ?? undefined,
      'x-request-id': request.headers.get('x-request-id') ?? undefined,
    }),
  },
});

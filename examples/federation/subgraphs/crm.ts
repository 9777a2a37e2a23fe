import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled as untraced } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const typeDefs = parse(readFileSync(new URL('./crm.graphql', import.meta.url), 'utf8'));

/** What a router hands over for a reference. */
interface Reference {
  readonly ticketId?: string;
  readonly contactId?: string;
  readonly userId?: string;
}

const contact = (contactId: string | undefined) => ({
  contactId,
  fullName: `Contact ${contactId}`,
  loyalty: Number(contactId) % 2 === 0 ? 'GOLD' : 'BASIC',
});

const resolvers = {
  Query: {
    contact: (_root: unknown, { contactId }: { contactId: string }) => contact(contactId),
    followUps: (_root: unknown, { ticketIds }: { ticketIds: readonly string[] }) =>
      ticketIds.map((ticketId) => ({ note: `Call back about ${ticketId}`, ticket: { ticketId } })),
  },
  TicketContact: { __resolveReference: ({ contactId }: Reference) => contact(contactId) },
  Ticket: {
    __resolveReference: ({ ticketId }: Reference) => ({ ticketId }),
    customerNotes: ({ ticketId }: Reference) => [`Customer since 2019, see ${ticketId}`],
  },
  User: {
    __resolveReference: ({ userId }: Reference) => ({ userId }),
    desk: ({ userId }: Reference) => `Desk ${userId}`,
  },
};

/** Starts the CRM; port 0 takes a free one. */
export async function startCrm(port: number): Promise<{ url: string; close(): Promise<void> }> {
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs, resolvers }),
    plugins: [untraced()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

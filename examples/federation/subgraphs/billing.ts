import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled as untraced } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const typeDefs = parse(readFileSync(new URL('./billing.graphql', import.meta.url), 'utf8'));

/** An invoice. It knows its ticket by the global id that somebody billed, and by nothing else. */
interface Invoice {
  readonly __typename: 'Invoice';
  readonly id: string;
  readonly amountCents: number;
  readonly ticket: { readonly id: string };
}

const CENTS_A_MINUTE = 150;

/** Starts billing; port 0 takes a free one. */
export async function startBilling(port: number): Promise<{ url: string; close(): Promise<void> }> {
  const invoices: Invoice[] = [];
  const byId = (id: string) => invoices.find((invoice) => invoice.id === id);
  // What is none of its own may be a ticket: it owns the `node` of the composed graph.
  const node = (id: string) => byId(id) ?? { __typename: 'Ticket', id };
  const resolvers = {
    Query: {
      node: (_root: unknown, { id }: { id: string }) => node(id),
      nodes: (_root: unknown, { ids }: { ids: readonly string[] }) => ids.map(node),
      invoices: (_root: unknown, { first = 10, after }: { first?: number; after?: string }) => {
        const from = after === undefined ? 0 : invoices.findIndex(({ id }) => id === after) + 1;
        const page = invoices.slice(from, from + first);
        return {
          edges: page.map((invoice) => ({ cursor: invoice.id, node: invoice })),
          pageInfo: {
            startCursor: page.at(0)?.id ?? null,
            endCursor: page.at(-1)?.id ?? null,
            hasNextPage: from + first < invoices.length,
            hasPreviousPage: from > 0,
          },
        };
      },
    },
    Mutation: {
      billTicket: (_root: unknown, { ticket, minutes }: { ticket: string; minutes: number }) => {
        const id = Buffer.from(`Invoice:${invoices.length + 1}`).toString('base64url');
        const invoice: Invoice = {
          __typename: 'Invoice',
          id,
          amountCents: minutes * CENTS_A_MINUTE,
          ticket: { id: ticket },
        };
        invoices.push(invoice);
        return invoice;
      },
    },
    Invoice: { __resolveReference: ({ id }: { id: string }) => byId(id) },
    Ticket: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      invoice: ({ id }: { id: string }) => invoices.findLast(({ ticket }) => ticket.id === id) ?? null,
    },
  };
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs, resolvers }),
    plugins: [untraced()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(server, { listen: { port, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

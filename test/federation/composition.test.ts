import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, type GraphQLObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printSubgraphSchema } from '../../src/federation/subgraph.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const crm = read('examples/federation/subgraphs/crm.graphql');
const billing = read('examples/federation/subgraphs/billing.graphql');

/** Composes as a router would; `tickets` is the SDL of this graph. */
function compose(tickets: string) {
  const composed = composeServices([
    { name: 'tickets', url: 'http://tickets.test/graphql', typeDefs: parse(tickets) },
    { name: 'crm', url: 'http://crm.test/graphql', typeDefs: parse(crm) },
    { name: 'billing', url: 'http://billing.test/graphql', typeDefs: parse(billing) },
  ]);
  return { errors: composed.errors?.map(({ message }) => message) ?? [], sdl: composed.publicSdl };
}

function fieldsOf(sdl: string | undefined, type: string): string[] {
  // @NOTE the composed graph of this test has objects by those names.
  const object = buildSchema(sdl ?? '').getType(type) as GraphQLObjectType;
  return Object.keys(object.getFields());
}

describe('a graph composed of tickets, a CRM that keys tickets by ticketId, and a Relay-style billing', () => {
  it('composes without an error', () => {
    expect(compose(printSubgraphSchema()).errors).toEqual([]);
  });

  it('joins on tickets, contacts and accounts', () => {
    const { sdl } = compose(printSubgraphSchema());
    expect(fieldsOf(sdl, 'Ticket')).toEqual(
      expect.arrayContaining(['state', 'medias', 'customerNotes', 'invoice']),
    );
    expect(fieldsOf(sdl, 'TicketContact').toSorted()).toEqual(['contactId', 'fullName', 'loyalty']);
    expect(fieldsOf(sdl, 'User')).toEqual(expect.arrayContaining(['username', 'email', 'desk']));
  });

  it('leaves node to the subgraph that has one, and shows nothing of the machinery', () => {
    const { sdl } = compose(printSubgraphSchema());
    const fields = fieldsOf(sdl, 'Query');
    expect(fields).toEqual(expect.arrayContaining(['node', 'ticket', 'tickets', 'invoices']));
    expect(fields.filter((name) => name.startsWith('_'))).toEqual([]);
  });

  it.each([
    ['PageInfo were not shareable', 'type PageInfo @shareable', 'type PageInfo'],
    ['an account were not shareable', 'email: EmailAddress @shareable', 'email: EmailAddress'],
    ['node stayed in', 'type Query {', 'type Query {\n  node(id: ID!): Node'],
    ['tickets had no API id as a key', ' @key(fields: "ticketId")', ''],
  ])('would not compose if %s', (_case, part, instead) => {
    const sdl = printSubgraphSchema();
    expect(sdl).toContain(part);
    expect(compose(sdl.replace(part, instead)).errors).not.toEqual([]);
  });
});

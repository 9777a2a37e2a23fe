import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, type GraphQLObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printSubgraphSchema } from '../../src/federation/subgraph.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const crm = read('examples/federation/subgraphs/crm.graphql');
const billing = read('examples/federation/subgraphs/billing.graphql');

/** The package of the federation example, which has another composer; it is installed apart. */
const EXAMPLE = new URL('../../examples/federation/', import.meta.url);

/** Whether that is there. Says so aloud if not, and fails where every test has to run (`REQUIRE_ALL=1`). */
function exampleIsInstalled(): boolean {
  const there = existsSync(new URL('node_modules/@apollo/composition', EXAMPLE));
  const how = 'npm ci --prefix examples/federation';
  if (!there && process.env['REQUIRE_ALL'] === '1') throw new Error(`REQUIRE_ALL is set, so first: ${how}`);
  if (!there) process.stderr.write(`\n*** Without ${how}, hints of composition are NOT CHECKED ***\n`);
  return there;
}

/** What that composer offers, as far as it is used here. */
interface Composer {
  composeServices(services: readonly object[]): {
    hints?: { message: string }[];
    errors?: { message: string }[];
  };
}

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

  it.skipIf(!exampleIsInstalled())('composes without a hint', () => {
    // @NOTE a package of another folder has no types here.
    const { composeServices } = createRequire(EXAMPLE)('@apollo/composition') as Composer;
    const services = Object.entries({ tickets: printSubgraphSchema(), crm, billing });
    const composed = composeServices(
      services.map(([name, sdl]) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(sdl) })),
    );
    expect(composed.errors).toBeUndefined();
    expect(composed.hints?.map(({ message }) => message)).toEqual([]);
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

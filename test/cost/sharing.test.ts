import {
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costRule } from '../../src/graphql/cost.ts';
import { schema } from '../../src/schema.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await world.ask('{ viewer { __typename } }');
});
afterAll(() => world.close());

interface Nodes {
  nodes: { ticketId: string }[];
  pageInfo?: { hasNextPage: boolean };
}

describe('Within an operation', () => {
  it('aliases of one list with different sizes cost one call, and each is what it would be alone', async () => {
    const page = '{ nodes { ticketId } totalCount pageInfo { hasNextPage } }';
    const sizes = [2, 13, 5, 40];
    const together = await world.ask<Record<string, Nodes>, object>(
      `{ ${sizes.map((size) => `s${size}: tickets(first: ${size}) ${page}`).join(' ')} }`,
    );
    expect(together.calls).toBe(1);
    for (const size of sizes) {
      const alone = await world.ask<Record<string, Nodes>, object>(
        `{ s${size}: tickets(first: ${size}) ${page} }`,
      );
      expect(together.data[`s${size}`]).toEqual(alone.data[`s${size}`]);
    }
  });

  it('also on an API that hides its totals', async () => {
    await world.admin.habits({ hide: ['total', 'next_offset'] });
    const { calls, errors, data } = await world.ask<Record<string, Nodes>, object>(
      '{ a: tickets(first: 3) { nodes { ticketId } } b: tickets(first: 20) { nodes { ticketId } pageInfo { hasNextPage } } }',
    );
    await world.admin.habits({});
    expect([calls, errors]).toEqual([1, undefined]);
    expect(data['a']?.nodes).toEqual(data['b']?.nodes.slice(0, 3));
    expect(data['b']?.pageInfo?.hasNextPage).toBe(true);
  });

  it('windows of medias under a ticket are shared as well', async () => {
    const { data } = await world.ask<{ tickets: Nodes }, object>(
      '{ tickets(first: 1) { nodes { ticketId } } }',
    );
    const id = data.tickets.nodes[0]?.ticketId;
    const { calls } = await world.ask(
      `{ ticket(ticketId: "${id}") { a: medias(first: 1) { nodes { url } } b: medias(first: 9) { nodes { title } } } }`,
    );
    expect(calls).toBe(2);
  });

  it('a change is seen by what is read after it', async () => {
    const { data } = await world.ask<{ tickets: Nodes }, object>(
      '{ tickets(first: 1) { nodes { ticketId } } }',
    );
    const id = data.tickets.nodes[0]?.ticketId;
    const step = (name: string) =>
      `${name}: updateTicket(input: { ticketId: "${id}", description: "${name}" }) { ... on UpdateTicketSuccess { ticket { description } } }`;
    const { data: changed, calls } = await world.ask<
      Record<string, { ticket: { description: string } }>,
      object
    >(`mutation { ${step('one')} ${step('two')} }`);
    expect(Object.values(changed).map(({ ticket }) => ticket.description)).toEqual(['one', 'two']);
    expect(calls).toBe(4);
  });
});

describe('Between operations of one token', () => {
  const LIST = '{ tickets(first: 7) { nodes { ticketId subject } } }';

  it('equal reads that are in flight are one call; another token makes its own', async () => {
    await world.ask('{ viewer { __typename } }', {}, { token: 'sandbox-bob' });
    await world.admin.habits({ latency: [{ path: '*', ms: 40 }] });
    const before = await world.admin.calls();
    const asked = [
      ...Array.from({ length: 8 }, () => world.ask(LIST)),
      world.ask(LIST, {}, { token: 'sandbox-bob' }),
    ];
    const answers = await Promise.all(asked);
    await world.admin.habits({});
    expect((await world.admin.calls()) - before).toBe(2);
    const costs = answers.map(({ extensions }) => extensions.cost);
    expect(costs.reduce((sum, { actual }) => sum + actual, 0)).toBe(2);
    expect(costs.reduce((sum, { cached }) => sum + cached, 0)).toBe(7);
  });
});

describe('The schema', () => {
  it('has no list whose objects cost calls without saying how many there are', () => {
    const sized = (type: GraphQLObjectType) => /Connection$|Edge$/.test(type.name);
    const unsaid: string[] = [];
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__') || sized(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const list = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
        if (list && costRule(field.extensions) === null && costsBelow(getNamedType(field.type))) {
          unsaid.push(`${type.name}.${field.name}`);
        }
      }
    }
    expect(unsaid).toEqual([]);
  });
});

/** Whether any field below a type declares a cost. */
function costsBelow(type: unknown, seen = new Set<unknown>()): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  if (isAbstractType(type)) return schema.getPossibleTypes(type).some((one) => costsBelow(one, seen));
  if (!isObjectType(type)) return false;
  return Object.values(type.getFields()).some(
    (field) => costRule(field.extensions) !== null || costsBelow(getNamedType(field.type), seen),
  );
}

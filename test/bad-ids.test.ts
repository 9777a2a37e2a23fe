import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DeleteTicketDocument,
  ExportTicketDocument,
  TicketByApiIdDocument,
  TicketByIdDocument,
  type TicketFilter,
  TicketsDocument,
  UpdateTicketDocument,
} from './generated/graphql.ts';
import { asUser, codes, globalId, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
let mine: string;
let other: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob', 'erin');
  const { data } = await upstream(world, '/tickets');
  [mine, other] = [String(data[0].id), String(data[1].id)];
});
afterAll(() => world.close());

/** What an id must never be able to do: lead to another path. */
const crooked = () => [
  `${mine}/../${other}`,
  `../tickets/${other}`,
  `${mine}%2F..%2F${other}`,
  `..\\${other}`,
  `${mine}?scope=sso`,
  `${mine}#`,
  `${mine}/export`,
  ' ',
  '',
  '.',
  '..',
  'é',
  'x'.repeat(65),
];

describe('an id that can not be one', () => {
  test('of the API is refused before any call', async () => {
    for (const ticketId of crooked()) {
      const answer = await world.ask(TicketByApiIdDocument, { ticketId });
      expect(answer.data.ticket).toBeNull();
      expect(answer.errors).toMatchObject([
        { path: ['ticket'], extensions: { code: 'BAD_USER_INPUT', inputPath: ['ticketId'] } },
      ]);
      expect(answer.calls).toBe(0);
    }
  });

  test('inside a forged global id is refused before any call', async () => {
    for (const id of crooked().map((text) => globalId('Ticket', text))) {
      const answer = await world.ask(TicketByIdDocument, { id });
      expect(answer.errors).toMatchObject([
        { path: ['ticket'], extensions: { code: 'BAD_USER_INPUT', inputPath: ['id'] } },
      ]);
      expect(answer.calls).toBe(0);
    }
  });

  test('is refused by node and nodes as well, alone among good ones', async () => {
    const forged = [
      globalId('Ticket', `${mine}/../${other}`),
      globalId('TicketMedia', `${mine}/../${other}:1`),
      globalId('TicketMedia', `:1`),
      globalId('TicketMedia', `${mine}:`),
      globalId('TicketEvent', `..:1`),
      globalId('TicketEvent', mine),
      globalId('Unicorn', 1),
      'no global id at all',
      '',
    ];
    const answer = await world.ask<{ nodes: unknown[] }, object>(
      'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: [...forged, globalId('Ticket', mine)] },
    );
    expect(answer.data.nodes).toEqual([...forged.map(() => null), { id: globalId('Ticket', mine) }]);
    expect(codes(answer)).toEqual(forged.map(() => 'BAD_USER_INPUT'));
    expect(answer.calls).toBe(1);
  });

  test('is a typed answer of every mutation', async () => {
    const input = { ticketId: `${mine}/../${other}` };
    const answers = await Promise.all([
      world.ask(UpdateTicketDocument, { input: { ...input, subject: 'x' } }),
      world.ask(DeleteTicketDocument, { input }),
      world.ask(ExportTicketDocument, { input }),
    ]);
    for (const { data, errors } of answers) {
      expect(Object.values(data)).toMatchObject([
        { __typename: 'TicketValidationError', issues: [{ path: ['input', 'ticketId'] }] },
      ]);
      expect(errors).toBeUndefined();
    }
    expect((await upstream(world, `/tickets/${other}`)).id).toBe(Number(other));
  });

  test.each(['userId', 'groupId', 'requestorId'])(
    'in the filter %s is refused before any call',
    async (name) => {
      for (const id of [`77/../${other}`, '77,78', '']) {
        const filter: TicketFilter = { [name]: id };
        const answer = await world.ask(TicketsDocument, { filter });
        expect(answer.errors).toMatchObject([
          { path: ['tickets'], extensions: { code: 'BAD_USER_INPUT', inputPath: ['filter', name] } },
        ]);
        expect(answer.calls).toBe(0);
      }
    },
  );
});

describe('an id of another kind', () => {
  test('is named as what it is', async () => {
    const answer = await world.ask(TicketByIdDocument, { id: globalId('User', 1201) });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', inputPath: ['id'] } }]);
    expect(answer.errors?.[0]?.message).toMatch(/a User.*a Ticket/);
    expect(answer.calls).toBe(0);
  });

  test('is a typed answer of a mutation', async () => {
    const answer = await world.ask(DeleteTicketDocument, {
      input: { id: globalId('TicketMedia', `${mine}:1`) },
    });
    expect(answer.data.deleteTicket).toMatchObject({
      __typename: 'TicketValidationError',
      issues: [{ path: ['input', 'id'] }],
    });
    expect(answer.calls).toBe(0);
  });

  test('of the API is not taken where a global id belongs', async () => {
    const answer = await world.ask(TicketByIdDocument, { id: mine });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a ticket', () => {
  test('is named by exactly one id', async () => {
    for (const args of ['', `(id: "${globalId('Ticket', mine)}", ticketId: "${mine}")`, '(id: null)']) {
      const answer = await world.ask(`{ ticket${args} { id } }`);
      expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    }
    const answer = await world.ask(DeleteTicketDocument, { input: {} });
    expect(answer.data.deleteTicket).toMatchObject({ issues: [{ path: ['input', 'id'] }] });
  });

  test.each([
    { login: 'bob', whose: "a colleague's", answered: 'TicketForbiddenError' },
    { login: 'erin', whose: "another enterprise's", answered: 'TicketNotFoundError' },
  ])('that is $whose is not changed: $answered', async ({ login, answered }) => {
    const input = { ticketId: mine, subject: 'Taken' };
    const answer = await world.ask(UpdateTicketDocument, { input }, asUser(login));
    expect(answer.data.updateTicket?.__typename).toBe(answered);
    expect(answer.errors).toBeUndefined();
    expect((await upstream(world, `/tickets/${mine}`)).subject).not.toBe('Taken');
  });

  test('that is unknown is not changed', async () => {
    const answer = await world.ask(UpdateTicketDocument, { input: { ticketId: '99999999', subject: 'x' } });
    expect(answer.data.updateTicket).toMatchObject({ __typename: 'TicketNotFoundError', code: 'NOT_FOUND' });
  });

  test('more than 100 at once are refused', async () => {
    const ids = Array.from({ length: 101 }, () => globalId('Ticket', mine));
    const answer = await world.ask('query Many($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(answer.errors).toMatchObject([{ path: ['nodes'], extensions: { inputPath: ['ids'] } }]);
    expect(answer.calls).toBe(0);
  });
});

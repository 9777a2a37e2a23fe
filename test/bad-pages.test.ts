import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TicketFilter, TicketsDocument, TicketsFlatDocument } from './generated/graphql.ts';
import { asUser, codes, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob');
});
afterAll(() => world.close());

describe('invalid page arguments are refused with a reason, before any call', () => {
  test.each([
    { what: 'of -1', args: { first: -1 }, reason: 'NEGATIVE', argument: 'first' },
    { what: 'of 101', args: { first: 101 }, reason: 'ABOVE_MAXIMUM', argument: 'first' },
    { what: 'of the last -1', args: { last: -1 }, reason: 'NEGATIVE', argument: 'last' },
    { what: 'of the last 101', args: { last: 101 }, reason: 'ABOVE_MAXIMUM', argument: 'last' },
    { what: 'from both ends', args: { first: 1, last: 1 }, reason: 'FIRST_WITH_LAST', argument: 'last' },
    {
      what: 'backward with a filter that is applied here',
      args: { last: 5, filter: { states: ['OPEN'] } as TicketFilter },
      reason: 'BACKWARD_WITH_SCAN',
      argument: 'last',
    },
  ])('$what', async ({ args, reason, argument }) => {
    const answer = await world.ask(TicketsFlatDocument, args);
    expect(answer).toMatchObject({ status: 200, data: { tickets: null }, calls: 0 });
    expect(answer.errors).toMatchObject([
      { path: ['tickets'], extensions: { code: 'BAD_USER_INPUT', reason, inputPath: [argument] } },
    ]);
  });

  test.each([
    'ticket(ticketId: "82155") { medias(first: -1) { nodes { id } } }',
    'ticket(ticketId: "82155") { events(first: 101) { nodes { id } } }',
    'viewer { enterprise { users(first: -1) { nodes { id } } } }',
  ])('%s, like any other list', async (selection) => {
    const answer = await world.ask(`{ ${selection} }`);
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
  });

  test('an empty one is no fault, and its size is a setting', async () => {
    const none = await world.ask(TicketsFlatDocument, { first: 0 });
    expect(none.data.tickets).toMatchObject({ edges: [], pageInfo: { startCursor: null, endCursor: null } });
    const small = await createTestGateway({ sandbox: { tickets: 0 }, env: { MAX_PAGE_SIZE: '20' } });
    try {
      const answer = await small.ask(TicketsFlatDocument, { first: 21 });
      expect(answer.errors?.[0]?.extensions).toMatchObject({ reason: 'ABOVE_MAXIMUM' });
    } finally {
      await small.close();
    }
  });
});

describe('a cursor that does not belong is refused with its reason, before any call', () => {
  const cursorOf = async () => {
    const { data } = await world.ask(TicketsFlatDocument, { first: 2 });
    return data.tickets?.pageInfo.endCursor ?? '';
  };

  test.each(['', 'garbage', 'bm90IGEgY3Vyc29y', '"', 'x'.repeat(5000)])('%j', async (after) => {
    const answer = await world.ask(TicketsFlatDocument, { first: 2, after });
    expect(answer.errors).toMatchObject([
      { path: ['tickets'], extensions: { code: 'BAD_CURSOR', inputPath: ['after'], retryable: false } },
    ]);
    expect(answer.calls).toBe(0);
  });

  test('changed by one letter', async () => {
    const after = await cursorOf();
    const middle = Math.floor(after.length / 2);
    const changed = `${after.slice(0, middle)}${after[middle] === 'A' ? 'B' : 'A'}${after.slice(middle + 1)}`;
    const answer = await world.ask(TicketsFlatDocument, { first: 2, after: changed });
    expect(codes(answer)).toEqual(['BAD_CURSOR']);
    expect(answer.calls).toBe(0);
  });

  test('of another user, another filter, another order, another list', async () => {
    const after = await cursorOf();
    const reason = async (variables: object, login = 'alice') => {
      const answer = await world.ask(TicketsFlatDocument, { first: 2, after, ...variables }, asUser(login));
      return answer.errors?.[0]?.extensions.reason;
    };
    expect(await reason({}, 'bob')).toBe('OTHER_CALLER');
    expect(await reason({ filter: { search: 'a' } })).toBe('OTHER_FILTER');
    expect(await reason({ orderBy: { field: 'START_TIME', direction: 'ASC' } })).toBe('OTHER_ORDER');
    const medias = await world.ask(
      `{ ticket(ticketId: "82155") { medias(after: "${after}") { nodes { id } } } }`,
    );
    expect(medias.errors?.[0]?.extensions.reason).toBe('OTHER_CONNECTION');
  });

  test('yet null is none, and a filter that says what was silent is the same', async () => {
    expect(codes(await world.ask(TicketsFlatDocument, { first: 2, after: null }))).toEqual([]);
    const said = { owner: 'VIEWER', states: [], search: null } as const;
    const answer = await world.ask(TicketsFlatDocument, { first: 2, after: await cursorOf(), filter: said });
    expect(codes(answer)).toEqual([]);
  });
});

describe('a filter that can not be tells which input is at fault', () => {
  const cases: { what: string; filter: TicketFilter; at: string; calls: number }[] = [
    { what: 'a malformed moment', filter: { createdAfter: 'yesterday' }, at: 'createdAfter', calls: 0 },
    { what: 'a day without a time', filter: { createdBefore: '2030-01-01' }, at: 'createdBefore', calls: 0 },
    {
      what: 'a moment that no clock shows',
      filter: { startsFrom: '2030-01-01T25:00:00Z' },
      at: 'startsFrom',
      calls: 0,
    },
    { what: 'an empty moment', filter: { endsBy: '' }, at: 'endsBy', calls: 0 },
    { what: 'one user without an id', filter: { owner: 'USER' }, at: 'userId', calls: 0 },
    { what: 'the viewer with an id', filter: { owner: 'VIEWER', userId: '1202' }, at: 'owner', calls: 0 },
    { what: 'everybody as one user', filter: { userId: 'all' }, at: 'userId', calls: 0 },
    { what: 'an unknown state', filter: { states: ['UNKNOWN'] }, at: 'states', calls: 0 },
    {
      what: 'an enterprise that the API has no name for',
      filter: { enterpriseId: '3573' },
      at: 'enterpriseId',
      calls: 0,
    },
    { what: 'a kind that the API does not have', filter: { type: 'seance' }, at: 'type', calls: 1 },
    { what: 'a group that the API does not know', filter: { groupId: '4711' }, at: 'groupId', calls: 1 },
    {
      what: 'a service that the API does not know',
      filter: { serviceKey: 'none' },
      at: 'serviceKey',
      calls: 1,
    },
  ];

  test.each(cases)('$what', async ({ filter, at, calls }) => {
    const answer = await world.ask(TicketsDocument, { filter });
    expect(answer.errors).toMatchObject([
      { path: ['tickets'], extensions: { code: 'BAD_USER_INPUT', inputPath: ['filter', at] } },
    ]);
    expect(answer).toMatchObject({ status: 200, data: { tickets: null }, calls });
  });
});

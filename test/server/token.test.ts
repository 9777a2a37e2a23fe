import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codes } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const SECRET = 'a-secret-of-the-router';
const INTROSPECTION = '{ __schema { queryType { name } } }';
const nobody = { token: null };

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 }, env: { ROUTER_SECRET: SECRET } });
});
afterAll(() => world?.close());

describe('without a token', () => {
  test.each(['{ __typename }', 'query Ping { __typename }', '{ a: __typename b: __typename }'])(
    '%s is answered',
    async (query) => {
      const answer = await world.ask(query, {}, nobody);
      expect(answer).toMatchObject({ status: 200, calls: 0 });
      expect(Object.values(answer.data as object)).toContain('Query');
    },
  );

  test.each([
    ['a field', '{ viewer { user { userId } } }'],
    ['a field beside __typename', '{ __typename viewer { user { userId } } }'],
    ['a field under an alias', '{ __typename: viewer { user { userId } } }'],
    ['a field in a fragment', '{ ...All } fragment All on Query { viewer { user { userId } } }'],
    ['a field in an inline fragment', '{ ... { viewer { user { userId } } } }'],
    ['a mutation', 'mutation { deleteTicket(input: { ticketId: "1" }) { __typename } }'],
    ['the schema', INTROSPECTION],
    ['a type', '{ __type(name: "Ticket") { name } }'],
    ['the SDL', '{ _service { sdl } }'],
    ['a field that is none', '{ tickts { id } }'],
    ['a type that is none, in a variable', 'query ($a: Tickt) { __typename }'],
    ['a type that is none, in a fragment', '{ __typename } fragment F on Tickt { id }'],
    ['a directive that is none', '{ __typename @delay }'],
    ['an argument that is none', '{ __typename(a: 1) }'],
    ['a fragment on a type', '{ ... on Query { __typename } }'],
    ['the root of mutations', 'mutation { __typename }'],
  ])('%s is refused before anything is judged, and reaches no upstream', async (_what, query) => {
    const answer = await world.ask(query, {}, nobody);
    expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer).toMatchObject({ status: 401, calls: 0 });
    expect(answer).not.toHaveProperty('data');
  });

  test.each([
    ['another scheme', 'Basic YWxpY2U6c2FuZGJveA=='],
    ['no token after the scheme', 'Bearer '],
    ['a token with a blank', 'Bearer sandbox alice'],
    ['a token without a scheme', 'sandbox-alice'],
    ['an endless token', `Bearer ${'x'.repeat(5000)}`],
  ])('%s counts as none', async (_what, authorization) => {
    const asking = { token: null, headers: { authorization } };
    expect(codes(await world.ask('{ viewer { user { userId } } }', {}, asking))).toEqual(['UNAUTHENTICATED']);
  });

  test('a document that was read for a token before is refused all the same', async () => {
    const query = '{ viewer { user { username } } }';
    expect((await world.ask(query)).data).toEqual({ viewer: { user: { username: 'alice' } } });
    expect(codes(await world.ask(query, {}, nobody))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('with a token', () => {
  test('introspection is answered, without an upstream call', async () => {
    expect(await world.ask(INTROSPECTION)).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
      calls: 0,
    });
  });

  test('that the ticket API does not know, the answer is UNAUTHENTICATED', async () => {
    const answer = await world.ask('{ viewer { user { userId } } }', {}, { token: 'nobody-knows-it' });
    expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer).toMatchObject({ status: 401, calls: 1 });
  });

  test('the scheme may be written in any case', async () => {
    const asking = { token: null, headers: { authorization: 'bearer sandbox-bob' } };
    const answer = await world.ask('{ viewer { user { username } } }', {}, asking);
    expect(answer.data).toEqual({ viewer: { user: { username: 'bob' } } });
  });
});

describe('a router', () => {
  const router = { token: null, headers: { 'x-router-secret': SECRET } };

  test('reads the schema by its secret', async () => {
    expect((await world.ask(INTROSPECTION, {}, router)).status).toBe(200);
  });

  test('reads no data by its secret', async () => {
    const answer = await world.ask(`{ __typename viewer { user { userId } } }`, {}, router);
    expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.calls).toBe(0);
  });

  test.each(['', 'a-secret-of-the-routes', `${SECRET}x`])(
    'with the secret "%s" is a stranger',
    async (secret) => {
      const asking = { token: null, headers: { 'x-router-secret': secret } };
      expect(codes(await world.ask(INTROSPECTION, {}, asking))).toEqual(['UNAUTHENTICATED']);
    },
  );
});

describe('where introspection is closed', () => {
  let closed: TestGateway;
  beforeAll(async () => {
    closed = await createTestGateway({
      sandbox: { tickets: 0 },
      env: { INTROSPECTION: '0', ROUTER_SECRET: SECRET },
    });
  });
  afterAll(() => closed?.close());

  test('a token does not open it, a router does', async () => {
    const refused = await closed.ask(INTROSPECTION);
    expect(codes(refused)).toEqual(['FORBIDDEN']);
    expect(refused).not.toHaveProperty('data');
    const router = { token: null, headers: { 'x-router-secret': SECRET } };
    expect((await closed.ask(INTROSPECTION, {}, router)).status).toBe(200);
  });

  test('no error suggests a name of the schema', async () => {
    for (const query of [
      '{ tickts { id } }',
      '{ ticket(ticktId: "1") { id } }',
      '{ tickets(filter: { state: [OPEN] }) { nodes { id } } }',
      '{ tickets(orderBy: { field: START_TIM }) { nodes { id } } }',
      '{ ...F } fragment F on Querry { __typename }',
    ]) {
      const answer = await closed.ask(query);
      expect(codes(answer), query).toContain('GRAPHQL_VALIDATION_FAILED');
      expect(JSON.stringify(answer.errors), query).not.toContain('Did you mean');
    }
  });

  test('where it is open, errors do suggest', async () => {
    expect(JSON.stringify((await world.ask('{ tickts { id } }')).errors)).toContain('Did you mean');
  });
});

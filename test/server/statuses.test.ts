import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codes, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const VIEWER = '{ viewer { user { userId } } }';
const LIST = '{ tickets(first: 1) { nodes { ticketId } } }';
const json = { accept: 'application/json' };
const graphql = { accept: 'application/graphql-response+json' };

// Each test has a world of its own: what failed in one must not open a breaker in the next.
let world: TestGateway;
beforeEach(async () => {
  world = await createTestGateway({ sandbox: { tickets: 10 } });
  await warmUpCallers(world, 'alice');
});
afterEach(() => world?.close());

/** Makes every list of tickets end in a status. */
const listsEndIn = (status: number, more: Record<string, unknown> = {}) =>
  world.admin.habits({ fail: [{ path: '/tickets', status, ...more }] });

/** Sends a request that may be no GraphQL request at all. */
async function send(init: RequestInit, headers: Record<string, string>) {
  const all = { authorization: 'Bearer sandbox-alice', 'content-type': 'application/json', ...headers };
  const response = await world.fetch(new Request('http://gateway.test/graphql', { ...init, headers: all }));
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

describe('a well-formed request that gets no data', () => {
  test.each([
    ['no token', '{ viewer { user { userId } } }', { token: null }, 'UNAUTHENTICATED', 401],
    ['a token that is not known', VIEWER, { token: 'nobody-knows-it' }, 'UNAUTHENTICATED', 401],
    ['a document that is none', '{', {}, 'GRAPHQL_PARSE_FAILED', 400],
    ['a field that is none', '{ nope }', {}, 'GRAPHQL_VALIDATION_FAILED', 400],
    ['a variable that is missing', 'query ($v: ID!) { ticket(id: $v) { id } }', {}, 'BAD_USER_INPUT', 400],
    ['an id that is none', '{ ticket(id: "nonsense") { id } }', {}, 'BAD_USER_INPUT', 200],
    ['a cursor that is none', '{ tickets(after: "x") { nodes { id } } }', {}, 'BAD_CURSOR', 200],
    ['no right', '{ tickets(filter: { owner: ENTERPRISE }) { nodes { id } } }', {}, 'FORBIDDEN', 200],
  ])(
    'for %s: its status for GraphQL clients, 200 for plain JSON',
    async (_why, query, asking, code, status) => {
      const told = await world.ask(query, {}, { ...asking, headers: graphql });
      expect(codes(told)).toEqual([code]);
      expect(told.status).toBe(status);
      expect(told.headers.get('content-type')).toContain('application/graphql-response+json');
      const plain = await world.ask(query, {}, { ...asking, headers: json });
      expect(codes(plain)).toEqual([code]);
      expect(plain.status).toBe(200);
      expect(plain.headers.get('content-type')).toContain('application/json');
    },
  );

  test.each([
    [500, {}, 'UPSTREAM_ERROR', 200],
    [502, {}, 'UPSTREAM_UNAVAILABLE', 200],
    [503, {}, 'UPSTREAM_UNAVAILABLE', 200],
    [504, {}, 'UPSTREAM_TIMEOUT', 200],
    [200, { body: 'html' }, 'UPSTREAM_BAD_RESPONSE', 200],
    [200, { body: 'cut' }, 'UPSTREAM_BAD_RESPONSE', 200],
    [405, {}, 'UPSTREAM_CONTRACT_DRIFT', 200],
    [429, { headers: { 'retry-after': '7' } }, 'RATE_LIMITED', 429],
  ])('since the ticket API answered %i %o: %s', async (answered, more, code, status) => {
    await listsEndIn(answered, more);
    const told = await world.ask(LIST, {}, { headers: graphql });
    expect(codes(told)).toEqual([code]);
    expect(told.status).toBe(status);
    const plain = await world.ask(LIST, {}, { headers: json });
    expect(codes(plain)).toEqual([code]);
    expect(plain.status).toBe(200);
  });

  test('since the calls are used up is told when to come back, in both ways', async () => {
    await listsEndIn(429, { headers: { 'retry-after': '7' } });
    for (const headers of [json, graphql, { accept: 'application/json, multipart/mixed' }]) {
      const told = await world.ask(LIST, {}, { headers });
      expect(told.errors?.[0]?.extensions['retryAfter']).toBe(7);
      expect(told.headers.get('retry-after')).toBe('7');
    }
  });
});

test('an answer that has some data is 200, whatever failed beside it', async () => {
  await listsEndIn(429);
  const answer = await world.ask(
    `{ viewer { user { userId } } tickets { nodes { id } } }`,
    {},
    { headers: graphql },
  );
  expect(answer.status).toBe(200);
  expect(codes(answer)).toEqual(['RATE_LIMITED']);
  expect(answer.data).toMatchObject({ viewer: { user: {} }, tickets: null });
});

describe('what is no GraphQL request has its status whatever the client accepts', () => {
  test.each<[string, RequestInit, Record<string, string>, string, number]>([
    ['a body that is not JSON', { method: 'POST', body: '{' }, {}, 'BAD_REQUEST', 400],
    ['a body that is no object', { method: 'POST', body: 'null' }, {}, 'BAD_REQUEST', 400],
    ['a body without a query', { method: 'POST', body: '{}' }, {}, 'BAD_REQUEST', 400],
    [
      'variables that are no object',
      { method: 'POST', body: '{"query":"{__typename}","variables":1}' },
      {},
      'BAD_REQUEST',
      400,
    ],
    ['a batch', { method: 'POST', body: '[{"query":"{__typename}"}]' }, {}, 'BAD_REQUEST', 400],
    [
      'an operation that the document does not have',
      { method: 'POST', body: '{"query":"query A{__typename}","operationName":"B"}' },
      {},
      'BAD_REQUEST',
      400,
    ],
    ['another verb', { method: 'PUT', body: '{}' }, {}, 'METHOD_NOT_ALLOWED', 405],
    [
      'another kind of body',
      { method: 'POST', body: 'x' },
      { 'content-type': 'text/plain' },
      'UNSUPPORTED_MEDIA_TYPE',
      415,
    ],
    [
      'a body that is too large',
      { method: 'POST', body: 'x'.repeat(256 * 1024 + 1) },
      {},
      'PAYLOAD_TOO_LARGE',
      413,
    ],
  ])('%s', async (_what, init, headers, code, status) => {
    for (const accept of [json, graphql, {}]) {
      const answer = await send(init, { ...headers, ...accept });
      expect(codes(answer)).toEqual([code]);
      expect(answer.status).toBe(status);
      expect(answer.errors[0].extensions.requestId).toBe(answer.headers.get('x-request-id'));
    }
  });

  test.each([
    'text/plain',
    'image/*, text/html',
    'application/json;charset=iso-8859-1',
    'multipart/form-data',
    'json',
  ])('a client that takes only %s is told so in JSON, and nothing ran', async (accept) => {
    const create = 'mutation { createTicket(input: { emails: [\\"a@example.com\\"] }) { __typename } }';
    const before = await world.admin.calls();
    for (const [method, query] of [
      ['POST', create],
      ['POST', '{ tickets { nodes { id } } }'],
    ] as const) {
      const answer = await send({ method, body: `{"query":"${query}"}` }, { accept });
      expect([answer.status, codes(answer)]).toEqual([406, ['UNSUPPORTED_MEDIA_TYPE']]);
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.errors[0].message).toBe('Accept application/json or application/graphql-response+json.');
      expect(answer.errors[0].extensions.requestId).toBe(answer.headers.get('x-request-id'));
    }
    expect(await world.admin.calls()).toBe(before);
    expect(JSON.parse(world.logs.at(-1) ?? '{}').codes).toEqual(['UNSUPPORTED_MEDIA_TYPE']);
  });

  test.each(['', '*/*', 'application/*', 'text/plain, */*;q=0.1', 'application/JSON; charset=UTF-8'])(
    'a client that takes "%s" is answered',
    async (accept) => {
      const answer = await send({ method: 'POST', body: '{"query":"{__typename}"}' }, { accept });
      expect([answer.status, answer.data]).toEqual([200, { __typename: 'Query' }]);
    },
  );
});

test('too many operations at once are told when to come back, in every media type', async () => {
  await world.admin.habits({ latency: [{ path: '/tickets', ms: 700 }] });
  const ask = (accept: string) => send({ method: 'POST', body: JSON.stringify({ query: LIST }) }, { accept });
  const running = Array.from({ length: 20 }, () => ask('*/*'));
  const told = await Promise.all([ask('application/json'), ask('application/graphql-response+json')]);
  for (const { errors, headers } of told) {
    expect(errors[0].extensions).toMatchObject({ code: 'OVERLOADED', retryable: true, retryAfter: 1 });
    expect(headers.get('retry-after')).toBe('1');
  }
  expect(told.map(({ status }) => status)).toEqual([200, 503]);
  await Promise.all(running);
});

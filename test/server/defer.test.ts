import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APOLLO_ACCEPTS, askParts, merged } from '../helpers/multipart.ts';
import { codes, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
let id: string;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 30 }, env: { LOG_LEVEL: 'info', EXPLAIN: 'true' } });
  await warmUpCallers(world, 'alice');
  [id = ''] = (await world.admin.insert({ user: 'alice' })).map(String);
  await world.admin.change([Number(id)], { subject: 'Boiler' });
});
afterAll(() => world?.close());

const DETAIL = `query ($id: ID!, $late: Boolean! = true) {
  ticket(ticketId: $id) {
    subject
    ... @defer(if: $late, label: "medias") { medias(first: 2) { nodes { title } } }
  }
}`;

const COST =
  '"extensions":{"cost":{"planned":2,"bound":5,"actual":2,"cached":0,"retried":0,"background":0,"limit":null,"limitSource":null,"remaining":null,"resetAt":null}}';

/** The whole body, byte for byte. */
const BODY = [
  '',
  '---',
  'content-type: application/json',
  '',
  '{"data":{"ticket":{"subject":"Boiler"}},"hasNext":true}',
  '---',
  'content-type: application/json',
  '',
  `{"incremental":[{"data":{"medias":{"nodes":[]}},"path":["ticket"],"label":"medias"}],"hasNext":false,${COST}}`,
  '-----',
  '',
].join('\r\n');

const send = (accept: string | null, query = DETAIL, variables: object = { id }) => {
  const headers = { authorization: 'Bearer sandbox-alice', 'content-type': 'application/json' };
  const body = JSON.stringify({ query, variables });
  const request = new Request('http://gateway.test/graphql', { method: 'POST', headers, body });
  if (accept !== null) request.headers.set('accept', accept);
  return world.fetch(request);
};

describe('an answer in parts', () => {
  test.each([
    ...Object.entries(APOLLO_ACCEPTS),
    ['kotlin 3', 'multipart/mixed; deferSpec=20220824, application/json'],
    ['client 3', 'multipart/mixed;deferSpec=20220824,application/json'],
    ['graphiql', 'application/json, multipart/mixed'],
    [
      'urql',
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    ],
    ['one that writes it otherwise', 'application/json;q=0.9, Multipart/Mixed; DeferSpec="20220824"; q=0.1'],
  ])('is the same bytes to each client that takes it: %s', async (_client, accept) => {
    const response = await send(accept);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('vary')).toBe('Authorization, Accept, Accept-Encoding');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    // Apollo's clients, which name the format, get no line break behind the last delimiter: iOS 2.0.0 takes it for a part.
    expect(await response.text()).toBe(/deferSpec/i.test(accept) ? BODY.replace(/\r\n$/, '') : BODY);
  });

  test('costs the same calls as one in one piece, and tells it with the last part', async () => {
    const late = await askParts(world, DETAIL, { id });
    const whole = await world.ask(DETAIL, { id });
    expect(merged(late.parts)).toEqual(whole.data);
    expect([late.calls, whole.calls]).toEqual([2, 2]);
    expect(late.parts.map(({ extensions }) => extensions?.cost)).toEqual([undefined, whole.extensions.cost]);
  });

  test('may be asked for by GET', async () => {
    const search = new URLSearchParams({ query: DETAIL, variables: JSON.stringify({ id }) });
    const headers = { authorization: 'Bearer sandbox-alice', accept: APOLLO_ACCEPTS.ios };
    const response = await world.fetch(new Request(`http://gateway.test/graphql?${search}`, { headers }));
    expect(await response.text()).toBe(BODY.replace(/\r\n$/, ''));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });

  test('is never packed', async () => {
    const { headers } = await askParts(world, DETAIL, { id }, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(headers.has('content-encoding')).toBe(false);
  });

  test('holds no boundary but its own, whatever stands in a ticket', async () => {
    const subject = '-- --- ---- a\r\n----------- "\r\n---\r\n';
    await world.admin.change([Number(id)], { subject });
    const { parts } = await askParts(world, DETAIL, { id });
    expect(parts.map(({ data }) => data)).toEqual([{ ticket: { subject } }, undefined]);
    await world.admin.change([Number(id)], { subject: 'Boiler' });
  });

  test('may have parts within parts, and a part for each row of a list', async () => {
    const { parts, calls } = await askParts(
      world,
      `{ tickets(first: 3) { nodes { id
         ... @defer(label: "outer") { subject events(first: 1) { nodes { id } } ... @defer(label: "inner") { medias(first: 1) { nodes { id } } } } } } }`,
    );
    const whole = await world.ask<{ tickets: { nodes: unknown[] } }, object>(
      '{ tickets(first: 3) { nodes { id subject events(first: 1) { nodes { id } } medias(first: 1) { nodes { id } } } } }',
    );
    expect(merged(parts)).toEqual(whole.data);
    const increments = parts.flatMap(({ incremental = [] }) => incremental);
    expect(increments.map(({ label, path }) => `${label} ${path.join('.')}`).toSorted()).toEqual(
      ['inner', 'outer'].flatMap((label) => [0, 1, 2].map((at) => `${label} tickets.nodes.${at}`)),
    );
    expect([calls, whole.calls]).toEqual([7, 7]);
    expect(parts.map(({ hasNext }) => hasNext)).toEqual([...parts.slice(1).map(() => true), false]);
  });

  test('is one line of the log, with the calls of all its parts', async () => {
    const before = world.logs.length;
    await askParts(world, DETAIL.replace('query', 'query Detail'), { id });
    expect(world.logs.slice(before).map((line) => JSON.parse(line))).toMatchObject([
      { operation: 'Detail', upstreamCalls: 2, codes: [] },
    ]);
  });

  test('can be explained instead', async () => {
    const headers = { accept: APOLLO_ACCEPTS.kotlin, 'x-explain': '1' };
    const answer = await world.ask(DETAIL, { id }, { headers });
    expect(answer.extensions['explain']).toMatchObject({ planned: 2 });
    expect(answer.calls).toBe(0);
  });
});

describe('in one piece it comes', () => {
  const whole = { ticket: { subject: 'Boiler', medias: { nodes: [] } } };

  test.each([
    ['to who does not name multipart', 'application/graphql-response+json, application/json'],
    ['to who wants JSON', 'application/json'],
    ['to who takes anything', '*/*'],
    ['to who says nothing', null],
    ['to who refuses multipart', 'multipart/mixed;q=0, application/json'],
    ['to who knows a later format', 'multipart/mixed;incrementalSpec=v0.2, application/json'],
    ['to who knows another date', 'multipart/mixed;deferSpec=20230621, application/json'],
    ['to who wants subscriptions in parts', 'multipart/mixed;subscriptionSpec=1.0, application/json'],
  ])('%s', async (_who, accept) => {
    const before = await world.admin.calls();
    const response = await send(accept);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('json');
    expect((await response.json()).data).toEqual(whole);
    expect((await world.admin.calls()) - before).toBe(2);
  });

  test('where the document says so, or leaves nothing for later', async () => {
    for (const [query, variables] of [
      [DETAIL, { id, late: false }],
      [DETAIL.replace(', $late: Boolean! = true', '').replace('$late,', 'false,'), { id }],
    ] as const) {
      const response = await send(APOLLO_ACCEPTS.ios, query, variables);
      expect((await response.json()).data).toEqual(whole);
    }
    const none = await send(APOLLO_ACCEPTS.ios, DETAIL, { id: 'nobody' });
    expect((await none.json()).data).toEqual({ ticket: null });
  });
});

describe('a document', () => {
  test.each([
    ['@stream', '{ tickets { nodes @stream { id } } }', 'Unknown directive "@stream".'],
    [
      '@defer on a mutation',
      'mutation { ... @defer { deleteTicket(input: { ticketId: "1" }) { __typename } } }',
      '@defer cannot be used on Mutation: use it below one of its fields.',
    ],
    [
      'a label twice',
      '{ ... @defer(label: "a") { __typename } ... @defer(label: "a") { __typename } }',
      'The label of @defer must be unique in the document.',
    ],
    [
      'a label that is not known before',
      'query ($label: String) { ... @defer(label: $label) { __typename } }',
      'The label of @defer must be a literal string.',
    ],
    ['@defer on a field', '{ viewer @defer { __typename } }', 'Directive "@defer" may not be used on FIELD.'],
  ])('may not have %s', async (_what, query, message) => {
    const before = await world.admin.calls();
    for (const accept of [APOLLO_ACCEPTS.kotlin, 'application/json']) {
      const answer = await world.ask(query, {}, { headers: { accept } });
      expect(codes(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
      expect(answer.errors?.[0]?.message).toBe(message);
    }
    expect(await world.admin.calls()).toBe(before);
  });

  test('may have as many deferred fragments as directives', async () => {
    const late = (count: number) =>
      `{ ${Array.from({ length: count }, () => '... @defer { __typename }').join(' ')} }`;
    const { parts } = await askParts(world, late(20));
    expect(parts.flatMap(({ incremental = [] }) => incremental)).toHaveLength(20);
    const over = await world.ask(late(21), {}, { headers: { accept: APOLLO_ACCEPTS.kotlin } });
    expect(codes(over)).toEqual(['QUERY_TOO_COMPLEX']);
    const spread = `{ ${'...F '.repeat(21)} } fragment F on Query { ... @defer { __typename } }`;
    expect(codes(await world.ask(spread))).toEqual(['QUERY_TOO_COMPLEX']);
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { richestTicket } from '../helpers/medias.ts';
import { globalId } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import {
  composeKotlin,
  hashOf,
  isNotFound,
  type KotlinOperation,
  type KotlinSending,
  readKotlin,
} from './apollo-kotlin.ts';
import { AWKWARD, DETAIL, INBOX, UPDATE, WRONG } from './operations.ts';
import { exchange, lead } from './wire.ts';

let world: TestGateway;
let url: string;
let detail: KotlinOperation;
beforeAll(async () => {
  world = await createTestGateway();
  url = await world.listen();
  const id = globalId('Ticket', (await richestTicket(world)).ticketId);
  detail = { name: 'Detail', document: DETAIL, variables: { id } };
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const inbox: KotlinOperation = { name: 'Inbox', document: INBOX, variables: { first: 3 } };

const send = (operation: KotlinOperation, sending?: KotlinSending) =>
  exchange(url, composeKotlin(operation, sending));

/** The one response of an answer that does not come in parts. */
async function ask(operation: KotlinOperation, sending?: KotlinSending) {
  const reading = readKotlin(await send(operation, sending));
  if ('exception' in reading) throw new Error(reading.exception);
  expect(reading.responses).toHaveLength(1);
  return Object(reading.responses[0]);
}

test('the bytes are those that its source writes', () => {
  const { method, target, headers, body } = composeKotlin(inbox, { apq: 'hash', clientLibrary: true });
  expect(`${method} ${target}`).toBe('POST /graphql');
  expect(headers.map(([name]) => name).join()).toBe(
    'Accept,Authorization,apollographql-client-name,apollographql-client-version,Content-Type,Content-Length,Host,Connection,Accept-Encoding,User-Agent',
  );
  expect(body).toBe(
    `{"operationName":"Inbox","variables":{"first":3},"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${hashOf(INBOX)}"},"clientLibrary":{"name":"apollo-kotlin","version":"4.4.1"}}}`,
  );
  const get = composeKotlin({ ...inbox, document: 'query Inbox { a }' }, { method: 'GET' });
  expect(get.target).toBe(
    '/graphql?operationName=Inbox&variables=%7B%22first%22%3A3%7D&query=query%20Inbox%20%7B%20a%20%7D',
  );
  expect(get.headers[0]).toEqual(['Apollo-Require-Preflight', 'true']);
});

describe('Apollo Kotlin', () => {
  test.each<[string, KotlinSending]>([
    ['POST', {}],
    ['POST, naming its library', { clientLibrary: true }],
    ['GET', { method: 'GET' }],
    ['GET, naming its library', { method: 'GET', clientLibrary: true }],
  ])('reads what it asked for by %s', async (_how, sending) => {
    const { data, errors } = await ask(inbox, sending);
    expect(errors).toBeUndefined();
    expect(data.tickets.nodes).toHaveLength(3);
  });

  test('unpacks what was packed', async () => {
    const answer = await send({ ...inbox, variables: { first: 50 } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const reading = readKotlin(answer);
    expect(Object(reading).responses[0].data.tickets.nodes).toHaveLength(50);
  });

  test('sends any text by POST and GET, and it arrives as it was', async () => {
    const ticketId = String((await world.admin.insert({ reference: 'awkward' }))[0]);
    const variables = { input: { ticketId, subject: AWKWARD, description: AWKWARD } };
    const { data } = await ask({ name: 'Update', document: UPDATE, variables });
    expect(data.updateTicket.ticket).toMatchObject({ subject: AWKWARD, description: AWKWARD });
    const search = { first: 3, filter: { search: AWKWARD, reference: 'awkward' } };
    const found = await ask({ ...inbox, variables: search }, { method: 'GET' });
    expect(found.data.tickets.nodes).toMatchObject([{ subject: AWKWARD }]);
  });

  test.each(['POST', 'GET'] as const)(
    'registers a document that is not known by %s, and then sends its hash',
    async (method) => {
      const document = INBOX.replace('id state', method === 'GET' ? 'id typeRaw' : 'id stateRaw');
      const operation = { ...inbox, document };
      const miss = await send(operation, { method, apq: 'hash' });
      expect(miss.status).toBe(200);
      expect(miss.headers.get('cache-control')).toBe('no-store');
      const { errors } = await ask(operation, { method, apq: 'hash' });
      expect(isNotFound(errors)).toBe(true);
      const registered = await ask(operation, { method, apq: 'document' });
      expect(registered.errors).toBeUndefined();
      const hit = await ask(operation, { method, apq: 'hash' });
      expect(hit.data.tickets.nodes).toEqual(registered.data.tickets.nodes);
      expect(hit.data.tickets.nodes).toHaveLength(3);
    },
  );

  test('registers a mutation too, by POST', async () => {
    const ticketId = String((await world.admin.insert({}))[0]);
    const operation = {
      name: 'Update',
      document: UPDATE,
      variables: { input: { ticketId, subject: 'By hash' } },
    };
    const miss = await ask(operation, { apq: 'hash' });
    expect(isNotFound(miss.errors)).toBe(true);
    expect((await ask(operation, { apq: 'document' })).data.updateTicket.ticket).toMatchObject({
      subject: 'By hash',
    });
    expect((await ask(operation, { apq: 'hash' })).errors).toBeUndefined();
  });

  test('asks a second time with the tag it was given, and is told that nothing changed', async () => {
    const document = 'query Card($id: ID!) { ticket(id: $id) { __typename id state subject } }';
    const card = { name: 'Card', document, variables: detail.variables };
    const request = composeKotlin(card, { method: 'GET' });
    const first = await exchange(url, request);
    const tag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toMatch(/^private/);
    expect(first.headers.get('vary')).toMatch(/authorization/i);
    // As OkHttp's cache adds it.
    const headers = [...request.headers, ['If-None-Match', tag] as const];
    const second = await exchange(url, { ...request, headers });
    expect([second.status, second.body.length, second.headers.get('etag')]).toEqual([304, 0, tag]);
  });

  test('shows a ticket first, then each part as it comes', async () => {
    const latency = [
      { path: '/tickets/{ticketId}/medias', ms: 300 },
      { path: '/tickets/{ticketId}/events', ms: 600 },
    ];
    await world.admin.habits({ latency });
    const answer = await send(detail);
    expect(answer.headers.get('content-encoding')).toBeUndefined();
    const reading = readKotlin(answer);
    if ('exception' in reading) throw new Error(reading.exception);
    expect(reading.responses.map(({ data }) => Object.keys(Object(data).ticket).slice(3))).toEqual([
      [],
      ['medias'],
      ['medias', 'events'],
    ]);
    expect(reading.responses.map(({ isLast }) => isLast)).toEqual([false, false, true]);
    expect(lead(answer)).toBeGreaterThan(200);
  });

  test('shows the other parts when one fails, with its error beside', async () => {
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/events', status: 500 }] });
    const reading = readKotlin(await send(detail));
    if ('exception' in reading) throw new Error(reading.exception);
    const last = reading.responses.at(-1);
    expect(last?.isLast).toBe(true);
    expect(Object(last?.data).ticket).toMatchObject({ medias: { nodes: expect.any(Array) }, events: null });
    expect(reading.responses.flatMap(({ errors }) => errors?.map(({ message }) => message) ?? [])).toEqual([
      'The ticket API failed.',
    ]);
  });

  test('gets deferred parts by GET too', async () => {
    const reading = readKotlin(await send(detail, { method: 'GET' }));
    if ('exception' in reading) throw new Error(reading.exception);
    expect(Object.keys(Object(reading.responses.at(-1)?.data).ticket)).toContain('events');
  });

  test('reads the errors of a document that does not fit, whatever the status is', async () => {
    const { errors } = await ask({ name: 'Wrong', document: WRONG, variables: {} });
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });
});

test('Apollo Kotlin reads when to come back, though the status is no success', async () => {
  const limited = await createTestGateway({ env: { UPSTREAM_RATE_LIMIT: '1' } });
  try {
    const door = await limited.listen();
    await exchange(door, composeKotlin(inbox));
    const answer = await exchange(door, composeKotlin({ ...inbox, variables: { first: 4 } }));
    const wait = Number(answer.headers.get('retry-after'));
    expect(answer.status).toBe(429);
    expect(readKotlin(answer)).toMatchObject({
      responses: [{ errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: wait } }] }],
    });
    expect(wait).toBeGreaterThan(0);
  } finally {
    await limited.close();
  }
});

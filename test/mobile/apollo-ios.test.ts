import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { richestTicket } from '../helpers/medias.ts';
import { globalId } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { composeSwift, hashOf, type SwiftOperation, type SwiftSending } from './apollo-ios.ts';
import { readSwift, type SwiftReader } from './apollo-ios-reader.ts';
import { AWKWARD, DETAIL, INBOX, UPDATE, WRONG } from './operations.ts';
import { exchange, lead } from './wire.ts';

let world: TestGateway;
let url: string;
let detail: SwiftOperation;
beforeAll(async () => {
  world = await createTestGateway();
  url = await world.listen();
  const id = globalId('Ticket', (await richestTicket(world)).ticketId);
  detail = { name: 'Detail', type: 'query', document: DETAIL, variables: { id } };
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const inbox: SwiftOperation = { name: 'Inbox', type: 'query', document: INBOX, variables: { first: 3 } };

const send = (operation: SwiftOperation, sending: SwiftSending) =>
  exchange(url, composeSwift(operation, sending));

/** The answer to an operation, as the client reads one that does not come in parts. */
async function ask(operation: SwiftOperation, sending: SwiftSending) {
  const parts = readSwift(await send(operation, sending), sending.version === 1 ? '1' : '2.0.0');
  expect(parts).toHaveLength(1);
  return Object(parts[0]);
}

test('the bytes are those that its source writes', () => {
  const { target, headers, body } = composeSwift(inbox, { version: 2, apq: 'hash' });
  expect(target).toBe('/graphql');
  expect(new Map(headers).get('Accept')).toBe(
    'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
  );
  expect(body).toBe(
    `{"extensions":{"clientLibrary":{"name":"apollo-ios","version":"2.0.3"},"persistedQuery":{"sha256Hash":"${hashOf(INBOX)}","version":1}},"operationName":"Inbox","variables":{"first":3}}`,
  );
});

test('a GET is spelt as the tests of the library expect it', () => {
  const document =
    'query HeroName($episode: Episode) {\n  hero(episode: $episode) {\n    __typename\n    name\n  }\n}';
  const operation: SwiftOperation = {
    name: 'HeroName',
    type: 'query',
    document,
    variables: { episode: 'EMPIRE' },
  };
  expect(composeSwift(operation, { version: 1, method: 'GET' }).target).toBe(
    '/graphql?operationName=HeroName&query=query%20HeroName($episode:%20Episode)%20%7B%0A%20%20hero(episode:%20$episode)%20%7B%0A%20%20%20%20__typename%0A%20%20%20%20name%0A%20%20%7D%0A%7D&variables=%7B%22episode%22:%22EMPIRE%22%7D',
  );
});

describe.each([1, 2] as const)('Apollo iOS %i', (version) => {
  test.each(['POST', 'GET'] as const)('reads what it asked for by %s', async (method) => {
    const { data, errors } = await ask(inbox, { version, method });
    expect(errors).toBeUndefined();
    expect(data.tickets.nodes).toHaveLength(3);
  });

  test('sends any text by POST and GET, and it arrives as it was', async () => {
    const reference = `awkward-${version}`;
    const ticketId = String((await world.admin.insert({ reference }))[0]);
    const variables = { input: { ticketId, subject: AWKWARD, description: AWKWARD } };
    const { data } = await ask(
      { name: 'Update', type: 'mutation', document: UPDATE, variables },
      { version },
    );
    expect(data.updateTicket.ticket).toMatchObject({ subject: AWKWARD, description: AWKWARD });
    const search = { first: 3, filter: { search: AWKWARD, reference } };
    const found = await ask({ ...inbox, variables: search }, { version, method: 'GET' });
    expect(found.data.tickets.nodes).toMatchObject([{ subject: AWKWARD }]);
  });

  test.each(['POST', 'GET'] as const)(
    'registers a document that is not known by %s, and then sends its hash',
    async (method) => {
      const document = INBOX.replace('id state', `id one${version}${method}: state`);
      const operation = { ...inbox, document };
      const miss = await send(operation, { version, method, apq: 'hash' });
      // It throws on any other status before it reads the body.
      expect(miss.status).toBe(200);
      expect(miss.headers.get('cache-control')).toBe('no-store');
      const { errors } = JSON.parse(miss.body.toString());
      expect(errors.map(({ message }: { message: string }) => message)).toContain('PersistedQueryNotFound');
      const registered = await ask(operation, { version, method, apq: 'document' });
      expect(registered.errors).toBeUndefined();
      const hit = await ask(operation, { version, method, apq: 'hash' });
      expect(hit.data.tickets.nodes).toEqual(registered.data.tickets.nodes);
      expect(hit.data.tickets.nodes).toHaveLength(3);
    },
  );

  test('registers a mutation too', async () => {
    const ticketId = String((await world.admin.insert({}))[0]);
    const document = UPDATE.replace('Update(', `Update${version}(`);
    const variables = { input: { ticketId, subject: 'By hash' } };
    const operation: SwiftOperation = { name: `Update${version}`, type: 'mutation', document, variables };
    const miss = await ask(operation, { version, apq: 'hash' });
    expect(miss.errors).toMatchObject([{ message: 'PersistedQueryNotFound' }]);
    expect((await ask(operation, { version, apq: 'document' })).data.updateTicket.ticket).toMatchObject({
      subject: 'By hash',
    });
    expect((await ask(operation, { version, apq: 'hash' })).errors).toBeUndefined();
  });
});

/** Which reader an answer to which request is for. */
const READERS: [SwiftReader, 1 | 2][] = [
  ['1', 1],
  ['2.0.0', 2],
  ['2.0.4', 2],
];

describe.each(READERS)('the reader of Apollo iOS %s', (reader, version) => {
  test('is given a ticket first, then each part as it comes', async () => {
    const latency = [
      { path: '/tickets/{ticketId}/medias', ms: 300 },
      { path: '/tickets/{ticketId}/events', ms: 600 },
    ];
    await world.admin.habits({ latency });
    const answer = await send(detail, { version });
    expect(answer.headers.get('content-type')).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    const [first, ...later] = readSwift(answer, reader);
    expect(first).toMatchObject({ data: { ticket: { id: detail.variables['id'] } }, hasNext: true });
    expect(later.map(({ incremental }) => incremental?.map(({ label, path }) => [label, path]))).toEqual([
      [['medias', ['ticket']]],
      [['events', ['ticket']]],
    ]);
    expect(later.map(({ hasNext }) => hasNext)).toEqual([true, false]);
    expect(lead(answer)).toBeGreaterThan(200);
  });

  test('is given the error of a part that fails at its place', async () => {
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}/events', status: 500 }] });
    const [, ...later] = readSwift(await send(detail, { version }), reader);
    const events = later
      .flatMap(({ incremental = [] }) => incremental)
      .find(({ label }) => label === 'events');
    expect(events).toMatchObject({
      path: ['ticket'],
      data: { events: null },
      errors: [{ message: 'The ticket API failed.', path: ['ticket', 'events'] }],
    });
  });

  test('is not led astray by a text that holds the delimiter', async () => {
    const { ticketId } = await richestTicket(world);
    await world.admin.habits({
      rewrite: [{ path: `/tickets/{ticketId}`, set: { subject: 'a\r\n-----\r\nb' } }],
    });
    const [first] = readSwift(await send(detail, { version }), reader);
    expect(Object(first?.data).ticket).toMatchObject({
      id: globalId('Ticket', ticketId),
      subject: 'a\r\n-----\r\nb',
    });
  });
});

test('Apollo iOS 1 reads the errors of a document that does not fit, as its media type is plain JSON', async () => {
  const operation: SwiftOperation = { name: 'Wrong', type: 'query', document: WRONG, variables: {} };
  const { errors } = await ask(operation, { version: 1 });
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
});

test('Apollo iOS 1 reads when to come back; version 2 is told by a status and a header', async () => {
  const limited = await createTestGateway({ env: { UPSTREAM_RATE_LIMIT: '1' } });
  try {
    const door = await limited.listen();
    await exchange(door, composeSwift(inbox, { version: 1 }));
    const later = { ...inbox, variables: { first: 4 } };
    const first = await exchange(door, composeSwift(later, { version: 1 }));
    const [read] = readSwift(first, '1');
    expect(read?.errors).toMatchObject([
      { extensions: { code: 'RATE_LIMITED', retryAfter: Number(first.headers.get('retry-after')) } },
    ]);
    const second = await exchange(door, composeSwift(later, { version: 2 }));
    expect(() => readSwift(second, '2.0.4')).toThrow('Received a 429 error.');
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await limited.close();
  }
});

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServices } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Gateway } from '../../src/server/gateway.ts';
import { bareGateway } from '../helpers/bare-gateway.ts';
import { codes } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 10 } });
});
afterAll(() => world?.close());

const alice = { authorization: 'Bearer sandbox-alice', accept: 'application/json' };

async function get(parameters: Record<string, string>) {
  const url = `http://gateway.test/graphql?${new URLSearchParams(parameters)}`;
  const response = await world.fetch(new Request(url, { headers: alice }));
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

describe('GET', () => {
  test('answers a query with variables', async () => {
    const answer = await get({
      query: 'query Me($with: Boolean!) { viewer { user { username @include(if: $with) } } }',
      variables: '{"with":true}',
    });
    expect(answer).toMatchObject({ status: 200, data: { viewer: { user: { username: 'alice' } } } });
  });

  test('never runs a mutation', async () => {
    const before = await world.admin.calls();
    const answer = await get({
      query: 'mutation { createTicket(input: { emails: ["paul@example.com"] }) { __typename } }',
    });
    expect(answer.status).toBe(405);
    expect(codes(answer)).toEqual(['METHOD_NOT_ALLOWED']);
    expect(await world.admin.calls()).toBe(before);
  });

  test.each(['variables', 'extensions'])('with %s that are no JSON is a bad request', async (name) => {
    const answer = await get({ query: '{ __typename }', [name]: '{"a":' });
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(['BAD_REQUEST']);
  });
});

describe('the request id', () => {
  test.each(['abc-1', 'A_b', 'x'.repeat(64)])('%s is taken over, told, logged', async (id) => {
    const answer = await world.ask('{ nope }', {}, { headers: { 'x-request-id': id } });
    expect(answer.headers.get('x-request-id')).toBe(id);
    expect(answer.errors?.[0]?.extensions['requestId']).toBe(id);
    expect(JSON.parse(world.logs.at(-1) ?? '{}').requestId).toBe(id);
  });

  test.each(['', 'two words', 'x'.repeat(65), '<script>', 'a,b'])(
    '"%s" is replaced by a new one',
    async (id) => {
      const answer = await world.ask('{ __typename }', {}, { headers: { 'x-request-id': id } });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  test('is on every error of an answer, and never that of another request', async () => {
    const ask = (id: string) => world.ask('{ nope neither }', {}, { headers: { 'x-request-id': id } });
    const answers = await Promise.all(['one', 'two', 'three'].map(ask));
    const ids = answers.map(({ errors }) => errors?.map(({ extensions }) => extensions['requestId']));
    expect(ids).toEqual([
      ['one', 'one'],
      ['two', 'two'],
      ['three', 'three'],
    ]);
  });
});

test('no answer is for a cache that others share', async () => {
  expect((await get({ query: '{ __typename }' })).headers.get('cache-control')).toBe('private, no-cache');
  expect((await get({ query: '{ nope }' })).headers.get('cache-control')).toBe('no-store');
  expect((await world.ask('{ __typename }')).headers.get('cache-control')).toBe('no-store');
});

describe('over a socket', () => {
  let gateway: Gateway;
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const services = createServices(readConfig({ STORE: 'memory' }), world.upstreamUrl);
    gateway = bareGateway(services);
    url = (await gateway.listen(0, '127.0.0.1')).url;
    close = async () => {
      await gateway.close();
      await services.upstream.close();
    };
  });
  afterAll(() => close?.());

  /** Sends a body in pieces, without telling its length. */
  const inPieces = (pieces: Iterable<string>) =>
    new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const sent = request(url, {
        method: 'POST',
        headers: { ...alice, 'content-type': 'application/json' },
      });
      sent.once('error', reject).once('response', async (answer) => {
        const chunks = await answer.toArray();
        resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() });
      });
      for (const piece of pieces) sent.write(piece);
      sent.end();
    });

  test('a body may come in pieces', async () => {
    const answer = await inPieces(['{"query":"{ view', 'er { user { username } } }"}']);
    expect(JSON.parse(answer.body).data).toEqual({ viewer: { user: { username: 'alice' } } });
  });

  test('a body in pieces is cut off when it gets too large', async () => {
    function* pieces() {
      yield '{"query":"{ __typename } #';
      for (let at = 0; at < 300; at += 1) yield 'x'.repeat(1024);
      yield '"}';
    }
    const answer = await inPieces(pieces());
    expect(answer.status).toBe(413);
    expect(codes(JSON.parse(answer.body))).toEqual(['PAYLOAD_TOO_LARGE']);
  });

  test('a body just below the limit is taken', async () => {
    const head = '{"query":"{ __typename } #';
    const answer = await inPieces([head, 'x'.repeat(256 * 1024 - head.length - 2), '"}']);
    expect(answer.status).toBe(200);
  });

  test('another path is not found', async () => {
    expect((await fetch(new URL('/graphqls', url))).status).toBe(404);
  });

  test('closing twice is harmless, and closing before listening too', async () => {
    await close();
    await close();
    await expect(fetch(url)).rejects.toThrow();
  });
});

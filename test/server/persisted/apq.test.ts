/** Automatic persisted queries through the front door: what clients send, and what they look for in an answer. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/documents/document-id.ts';
import { post } from '../../helpers/http.ts';
import { codes, warmUpCallers } from '../../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../../helpers/test-gateway.ts';
import { type OwnRedis, startOwnRedis } from '../../store/own-redis.ts';

const ME = 'query Me { viewer { user { username } } }';
const ALICE = { viewer: { user: { username: 'alice' } } };
const CREATE =
  'mutation Create { createTicket(input: { emails: ["paul@example.com"] }) { __typename ... on CreateTicketSuccess { ticketId } } }';

const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
/** The hash alone, as clients send it first. */
const bare = (text: string) => ({ extensions: persisted(sha256Hex(text)) });
/** The hash with its text, as they send it after a miss. */
const full = (text: string) => ({ query: text, ...bare(text) });

let world: TestGateway;
beforeEach(async () => {
  world = await createTestGateway({ sandbox: { tickets: 5 } });
  await warmUpCallers(world, 'alice', 'dana');
});
afterEach(() => world?.close());

describe('a hash that nobody registered', () => {
  test.each([
    'application/json',
    'application/graphql-response+json',
    '*/*',
    // Of Apollo Kotlin, Apollo iOS and Apollo Client.
    'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json',
    'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
    'application/graphql-response+json,application/json;q=0.9',
  ])('is 200 for Accept: %s, never kept by a cache, with the text that clients match', async (accept) => {
    const answer = await post(world, bare(ME), { headers: { accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.errors).toEqual([
      {
        message: 'PersistedQueryNotFound',
        extensions: {
          code: 'PERSISTED_QUERY_NOT_FOUND',
          retryable: false,
          requestId: answer.headers.get('x-request-id'),
        },
      },
    ]);
    expect(answer.calls).toBe(0);
  });

  test('is told nobody without a token', async () => {
    await post(world, full(ME));
    for (const text of [ME, 'query Unknown { viewer { __typename } }']) {
      const answer = await post(world, bare(text), { token: null });
      expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
      expect(answer.status).toBe(401);
      expect(answer.calls).toBe(0);
    }
  });
});

test('a router that composes without a token is told what it misses, and fills nothing', async () => {
  const secret = 'a-secret-of-the-router';
  const subgraph = await createTestGateway({
    sandbox: { tickets: 0 },
    env: { FEDERATION: 'on', ROUTER_SECRET: secret },
  });
  const router = { token: null, headers: { 'x-router-secret': secret } };
  const text = '{ _service { sdl } }';
  expect(codes(await post(subgraph, bare(text), router))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  expect((await post(subgraph, full(text), router)).errors).toBeUndefined();
  expect(codes(await post(subgraph, bare(text), router))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  await subgraph.close();
});

describe('a hash that came with its text', () => {
  test('runs, and runs from then on by itself, at the same price', async () => {
    const text = 'query First { tickets(first: 1) { nodes { ticketId } } }';
    const first = await post(world, full(text));
    expect(first).toMatchObject({ status: 200, calls: 1 });
    const next = await post(world, bare(text));
    expect(next).toMatchObject({ status: 200, data: first.data, calls: 1 });
  });

  test('is the same in every spelling, and in every place that takes an id', async () => {
    await post(world, full(ME));
    const hash = sha256Hex(ME);
    for (const body of [
      { extensions: persisted(hash.toUpperCase()) },
      { extensions: persisted(`sha256:${hash}`) },
      { documentId: `sha256:${hash}` },
      { documentId: hash },
      { id: hash },
      { doc_id: hash },
      { documentId: hash, id: `sha256:${hash}`, ...bare(ME) },
    ]) {
      expect(await post(world, body)).toMatchObject({ status: 200, data: ALICE });
    }
  });

  test('takes variables and an operation name as any text does', async () => {
    const text =
      'query A($with: Boolean!) { viewer { user { username @include(if: $with) } } } query B { __typename }';
    await post(world, { ...full(text), operationName: 'B' });
    const answer = await post(world, { ...bare(text), operationName: 'A', variables: { with: true } });
    expect(answer).toMatchObject({ status: 200, data: ALICE });
  });

  test('may be a mutation', async () => {
    expect(await post(world, bare(CREATE))).toMatchObject({ calls: 0 });
    expect(await post(world, full(CREATE))).toMatchObject({ calls: 1 });
    const answer = await post(world, bare(CREATE));
    expect(answer).toMatchObject({ data: { createTicket: { __typename: 'CreateTicketSuccess' } }, calls: 1 });
  });

  test('runs for anybody else too, with their own token and rights', async () => {
    await post(world, full(ME));
    expect(await post(world, bare(ME), { token: 'sandbox-dana' })).toMatchObject({
      data: { viewer: { user: { username: 'dana' } } },
    });
  });

  test('that is not its own is refused, and nothing is kept', async () => {
    const answer = await post(world, { query: '{ __typename }', ...bare(ME) });
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]).toMatchObject({
      message: 'provided sha does not match query',
      extensions: { code: 'BAD_REQUEST', retryable: false },
    });
    expect(codes(await post(world, bare(ME)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(codes(await post(world, bare('{ __typename }')))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  test('of another version is refused by the text of Apollo Server', async () => {
    const answer = await post(world, {
      extensions: { persistedQuery: { version: 2, sha256Hash: sha256Hex(ME) } },
    });
    expect(answer).toMatchObject({ status: 400, calls: 0 });
    expect(answer.errors?.[0]).toMatchObject({
      message: 'Unsupported persisted query version',
      extensions: { code: 'BAD_REQUEST' },
    });
  });
});

describe('nothing is kept', () => {
  const missing = async (text: string) =>
    expect(codes(await post(world, bare(text)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);

  test.each([
    ['that is no GraphQL', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
    ['that does not fit the schema', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['that is over a limit', `{ ${'a: __typename '.repeat(31)} }`, 'QUERY_TOO_COMPLEX'],
    ['that is too long', `{ __typename } # ${'x'.repeat(20_000)}`, 'QUERY_TOO_COMPLEX'],
  ])('of a text %s', async (_what, text, code) => {
    const answer = await post(world, full(text));
    expect(codes(answer)[0]).toBe(code);
    expect(answer.calls).toBe(0);
    await missing(text);
  });

  test('of a request without a token', async () => {
    expect(await post(world, full('{ __typename }'), { token: null })).toMatchObject({ status: 200 });
    await missing('{ __typename }');
  });

  test('for a token that the ticket API does not take', async () => {
    const made = { token: 'made-up-by-anybody' };
    expect(codes(await post(world, full(ME), made))).toEqual(['UNAUTHENTICATED']);
    expect(await post(world, full('{ __typename }'), made)).toMatchObject({ data: { __typename: 'Query' } });
    await missing(ME);
    await missing('{ __typename }');
  });

  test('of a text by an id in another place than the extensions', async () => {
    expect(await post(world, { query: ME, documentId: sha256Hex(ME) })).toMatchObject({ data: ALICE });
    await missing(ME);
  });
});

test('a token that is new is taken at its word once the ticket API took it', async () => {
  const fresh = await createTestGateway({ sandbox: { tickets: 5 } });
  expect(await post(fresh, full(ME))).toMatchObject({ data: ALICE });
  expect(await post(fresh, bare(ME))).toMatchObject({ data: ALICE });
  await fresh.close();
});

describe('by GET', () => {
  test('a query is registered and asked for, with its variables', async () => {
    const text = 'query Me($with: Boolean!) { viewer { user { username @include(if: $with) } } }';
    const variables = { with: true };
    expect(codes(await post(world, { variables, ...bare(text) }, { get: true }))).toEqual([
      'PERSISTED_QUERY_NOT_FOUND',
    ]);
    expect(await post(world, { variables, ...full(text) }, { get: true })).toMatchObject({ data: ALICE });
    for (const body of [
      bare(text),
      { documentId: sha256Hex(text) },
      { id: sha256Hex(text) },
      { doc_id: sha256Hex(text) },
    ]) {
      const answer = await post(world, { variables, ...body }, { get: true });
      expect(answer).toMatchObject({ status: 200, data: ALICE, calls: 0 });
    }
  });

  test('as Apollo Kotlin writes its URL', async () => {
    const headers = {
      accept: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json',
    };
    await post(world, full(ME), { headers });
    const parts = {
      operationName: 'Me',
      variables: '{}',
      extensions: JSON.stringify(persisted(sha256Hex(ME))),
    };
    const answer = await post(world, parts, { get: true, headers });
    expect(answer).toMatchObject({ status: 200, data: ALICE });
    expect(answer.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  });

  test('an id is asked for an answer, and never for a page', async () => {
    const closed = await createTestGateway({ sandbox: { tickets: 0 }, env: { GRAPHIQL: 'off' } });
    for (const body of [{ documentId: sha256Hex(ME) }, { id: 'any' }, { doc_id: 'any' }, bare(ME)]) {
      const answer = await post(closed, body, {
        get: true,
        headers: { accept: 'text/html, application/json' },
      });
      expect(codes(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    }
    await closed.close();
  });

  test('a mutation is never run, registered or not', async () => {
    const first = await post(world, full(CREATE), { get: true });
    expect(first).toMatchObject({ status: 405, calls: 0 });
    expect(codes(await post(world, bare(CREATE), { get: true }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await post(world, full(CREATE));
    const next = await post(world, bare(CREATE), { get: true });
    expect(next).toMatchObject({ status: 405, calls: 0 });
    expect(codes(next)).toEqual(['METHOD_NOT_ALLOWED']);
  });
});

describe('what is kept', () => {
  const SECRET = 'paul.private@example.com';
  const text = `query Mine { tickets(filter: { search: "${SECRET}" }) { nodes { id } } }`;

  test('outlives the process in SQLite, where nobody reads it without its hash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'apq-'));
    const env = { STORE: `sqlite:${join(folder, 'gateway.db')}` };
    const first = await createTestGateway({ sandbox: { tickets: 5 }, env });
    expect((await post(first, full(text))).errors).toBeUndefined();
    await first.close();
    const onDisk = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    for (const hidden of [SECRET, sha256Hex(text), 'tickets(']) expect(onDisk.join('')).not.toContain(hidden);
    const second = await createTestGateway({ sandbox: { tickets: 5 }, env });
    expect((await post(second, bare(text))).errors).toBeUndefined();
    await second.close();
    rmSync(folder, { recursive: true });
  });
});

const own = await startOwnRedis();
describe.skipIf(own === null)('with a Redis', () => {
  // @NOTE without one nothing of this runs.
  const redis = own as OwnRedis;
  let worlds: TestGateway[] = [];
  beforeAll(async () => {
    const env = { STORE: redis.url };
    worlds = [
      await createTestGateway({ sandbox: { tickets: 5 }, env }),
      await createTestGateway({ sandbox: { tickets: 5 }, env }),
    ];
  });
  afterAll(async () => {
    for (const one of worlds) await one.close();
    await redis.kill();
  });

  test('two gateways share what is registered, and a lost Redis costs no answer', async () => {
    const [one, other] = worlds;
    if (one === undefined || other === undefined) throw new Error('there are no worlds');
    expect(codes(await post(other, bare(ME)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(await post(one, full(ME))).toMatchObject({ data: ALICE });
    await expect
      .poll(() => post(other, bare(ME)), { timeout: 2_000 })
      .toMatchObject({ status: 200, data: ALICE });

    await redis.kill();
    await sleep(50);
    const miss = await post(other, bare(ME));
    expect(miss.status).toBe(200);
    expect(codes(miss)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(await post(other, full(ME))).toMatchObject({ status: 200, data: ALICE });
    // Its own memory stands in.
    expect(await post(other, bare(ME))).toMatchObject({ status: 200, data: ALICE });
  });
});

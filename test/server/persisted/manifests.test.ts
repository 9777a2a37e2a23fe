/** Documents of manifests through the front door, in every form and at every stage. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/documents/document-id.ts';
import { type Posting, post } from '../../helpers/http.ts';
import { type Manifests, writeManifests } from '../../helpers/manifests.ts';
import { codes } from '../../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../../helpers/test-gateway.ts';

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

/** One document for each form of a manifest; each lists tickets, which costs one call. */
const list = (name: string): string =>
  `query ${name} {\n  tickets(first: 1) {\n    nodes {\n      ticketId\n    }\n  }\n}`;
const [APOLLO = '', RELAY = '', PRESET = '', HASHED = '', KOTLIN = ''] = [
  'Apollo',
  'Relay',
  'Preset',
  'Hashed',
  'Kotlin',
].map(list);
const DELETE = 'mutation Delete { deleteTicket(input: { ticketId: "1" }) { __typename } }';
const PROBE = 'query Probe { __typename }';
const FREE = 'query Free { tickets(first: 1) { nodes { ticketId } } }';

const MANIFESTS = {
  'apollo.json': {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [
      { id: sha256Hex(APOLLO), type: 'query', name: 'Apollo', body: APOLLO },
      { id: 'my-own-id', type: 'query', name: 'Apollo', body: APOLLO },
      { id: sha256Hex(DELETE), type: 'mutation', name: 'Delete', body: DELETE },
      { id: 'probe', type: 'query', name: 'Probe', body: PROBE },
    ],
  },
  'relay.json': { [md5(RELAY)]: RELAY },
  'preset.json': { [`sha256:${sha256Hex(PRESET)}`]: PRESET },
  'hashes.json': { [sha256Hex(HASHED)]: HASHED },
  'kotlin.json': { [sha256Hex(KOTLIN)]: { name: 'Kotlin', source: KOTLIN } },
};

let manifests: Manifests;
beforeAll(() => {
  manifests = writeManifests(MANIFESTS);
});
afterAll(() => manifests?.remove());

/** A world at a stage. */
async function openAt(mode: string | null, env: Record<string, string> = {}): Promise<TestGateway> {
  const world = await createTestGateway({
    sandbox: { tickets: 5 },
    env: {
      ...(mode === null ? {} : { PERSISTED_DOCUMENTS: mode }),
      PERSISTED_MANIFESTS: manifests.files,
      ...env,
    },
  });
  // From here on it is known who alice is.
  await post(world, { query: APOLLO });
  return world;
}

const lastLine = (world: TestGateway) => JSON.parse(world.logs.at(-1) ?? '{}');

describe.each(['log', 'warn', 'enforce'])('at the stage %s', (mode) => {
  let world: TestGateway;
  beforeAll(async () => {
    world = await openAt(mode, { INTROSPECTION: 'on' });
  });
  afterAll(() => world?.close());

  test.each([
    ['Apollo by its hash', { extensions: persisted(sha256Hex(APOLLO)) }],
    ['Apollo by an id of its own', { extensions: persisted('my-own-id') }],
    ['Relay by MD5', { doc_id: md5(RELAY) }],
    ['Relay by MD5 in capitals', { id: md5(RELAY).toUpperCase() }],
    ['codegen’s preset, with the prefix', { documentId: `sha256:${sha256Hex(PRESET)}` }],
    ['codegen’s preset, without', { extensions: persisted(sha256Hex(PRESET)) }],
    ['a hash', { extensions: persisted(sha256Hex(HASHED)) }],
    ['a hash, with the prefix', { documentId: `sha256:${sha256Hex(HASHED)}` }],
    ['Apollo Kotlin', { extensions: persisted(sha256Hex(KOTLIN)) }],
    ['a text beside its hash', { query: HASHED, extensions: persisted(sha256Hex(HASHED)) }],
    ['a text beside its own id', { query: APOLLO, id: 'my-own-id' }],
    ['another spelling of a text beside its id', { query: APOLLO.replaceAll(/\s+/g, ' '), id: 'my-own-id' }],
  ])('%s runs, by POST and by GET', async (_form, body) => {
    for (const get of [false, true]) {
      const answer = await post(world, body, { get });
      expect(answer).toMatchObject({ status: 200, calls: 1 });
      expect(answer.errors).toBeUndefined();
      expect(answer.extensions).not.toHaveProperty('warnings');
      expect(lastLine(world)).toMatchObject({ trusted: true, codes: [] });
    }
  });

  test.each([
    ['as it is', HASHED],
    ['on one line', HASHED.replaceAll(/\s+/g, ' ')],
    ['with commas and a comment', `# mine\n${HASHED.replace('{', '{,,')}`],
  ])('a text of a manifest runs %s: whoever sends texts goes on as before', async (_how, query) => {
    const answer = await post(world, { query });
    expect(answer).toMatchObject({ status: 200, calls: 1 });
    expect(answer.errors).toBeUndefined();
    expect(lastLine(world)).toMatchObject({ via: 'text', trusted: true });
  });

  test('a mutation runs by POST alone', async () => {
    const body = { extensions: persisted(sha256Hex(DELETE)) };
    const got = await post(world, body, { get: true });
    expect(got).toMatchObject({ status: 405, calls: 0 });
    expect(await post(world, body)).toMatchObject({ status: 200, calls: 1 });
  });

  test('without a token nothing runs but what tells nothing', async () => {
    const anonymous: Posting = { token: null };
    for (const body of [
      { extensions: persisted(sha256Hex(APOLLO)) },
      { documentId: 'no-such-id' },
      { query: APOLLO },
      { query: FREE },
    ]) {
      const answer = await post(world, body, anonymous);
      expect(answer).toMatchObject({ status: 401, calls: 0 });
      expect(codes(answer)).toEqual(['UNAUTHENTICATED']);
    }
    for (const body of [
      { id: 'probe' },
      { query: '{ __typename }' },
      { query: ' query __ApolloGetServiceHealthCheck__ {\n__typename }\n' },
    ]) {
      expect(await post(world, body, anonymous)).toMatchObject({
        status: 200,
        data: { __typename: 'Query' },
      });
    }
  });

  test('an id of no manifest is not found, nor one of the prototype', async () => {
    for (const id of ['no-such-id', '__proto__', 'constructor', 'toString']) {
      const answer = await post(world, { id });
      expect(codes(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      expect(answer).toMatchObject({ status: 200, calls: 0 });
    }
  });

  test('an id beside the text of another is refused', async () => {
    for (const body of [
      { query: RELAY, id: 'my-own-id' },
      { query: RELAY, documentId: 'no-such-id' },
      { query: APOLLO, extensions: persisted(sha256Hex(RELAY)) },
    ]) {
      const answer = await post(world, body);
      expect(codes(answer)).toEqual(['BAD_REQUEST']);
      expect(answer).toMatchObject({ status: 400, calls: 0 });
    }
  });
});

describe('a document of no manifest', () => {
  test('runs where manifests are off, and the log says nothing of trust', async () => {
    const world = await openAt('off');
    expect(await post(world, { query: FREE })).toMatchObject({ status: 200, calls: 1 });
    expect(lastLine(world)).not.toHaveProperty('trusted');
    expect(codes(await post(world, { id: 'my-own-id' }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    await world.close();
  });

  test.each([null, 'log'])(
    'runs at the stage %s, and the log has its name and hash, not its text',
    async (mode) => {
      const world = await openAt(mode);
      const answer = await post(world, { query: FREE });
      expect(answer).toMatchObject({ status: 200, calls: 1 });
      expect(answer.extensions).not.toHaveProperty('warnings');
      expect(lastLine(world)).toMatchObject({
        operation: 'Free',
        document: sha256Hex(FREE).slice(0, 12),
        via: 'text',
        trusted: false,
      });
      expect(world.logs.join('')).not.toContain('nodes');
      await world.close();
    },
  );

  test('runs at the stage warn, and the answer says that it will not for ever', async () => {
    const world = await openAt('warn');
    const answer = await post(world, { query: FREE });
    expect(answer).toMatchObject({ status: 200, calls: 1 });
    expect(answer.extensions).toMatchObject({
      cost: { actual: 1 },
      warnings: [{ code: 'DOCUMENT_NOT_TRUSTED', message: expect.stringMatching(/\.$/) }],
    });
    expect(lastLine(world)).toMatchObject({ trusted: false });
    const wrong = await post(world, { query: '{ nope }' });
    expect(wrong.extensions).toHaveProperty('warnings');
    await world.close();
  });

  describe('at the stage enforce', () => {
    let world: TestGateway;
    beforeAll(async () => {
      world = await openAt('enforce', { FEDERATION: 'on', ROUTER_SECRET: 'a-secret-of-the-router' });
    });
    afterAll(() => world?.close());
    const router = { headers: { 'x-router-secret': 'a-secret-of-the-router' } };

    test.each([
      ['a query', FREE],
      ['a mutation', DELETE.replace('Delete', 'Mine')],
      ['introspection', '{ __schema { queryType { name } } }'],
      ['what is no GraphQL', '{ viewer {'],
      ['what does not fit the schema', '{ nope }'],
      ['a text that is too long', `${HASHED} # ${'x'.repeat(20_000)}`],
      ['the text of a manifest with a field more', HASHED.replace('ticketId', 'ticketId id')],
      ['two operations of manifests in one', `${APOLLO}\n${RELAY}`],
      ['a probe that asks more', '{ __typename viewer { __typename } }'],
      ['blanks without end', `query${' '.repeat(19_000)}`],
      ['nothing', ''],
    ])('%s is refused before anything looks at it', async (_what, query) => {
      const answer = await post(world, { query });
      expect(answer).toMatchObject({ status: 403, calls: 0 });
      expect(answer.errors).toEqual([
        {
          message: 'This gateway runs only the documents of its manifests.',
          extensions: {
            code: 'DOCUMENT_NOT_TRUSTED',
            retryable: false,
            requestId: answer.headers.get('x-request-id'),
          },
        },
      ]);
      const plain = await post(world, { query }, { headers: { accept: 'application/json' } });
      expect(plain.status).toBe(200);
    });

    test('nobody registers one, and one that was registered earlier does not run', async () => {
      const body = { query: FREE, extensions: persisted(sha256Hex(FREE)) };
      expect(codes(await post(world, body))).toEqual(['DOCUMENT_NOT_TRUSTED']);
      const miss = await post(world, { extensions: persisted(sha256Hex(FREE)) });
      expect(codes(miss)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    });

    test('a client that registers another spelling of a trusted text asks for it by its hash from then on', async () => {
      const query = HASHED.replaceAll(/\s+/g, ' ');
      const bare = { extensions: persisted(sha256Hex(query)) };
      expect(codes(await post(world, bare))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      expect(await post(world, { query, ...bare })).toMatchObject({ status: 200, calls: 1 });
      expect(await post(world, bare)).toMatchObject({ status: 200, calls: 1 });
      expect(lastLine(world)).toMatchObject({ via: 'apq', trusted: true });
    });

    test('a router with its secret goes on composing its own', async () => {
      const sdl = await post(world, { query: '{ _service { sdl } }' }, { ...router, token: null });
      expect(sdl).toMatchObject({ status: 200, data: { _service: { sdl: expect.any(String) } } });
      const entities = 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
      const answer = await post(world, { query: entities, variables: { r: [] } }, router);
      expect(answer).toMatchObject({ status: 200, data: { _entities: [] } });
      expect(await post(world, { query: FREE }, router)).toMatchObject({ status: 200, calls: 1 });
      expect(lastLine(world)).not.toHaveProperty('trusted');
    });

    test('and without it, or with another, does not', async () => {
      for (const headers of [{}, { 'x-router-secret': 'a-secret-of-somebody!!' }]) {
        const answer = await post(world, { query: '{ _service { sdl } }' }, { headers });
        expect(codes(answer)).toEqual(['DOCUMENT_NOT_TRUSTED']);
      }
    });
  });
});

test('one that was registered while that was allowed is refused once it is not', async () => {
  const manifest = writeManifests({ 'a.json': { one: PROBE } });
  const folder = manifest.files.replace('a.json', 'gateway.db');
  const env = { STORE: `sqlite:${folder}` };
  const before = await openAt('log', env);
  await post(before, { query: FREE, extensions: persisted(sha256Hex(FREE)) });
  expect(await post(before, { extensions: persisted(sha256Hex(FREE)) })).toMatchObject({ calls: 1 });
  await before.close();
  const after = await openAt('enforce', env);
  const answer = await post(after, { extensions: persisted(sha256Hex(FREE)) });
  expect(codes(answer)).toEqual(['DOCUMENT_NOT_TRUSTED']);
  expect(answer.calls).toBe(0);
  await after.close();
  manifest.remove();
});

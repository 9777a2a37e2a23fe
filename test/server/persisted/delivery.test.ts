/** Persisted documents whose answers come in parts, or are kept by the client. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/documents/document-id.ts';
import { post } from '../../helpers/http.ts';
import { type Manifests, writeManifests } from '../../helpers/manifests.ts';
import { APOLLO_ACCEPTS, partsOf } from '../../helpers/multipart.ts';
import { codes, warmUpCallers } from '../../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../../helpers/test-gateway.ts';

const deferred = (name: string): string =>
  `query ${name} { tickets(first: 1) { nodes { ticketId ... @defer { medias(first: 1) { nodes { id } } } } } }`;
const [TRUSTED = '', FREE = ''] = ['Trusted', 'Free'].map(deferred);
const SUBJECT = 'query Subject { tickets(first: 1) { nodes { subject } } }';

const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256Hex(text) } });

let manifests: Manifests;
let world: TestGateway;
beforeAll(async () => {
  manifests = writeManifests({ 'a.json': { [sha256Hex(TRUSTED)]: TRUSTED, [sha256Hex(SUBJECT)]: SUBJECT } });
  world = await createTestGateway({
    sandbox: { tickets: 5 },
    env: { PERSISTED_DOCUMENTS: 'warn', PERSISTED_MANIFESTS: manifests.files },
  });
  await warmUpCallers(world, 'alice');
});
afterAll(async () => {
  await world?.close();
  manifests?.remove();
});

/** The parts of an answer, and what they cost. */
async function parts(body: object, token = 'sandbox-alice') {
  const before = await world.admin.calls();
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: APOLLO_ACCEPTS.kotlin,
  };
  const request = new Request('http://gateway.test/graphql', {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  const response = await world.fetch(request);
  const all = partsOf(await response.text());
  return { parts: all, calls: (await world.admin.calls()) - before };
}

const lastLine = () => JSON.parse(world.logs.at(-1) ?? '{}');

describe('in parts', () => {
  test('a document that is registered by a new token, and defers all that it asks, is kept after its last part', async () => {
    const login = await fetch(`${world.upstreamUrl}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'bob', password: 'sandbox' }),
    });
    const token: string = (await login.json()).access_token;
    const query = 'query Late { ... @defer { tickets(first: 1) { nodes { id } } } }';
    const extensions = persisted(query);
    expect((await parts({ query, extensions }, token)).calls).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await parts({ extensions }, token)).parts.at(-1)?.hasNext).toBe(false);
  });

  test('a document of a manifest with @defer is valid at start, and comes in parts', async () => {
    const [start] = world.logs.map((line) => JSON.parse(line));
    expect(start).toMatchObject({ msg: 'manifests', documents: 2, faulty: 0 });
    const answer = await parts({ documentId: sha256Hex(TRUSTED) });
    expect(answer.parts).toHaveLength(2);
    expect(answer.calls).toBe(2);
    for (const { extensions } of answer.parts) expect(extensions ?? {}).not.toHaveProperty('warnings');
    expect(lastLine()).toMatchObject({ operation: 'Trusted', via: 'manifest', trusted: true });
  });

  test('one of no manifest is warned of in the first, and told its cost in the last', async () => {
    const { parts: all } = await parts({ query: FREE });
    expect(all.map(({ extensions }) => Object.keys(extensions ?? {}))).toEqual([['warnings'], ['cost']]);
    expect(lastLine()).toMatchObject({ operation: 'Free', trusted: false });
  });

  test('one that is registered comes in parts by its hash, and whole for whoever takes no parts', async () => {
    expect((await parts({ query: FREE, extensions: persisted(FREE) })).parts).toHaveLength(2);
    expect((await parts({ extensions: persisted(FREE) })).parts).toHaveLength(2);
    const whole = await post(world, { extensions: persisted(FREE) });
    expect(whole).toMatchObject({ status: 200, data: { tickets: { nodes: [{ medias: {} }] } }, calls: 2 });
  });

  test('a miss is one answer', async () => {
    const headers = { accept: APOLLO_ACCEPTS.ios };
    const answer = await post(world, { extensions: persisted(deferred('Unknown')) }, { headers });
    expect(answer.status).toBe(200);
    expect(codes(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });
});

describe('kept by the client', () => {
  test('an answer by id has a tag, and 304 while it holds', async () => {
    const url = `http://gateway.test/graphql?documentId=${sha256Hex(SUBJECT)}`;
    const headers = { authorization: 'Bearer sandbox-alice', accept: 'application/json' };
    const first = await world.fetch(new Request(url, { headers }));
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = first.headers.get('etag') ?? 'none';
    const again = await world.fetch(new Request(url, { headers: { ...headers, 'if-none-match': etag } }));
    expect(again.status).toBe(304);
  });

  test('a miss by GET never', async () => {
    for (const body of [{ documentId: sha256Hex('unknown') }, { extensions: persisted('unknown') }]) {
      const answer = await post(world, body, { get: true });
      expect(codes(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('etag')).toBeNull();
      expect(answer.calls).toBe(0);
    }
  });
});

/** What the log says of documents and of apps. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../../src/documents/document-id.ts';
import { post } from '../../helpers/http.ts';
import { createTestGateway, type TestGateway } from '../../helpers/test-gateway.ts';

const ME = 'query Me { viewer { user { username } } }';
const persistedQuery = { version: 1, sha256Hash: sha256Hex(ME) };

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 5 } });
});
afterAll(() => world?.close());

const lastLine = () => JSON.parse(world.logs.at(-1) ?? '{}');

describe('the line of an operation says', () => {
  const document = sha256Hex(ME).slice(0, 12);

  test('by which way its document came, and the beginning of its hash', async () => {
    await post(world, { extensions: { persistedQuery } });
    expect(lastLine()).toMatchObject({ document, via: null, codes: ['PERSISTED_QUERY_NOT_FOUND'] });
    await post(world, { query: ME, extensions: { persistedQuery } });
    expect(lastLine()).toMatchObject({ operation: 'Me', document, via: 'text' });
    await post(world, { extensions: { persistedQuery } });
    expect(lastLine()).toMatchObject({ operation: 'Me', document, via: 'apq', codes: [] });
    await post(world, { id: 'an id that is none' });
    expect(lastLine()).toMatchObject({ document: null, via: null, codes: ['BAD_REQUEST'] });
    await post(world, { id: 'some-id-of-a-client' });
    expect(lastLine()).toMatchObject({ document: null, via: null, codes: ['PERSISTED_QUERY_NOT_FOUND'] });
  });

  test('never so much of a hash that what is kept under it could be opened, nor any other id', async () => {
    const written = world.logs.join('');
    expect(written).not.toContain(sha256Hex(ME).slice(0, 13));
    expect(written).not.toContain('some-id-of-a-client');
  });
});

describe('which app asked', () => {
  const asked = async (headers: Record<string, string>) => {
    await post(world, { query: '{ __typename }' }, { headers });
    return lastLine().client;
  };

  test.each(['apollographql-client', 'graphql-client'])('by %s-name and -version', async (prefix) => {
    const headers = {
      [`${prefix}-name`]: 'com.example.tickets-apollo-ios',
      [`${prefix}-version`]: '1.2 (34)',
    };
    expect(await asked(headers)).toEqual({ name: 'com.example.tickets-apollo-ios', version: '1.2 (34)' });
  });

  test('or one of both, or none', async () => {
    expect(await asked({ 'graphql-client-name': 'web' })).toEqual({ name: 'web', version: null });
    expect(await asked({ 'graphql-client-version': '7' })).toEqual({ name: null, version: '7' });
    expect(await asked({ 'graphql-client-name': ' ' })).toBeNull();
    expect(await asked({})).toBeNull();
  });

  test('cut, and without what belongs in no name', async () => {
    expect(await asked({ 'graphql-client-name': 'x'.repeat(5_000) })).toEqual({
      name: 'x'.repeat(64),
      version: null,
    });
    expect(await asked({ 'graphql-client-name': 'paul@example.com "x" <y>\u00e9' })).toEqual({
      name: 'paul?example.com ?x? ?y??',
      version: null,
    });
  });
});

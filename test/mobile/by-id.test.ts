import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { post } from '../helpers/http.ts';
import { codes } from '../helpers/queries.ts';
import { createTestGateway } from '../helpers/test-gateway.ts';
import { shippedVersions } from './shipped.ts';

/** A gateway that runs nothing but what stands in these files. */
const closed = (...files: string[]) =>
  createTestGateway({ env: { PERSISTED_MANIFESTS: files.join(','), PERSISTED_DOCUMENTS: 'enforce' } });

const FOLDER = 'examples/mobile';
const ids = Object.keys(JSON.parse(readFileSync(`${FOLDER}/generated/persisted_queries.json`, 'utf8')));
const UNKNOWN = ['DOCUMENT_NOT_TRUSTED', 'PERSISTED_QUERY_NOT_FOUND'];

test.each(['persisted-query-manifest.json', 'persisted_queries.json', 'documents/persisted-documents.json'])(
  'a closed gateway knows the operations of the app by their ids from %s alone',
  async (file) => {
    const world = await closed(`${FOLDER}/generated/${file}`);
    // Most want variables, and say so: they are known.
    for (const documentId of ids) {
      const answer = await post(world, { documentId });
      expect(codes(answer).filter((code) => UNKNOWN.includes(code))).toEqual([]);
    }
    const free = await post(world, { query: '{ tickets(first: 1) { nodes { id } } }' });
    expect(codes(free)).toEqual(['DOCUMENT_NOT_TRUSTED']);
    await world.close();
  },
);

test('a closed gateway runs every version that was shipped, by the ids that it sends', async () => {
  const versions = shippedVersions();
  const files = versions.map(({ version }) => `${FOLDER}/shipped/${version}/persisted-query-manifest.json`);
  const world = await closed(...files);
  for (const { version, manifest } of versions) {
    const inbox = manifest.operations.find(({ name }) => name === 'Inbox' || name === 'OldInbox');
    const persistedQuery = { version: 1, sha256Hash: inbox?.id };
    const { data, errors } = await post(world, { extensions: { persistedQuery } });
    expect(errors, version).toBeUndefined();
    expect(data, version).toHaveProperty('tickets.edges');
  }
  await world.close();
});

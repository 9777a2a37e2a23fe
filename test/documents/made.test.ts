/** Manifests that the tools of clients really made. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from '../../src/documents/manifest.ts';
import { ROOT } from '../helpers/child-process.ts';
import { post } from '../helpers/http.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

const FOLDER = join(ROOT, 'test/documents/made');
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const FILES = NAMES.map((name) => join(FOLDER, name));

/** What the documents need that have variables, and what all others do not mind. */
const VARIABLES = { first: 1, id: Buffer.from('Ticket:1').toString('base64url') };

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({
    sandbox: { tickets: 5 },
    env: { PERSISTED_DOCUMENTS: 'enforce', PERSISTED_MANIFESTS: FILES.join(',') },
  });
});
afterAll(() => world?.close());

test('there are some of each tool, and every document in them is valid', () => {
  expect(FILES).toHaveLength(4);
  const [line = '{}'] = world.logs.slice(-1);
  expect(JSON.parse(line)).toMatchObject({ msg: 'manifests', documents: 6, faulty: 0 });
});

describe.each(NAMES)('%s', (name) => {
  test.each(readManifest(readFileSync(join(FOLDER, name), 'utf8')).map(({ id }) => id))(
    '%s runs',
    async (id) => {
      for (const body of [
        { documentId: id },
        { extensions: { persistedQuery: { version: 1, sha256Hash: id } } },
      ]) {
        const answer = await post(world, { ...body, variables: VARIABLES });
        expect(answer.errors).toBeUndefined();
        expect(answer.status).toBe(200);
        expect(answer.data).toBeTypeOf('object');
      }
    },
  );
});

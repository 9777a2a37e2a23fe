import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freezeVersion } from '../../scripts/freeze-version.ts';
import { appOperations } from '../helpers/app-operations.ts';
import type { Play } from '../mobile/shipped.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipped-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const freeze = (version: string) => freezeVersion(version, pathToFileURL(`${folder}/`));

it.each([
  ['none', '', 'Say which version'],
  ['one that is no version', 'next', 'Say which version'],
  ['one that was shipped', '1.0.0', '1.0.0 is not above'],
  ['one below the last', '1.9.10', '1.9.10 is not above'],
])('a version is frozen once, and only upwards: %s is refused', async (_what, version, said) => {
  await expect(freeze(version)).rejects.toThrow(said);
  expect(readdirSync(folder)).toEqual([]);
});

it('a version is frozen as the operations are, each with what it costs and answers', async () => {
  const frozen = await freeze('99.0.0');
  const read = (file: string) => readFileSync(new URL(file, frozen), 'utf8');
  expect(read('persisted-query-manifest.json')).toBe(
    readFileSync('examples/mobile/generated/persisted-query-manifest.json', 'utf8'),
  );
  const plays: Play[] = JSON.parse(read('replay.json'));
  expect(plays.map(({ name }) => name)).toEqual(appOperations().map(({ name }) => name));
  expect(plays[0]).toMatchObject({ calls: 1, codes: [], shape: { 'tickets.edges[].node.id': 'string' } });
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { appOperations } from '../helpers/app-operations.ts';
import { type Play, shippedVersions } from '../mobile/shipped.ts';

const ship = (...version: string[]) =>
  spawnSync(process.execPath, ['scripts/ship-app-version.ts', ...version], { encoding: 'utf8' });

it.each([
  ['none', [], 'Say which version'],
  ['one that is no version', ['next'], 'Say which version'],
  ['one that was shipped', ['1.0.0'], '1.0.0 is not above'],
  ['one below the last', ['1.9.10'], '1.9.10 is not above'],
])('a version is frozen once, and only upwards: %s is refused', (_what, args, said) => {
  const before = shippedVersions().map(({ version }) => version);
  const { status, stderr } = ship(...args);
  expect(status).not.toBe(0);
  expect(stderr).toContain(said);
  expect(shippedVersions().map(({ version }) => version)).toEqual(before);
});

it('a version is frozen as the operations are, each with what it costs and answers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipped-'));
  expect(ship('99.0.0', '--into', folder)).toMatchObject({ status: 0 });
  const read = (file: string) => readFileSync(join(folder, '99.0.0', file), 'utf8');
  expect(read('persisted-query-manifest.json')).toBe(
    readFileSync('examples/mobile/generated/persisted-query-manifest.json', 'utf8'),
  );
  const plays: Play[] = JSON.parse(read('replay.json'));
  expect(plays.map(({ name }) => name)).toEqual(appOperations().map(({ name }) => name));
  expect(plays[0]).toMatchObject({ calls: 1, codes: [], shape: { 'tickets.edges[].node.id': 'string' } });
  rmSync(folder, { recursive: true });
});

import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { shippedVersions } from '../mobile/shipped.ts';

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

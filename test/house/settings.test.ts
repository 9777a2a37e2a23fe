import { describe, expect, test } from 'vitest';
import { describeSettings } from '../../src/config/describe.ts';
import { filesOf } from './source.ts';

/** Holds how settings are read, not that anything comes of them. */
const READING = 'test/config.test.ts';

/** Settings that none of the texts sets, be it as a key of an environment or as `NAME=value`. */
const unset = (texts: readonly string[], names = describeSettings().map(({ name }) => name)): string[] =>
  names.filter((name) => !texts.some((text) => new RegExp(`\\b${name}(: |=)`).test(text)));

describe('each setting', () => {
  const tests = [...filesOf('test', '.ts'), ...filesOf('sandbox/test', '.ts')].filter(
    ({ path }) => path !== READING && path !== 'test/helpers/test-gateway.ts',
  );

  test('is set by a test besides those of how settings are read', () => {
    expect(tests.length).toBeGreaterThan(100);
    expect(unset(tests.map(({ text }) => text))).toEqual([]);
  });

  test('counts as set only by its own name, and where it gets a value', () => {
    const text = "env: { EAST_GATE: '0' } settings.BELL; LAMP_OIL=7";
    const names = ['EAST_GATE', 'GATE', 'BELL', 'LAMP', 'LAMP_OIL'];
    expect(unset([text], names)).toEqual(['GATE', 'BELL', 'LAMP']);
  });
});

import { describe, expect, it } from 'vitest';
import { keepsForEverybody, type Leaks, sharesWithEverybody, tryIsolation } from './isolation.ts';

const shown = ({ foreign }: Leaks) => foreign.slice(0, 3);

describe('Callers of two enterprises who ask the same things at the same time', () => {
  it('each get what is theirs, with everything on that keeps or shares answers', {
    timeout: 120_000,
  }, async () => {
    const leaks = await tryIsolation({ operations: 2_000, atOnce: 24, seed: 1 });
    expect(shown(leaks)).toEqual([]);
    expect(leaks.operations).toBeGreaterThanOrEqual(2_000);
    // Most was kept or shared, or nothing would have been shown.
    expect(leaks.cached).toBeGreaterThan(leaks.calls);
  });

  it('each get what is theirs without the cache too, where all sharing is of calls in flight', {
    timeout: 120_000,
  }, async () => {
    const leaks = await tryIsolation({ operations: 200, atOnce: 24, seed: 2, env: { CACHE: 'off' } });
    expect(shown(leaks)).toEqual([]);
    expect(leaks.cached).toBeGreaterThan(20);
  });

  it.each([
    ['sharing calls in flight with everybody', sharesWithEverybody],
    ['keeping answers for everybody', keepsForEverybody],
  ])('would be seen to get what is others’ by %s', { timeout: 60_000 }, async (_what, leak) => {
    const trial = { operations: 150, atOnce: 24, seed: 3, env: { CACHE: 'off' } };
    const { foreign } = await tryIsolation({ ...trial, layers: (usual) => ({ leak, ...usual }) });
    expect(foreign.length).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { Stats } from './simulation/stats.ts';
import { type Pager, Walk } from './simulation/walk.ts';

// The whole run is `npm run paging:walks`; a seed that fails there reproduces alone with `--seed N --walks 1`.
const WALKS = 300;

async function walks(pager: Pager, from: number, count: number): Promise<Stats> {
  const stats = new Stats();
  for (let seed = from; seed < from + count; seed += 1) await new Walk(seed, pager, stats).run();
  return stats;
}

describe('seeded walks over moving lists, any page size, any direction at every turn', () => {
  it('repeat nothing, lose nothing, and tell true flags, at hardly more than one call a page', async () => {
    const stats = await walks('sealed', 70_000, WALKS);
    expect(stats.notes.filter((note) => note.includes('duplicates'))).toEqual([]);
    expect(stats).toMatchObject({
      duplicates: 0,
      lost: 0,
      disordered: 0,
      flags: 0,
      overPlan: 0,
      overBound: 0,
    });
    expect(stats.meanCalls).toBeLessThanOrEqual(1.1);
    expect(stats.pages).toBeGreaterThan(WALKS * 5);
    const lost = stats.refused.get('PLACE_LOST') ?? 0;
    expect(lost).toBeLessThan(stats.pages / 1000);
  });

  it('fail with plain offset cursors, so that the check is known to be able to', async () => {
    const stats = await walks('offset', 70_000, 60);
    expect(stats.duplicates).toBeGreaterThan(100);
    expect(stats.lost).toBeGreaterThan(100);
    expect(stats.flags).toBeGreaterThan(0);
  });

  it('come out the same for the same seed', async () => {
    const [one, other] = [await walks('sealed', 70_123, 1), await walks('sealed', 70_123, 1)];
    expect(one).toEqual(other);
  });
});

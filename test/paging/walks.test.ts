import { describe, expect, it } from 'vitest';
import { Tally } from './simulation/stats.ts';
import { type Pager, Walk } from './simulation/walk.ts';

// The whole run is `npm run paging:walks`; a seed that fails there reproduces alone with `--seed N --walks 1`.
const WALKS = 300;

async function walks(pager: Pager, from: number, count: number): Promise<Tally> {
  const tally = new Tally();
  for (let seed = from; seed < from + count; seed += 1) await new Walk(seed, pager, tally).run();
  return tally;
}

describe('seeded walks over moving lists, any page size, any direction at every turn', () => {
  it('repeat nothing, lose nothing, and tell true flags, at hardly more than one call a page', async () => {
    const tally = await walks('sealed', 70_000, WALKS);
    expect(tally.notes.filter((note) => note.includes('duplicates'))).toEqual([]);
    expect(tally).toMatchObject({
      duplicates: 0,
      lost: 0,
      disordered: 0,
      flags: 0,
      overPlan: 0,
      overBound: 0,
    });
    expect(tally.meanCalls).toBeLessThanOrEqual(1.1);
    expect(tally.pages).toBeGreaterThan(WALKS * 5);
    const lost = tally.refused.get('PLACE_LOST') ?? 0;
    expect(lost).toBeLessThan(tally.pages / 1000);
  });

  it('fail with plain offset cursors, so that the check is known to be able to', async () => {
    const tally = await walks('offset', 70_000, 60);
    expect(tally.duplicates).toBeGreaterThan(100);
    expect(tally.lost).toBeGreaterThan(100);
    expect(tally.flags).toBeGreaterThan(0);
  });

  it('come out the same for the same seed', async () => {
    const [one, other] = [await walks('sealed', 70_123, 1), await walks('sealed', 70_123, 1)];
    expect(one).toEqual(other);
  });
});

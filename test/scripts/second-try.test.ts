import { describe, expect, it } from 'vitest';
import { type Held, type Misses, marked, secondTry } from '../../scripts/measure-with-retry.ts';

const held = (value: number): Held => ({ what: 'p99', value, most: 50, shown: `${value} ms` });

/** Measures these, one after the other. */
async function tried(...values: number[]) {
  const misses: Misses = { again: [], missed: [] };
  const left = [...values];
  const numbers = await secondTry(async () => [held(left.shift() ?? Number.NaN)], misses);
  return { ...misses, numbers: numbers.map(marked), left };
}

describe('A measured number', () => {
  it('is measured once where it is within its limit', async () => {
    expect(await tried(50, 1)).toEqual({ again: [], missed: [], numbers: ['50 ms'], left: [1] });
  });

  it('gets a second try, of which is told, and is good if that is', async () => {
    expect(await tried(51, 50)).toEqual({
      again: ['p99: 51 ms (at most 50)'],
      missed: [],
      numbers: ['50 ms'],
      left: [],
    });
  });

  it('fails where it is over its limit twice, or no number', async () => {
    expect(await tried(51, 52, 1)).toMatchObject({
      missed: ['p99: 52 ms (at most 50)'],
      numbers: ['52 ms (!)'],
      left: [1],
    });
    expect((await tried(Number.NaN, Number.NaN)).missed).toHaveLength(1);
  });
});

import { describe, expect, test } from 'vitest';
import { answer, reset } from './faults.ts';
import { outage, ratioAt } from './ratios.ts';

describe('an API that fails in part', { timeout: 60_000 }, () => {
  test('with 10 % of its calls failing, 99 % of the reads are right, for at most 1.2 calls each', async () => {
    const { right, calls, codes } = await ratioAt(0.1, 400);
    expect({ right, codes }).toMatchObject({ right: expect.toSatisfy((part: number) => part >= 0.99) });
    expect(calls).toBeLessThanOrEqual(1.2);
    // A call that is cut off before it arrives is not counted, so the sum may fall just short of one each.
    expect(calls).toBeGreaterThan(0.9);
  });

  test('with all of them failing, it gets at most 1.1 calls for each read, and each read says so', async () => {
    const { right, calls, codes } = await ratioAt(1, 200);
    expect(right).toBe(0);
    expect(calls).toBeLessThanOrEqual(1.1);
    expect(codes).toHaveLength(200);
    for (const code of codes) expect(code).toMatch(/^UPSTREAM_(UNAVAILABLE|TIMEOUT)$/);
  });

  test.each([
    ['resets', reset],
    ['answers 503', answer(503)],
  ])(
    'when it %s, an open breaker keeps calls away, and all is right again after it ends',
    async (_, fault) => {
      const { open } = await outage(fault);
      expect(open.calls).toBeLessThan(0.2);
      expect(new Set(open.codes)).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    },
  );
});

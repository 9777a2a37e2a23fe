import { describe, expect, test } from 'vitest';
import { answer, reset } from './faults.ts';
import { expectedAt, outage, ratioAt } from './ratios.ts';

describe('an API that fails in part', { timeout: 60_000 }, () => {
  test('with 10 % of its calls failing, 99 % of the reads are right, for at most 1.2 calls each', async () => {
    const { right, calls, ids } = await ratioAt(0.1, 400);
    expect(right).toBeGreaterThanOrEqual(0.99);
    expect(calls).toBeLessThanOrEqual(1.2);
    // Each call that failed was tried again, and nothing else was: what fails does not depend on when it is asked for.
    expect({ right, calls }).toEqual(expectedAt(0.1, ids));
    expect(calls).toBeGreaterThan(1.08);
  });

  test('with all of them failing, it gets at most 1.1 calls for each read, and each read says so', async () => {
    const { right, calls, codes } = await ratioAt(1, 200);
    expect(right).toBe(0);
    expect(calls).toBeLessThanOrEqual(1.1);
    expect(codes).toHaveLength(200);
    for (const code of codes) expect(code).toMatch(/^UPSTREAM_(UNAVAILABLE|TIMEOUT)$/);
  });
});

describe.concurrent('an API that is down', { timeout: 60_000 }, () => {
  test.each([
    ['resets', reset],
    ['answers 503', answer(503)],
  ])(
    'when it %s, an open breaker keeps calls away, and all is right again within 3 s after it ends',
    async (_, fault) => {
      const { open, recoveredMs } = await outage(fault, 200);
      expect(open.calls).toBeLessThan(0.2);
      expect(open.refusals.length).toBeGreaterThan(150);
      expect(recoveredMs).toBeLessThan(3_000);
      expect(new Set(open.codes)).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    },
  );
});

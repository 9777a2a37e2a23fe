import { describe, expect, it } from 'vitest';
import { budgetOf, type Call, factsOf, rowsOf } from '../../src/server/graphiql-browser/layout.js';

const call = (differs: Partial<Call> = {}): Call => ({
  method: 'GET',
  path: '/tickets',
  field: 'tickets',
  startMs: 0,
  durationMs: 100,
  cached: false,
  status: 200,
  code: null,
  ...differs,
});
const trace = (...calls: Call[]) => ({ calls, cost: null, ms: 120 });

describe('the bars of the waterfall', () => {
  it('stand in the order in which the calls began, each where it was on the time line', () => {
    const rows = rowsOf(trace(call({ startMs: 100 }), call({ durationMs: 50 })));
    expect(rows.map(({ left, width }) => [left, width])).toEqual([
      [0, 25],
      [50, 50],
    ]);
  });

  it('can be seen however short the call was, and never leave the line', () => {
    const [, short] = rowsOf(trace(call(), call({ startMs: 100, durationMs: 0 })));
    expect(short?.width).toBeGreaterThan(0);
    expect((short?.left ?? 0) + (short?.width ?? 0)).toBeLessThanOrEqual(100);
  });

  it.each([
    ['a read', {}, 'read', '100 ms'],
    ['a write', { method: 'POST' }, 'write', '100 ms'],
    ['what a kept answer saved', { cached: true, durationMs: 0 }, 'cached', 'cache'],
    ['a failure', { code: 'FORBIDDEN', status: 403 }, 'failed', 'FORBIDDEN'],
    ['a call that had not ended', { durationMs: null }, 'read', 'still running'],
    ['a short read', { durationMs: 4.26 }, 'read', '4.3 ms'],
  ])('tell %s', (_case, differs, tone, text) => {
    expect(rowsOf(trace(call(differs)))).toMatchObject([{ tone, text }]);
  });
});

describe('the facts of an answer', () => {
  it('are those of its cost where the gateway tells it', () => {
    const cost = { actual: 3, planned: 4, cached: 1, retried: 1 };
    expect(factsOf({ calls: [call()], cost, ms: 41.7 })).toEqual([
      '3 calls',
      '4 planned',
      '1 from cache',
      '1 repeated',
      '42 ms',
    ]);
  });

  it('are counted from the calls where it does not', () => {
    expect(factsOf(trace(call(), call({ cached: true })))).toEqual(['1 call', '1 from cache', '120 ms']);
  });
});

describe('what is left of the budget', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it('is told with the time until there is more', () => {
    const cost = { actual: 1, limit: 10, remaining: 4, resetAt: '2026-01-01T00:00:31.200Z' };
    expect(budgetOf(cost, now)).toEqual({ text: '4 of 10 left, more in 32 s', share: 0.4 });
  });

  it('needs no time where all is left, or none is known', () => {
    expect(budgetOf({ actual: 0, limit: 10, remaining: 10, resetAt: now + 5000 }, now)?.text).toBe(
      '10 of 10 left',
    );
    expect(budgetOf({ actual: 1, limit: 10, remaining: 9, resetAt: null }, now)?.text).toBe('9 of 10 left');
  });

  it('is nothing to show where there is no limit', () => {
    expect(budgetOf({ actual: 1, limit: null, remaining: null }, now)).toBeNull();
    expect(budgetOf({ actual: 1, limit: 0, remaining: 0 }, now)).toBeNull();
    expect(budgetOf(null, now)).toBeNull();
  });
});

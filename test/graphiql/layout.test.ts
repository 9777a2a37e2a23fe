import { describe, expect, it } from 'vitest';
import {
  budgetOf,
  type Call,
  factsOf,
  planOf,
  rowsOf,
  TOKEN_HINT,
  whyNone,
} from '../../src/server/graphiql/browser/layout.js';
import { typedToken } from '../../src/server/graphiql/browser/typed-token.js';

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
const trace = (...calls: Call[]) => ({ calls, plan: [], cost: null, ms: 120, codes: [] });

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
    expect(factsOf({ ...trace(call()), cost, ms: 41.7 })).toEqual([
      '3 calls',
      '4 planned',
      '1 cached',
      '1 repeated',
      '42 ms',
    ]);
  });

  it('are counted from the calls where it does not', () => {
    expect(factsOf(trace(call(), call({ cached: true })))).toEqual(['1 call', '1 cached', '120 ms']);
  });
});

describe('the plan', () => {
  it('tells each kind of call, and how many more there may be if the lists move', () => {
    const plan = [
      { call: 'GET /tickets', planned: 1, bound: 4 },
      { call: 'POST /tickets', planned: 1, bound: 1 },
    ];
    expect(planOf({ ...trace(), plan })).toEqual(['1–4 × /tickets', '1 × POST /tickets']);
  });
});

describe('what is left of the budget', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it('is told as a share, and with the time to wait once it runs low', () => {
    const cost = { actual: 1, limit: 10, resetAt: '2026-01-01T00:00:31.200Z' };
    expect(budgetOf({ ...cost, remaining: 4 }, now)).toEqual({
      text: '4 of 10 left',
      share: 0.4,
      low: false,
    });
    expect(budgetOf({ ...cost, remaining: 1 }, now)).toEqual({
      text: '1 of 10 left, all back in 32 s',
      share: 0.1,
      low: true,
    });
  });

  it('needs no time where none is known', () => {
    expect(budgetOf({ actual: 1, limit: 10, remaining: 0, resetAt: null }, now)?.text).toBe('0 of 10 left');
  });

  it('is nothing to show where there is no limit', () => {
    expect(budgetOf({ actual: 1, limit: null, remaining: null }, now)).toBeNull();
    expect(budgetOf({ actual: 1, limit: 0, remaining: 0 }, now)).toBeNull();
    expect(budgetOf(null, now)).toBeNull();
  });
});

describe('an answer without a call', () => {
  it.each([
    [[], 'No call was needed.'],
    [['GRAPHQL_VALIDATION_FAILED'], 'No call was made.'],
    [['RATE_LIMITED'], 'No call could start: none is left for now.'],
    [['UNAUTHENTICATED'], TOKEN_HINT],
  ])('says why, after errors %j', (codes, why) => {
    expect(whyNone({ ...trace(), codes })).toBe(why);
  });
});

describe('a token that was typed once', () => {
  const sent = (complete: (headers: Headers) => Headers, value: string | null) =>
    complete(new Headers(value === null ? {} : { authorization: value })).get('authorization');

  it('is filled in where another tab still shows the placeholder', () => {
    const complete = typedToken('authorization');
    expect(sent(complete, 'Bearer <your token>')).toBe('Bearer <your token>');
    expect(sent(complete, 'Bearer mine')).toBe('Bearer mine');
    expect(sent(complete, 'Bearer <your token>')).toBe('Bearer mine');
  });

  it('replaces no other, and comes to nobody who sends none', () => {
    const complete = typedToken('authorization');
    sent(complete, 'Bearer mine');
    expect(sent(complete, 'Bearer other')).toBe('Bearer other');
    expect(sent(complete, null)).toBeNull();
  });
});

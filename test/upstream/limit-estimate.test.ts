import { describe, expect, it } from 'vitest';
import {
  foreignCalls,
  isSame,
  type LimitEstimate,
  limitOf,
  NO_ESTIMATE,
  update,
} from '../../src/upstream/rate-limit/limit-estimate.ts';
import type { RateObservation } from '../../src/upstream/rate-limit/limiter.ts';

const NOW = 1_000_000;
const MINUTE = 60_000;

const seen = (
  rate: Partial<NonNullable<RateObservation['rate']>> | null,
  status = 200,
  retryAfter: number | null = null,
): RateObservation => ({
  status,
  rate: rate === null ? null : { limit: null, remaining: null, resetAt: null, ...rate },
  retryAfter,
});
const estimateFrom = (
  observation: RateObservation,
  { before = NO_ESTIMATE, used = 1 }: { before?: LimitEstimate; used?: number } = {},
): LimitEstimate => update(before, observation, 'auto', used, NOW);

describe('The limit of a caller', () => {
  it('is ten until something is known, a number where it is set, none where it is off', () => {
    expect(limitOf('auto', NO_ESTIMATE, NOW)).toBe(10);
    expect(limitOf(25, NO_ESTIMATE, NOW)).toBe(25);
    expect(limitOf(0, NO_ESTIMATE, NOW)).toBeNull();
  });

  it.each([
    ['up', 600],
    ['down', 3],
  ])('goes %s to what a header says', (_way, limit) => {
    expect(limitOf('auto', estimateFrom(seen({ limit })), NOW)).toBe(limit);
  });

  it('is not moved by headers that make no sense, or say nothing', () => {
    for (const rate of [null, {}, { limit: 0 }, { resetAt: NOW + 5 }]) {
      expect(limitOf('auto', estimateFrom(seen(rate)), NOW)).toBe(10);
    }
  });

  it('goes up where more is left than was thought to be there', () => {
    expect(limitOf('auto', estimateFrom(seen({ remaining: 59 })), NOW)).toBe(60);
    expect(limitOf('auto', estimateFrom(seen({ remaining: 4 })), NOW)).toBe(10);
  });

  it('stays where it is set, whatever is seen', () => {
    const estimate = update(NO_ESTIMATE, seen({ limit: 3, remaining: 0, resetAt: NOW + MINUTE }), 50, 1, NOW);
    expect(limitOf(50, estimate, NOW)).toBe(50);
    expect(foreignCalls(estimate, NOW)).toBe(0);
  });
});

describe('Calls of others', () => {
  it('are what the API counted beyond ours, until its window ends', () => {
    const estimate = estimateFrom(seen({ limit: 10, remaining: 2, resetAt: NOW + 20_000 }), { used: 5 });
    expect(foreignCalls(estimate, NOW)).toBe(3);
    expect(foreignCalls(estimate, NOW + 20_000)).toBe(0);
  });

  it('are none where the API counted less than we did: some of ours are still on their way', () => {
    expect(
      foreignCalls(estimateFrom(seen({ limit: 10, remaining: 8, resetAt: NOW + MINUTE }), { used: 6 }), NOW),
    ).toBe(0);
  });

  it('are remembered over answers that do not tell', () => {
    const before = estimateFrom(seen({ limit: 10, remaining: 2, resetAt: NOW + MINUTE }), { used: 5 });
    expect(foreignCalls(estimateFrom(seen(null), { before }), NOW)).toBe(3);
  });
});

describe('A 429', () => {
  it.each([
    ['as long as it says', seen(null, 429, 30), 30_000],
    ['until the window ends, where that is all it says', seen({ resetAt: NOW + 12_000 }, 429), 12_000],
    ['for some seconds, where it says nothing', seen(null, 429), 6_000],
  ])('pauses %s', (_how, observation, ms) => {
    expect(estimateFrom(observation).pausedUntil).toBe(NOW + ms);
  });

  it('never shortens a pause', () => {
    const before = estimateFrom(seen(null, 429, 50));
    expect(estimateFrom(seen(null, 429, 5), { before }).pausedUntil).toBe(NOW + 50_000);
  });

  it('of a burst lowers the guess to what went through', () => {
    let estimate = NO_ESTIMATE;
    // Ten at once, of which an API that allows six refuses four.
    for (let n = 0; n < 4; n += 1)
      estimate = estimateFrom(seen(null, 429, 20), { before: estimate, used: 10 });
    expect(limitOf('auto', estimate, NOW)).toBe(6);
  });

  it('with little of ours in the window may be the work of others: the guess is no less than half', () => {
    expect(limitOf('auto', estimateFrom(seen(null, 429, 20), { used: 1 }), NOW)).toBe(5);
  });

  it('is forgiven by one every two minutes, up to what is assumed', () => {
    const estimate = estimateFrom(seen(null, 429, 20), { used: 1 });
    expect([1, 2, 5, 10, 60].map((minutes) => limitOf('auto', estimate, NOW + minutes * MINUTE))).toEqual([
      5, 6, 7, 10, 10,
    ]);
  });

  it('lowers nothing where a header says the limit', () => {
    expect(limitOf('auto', estimateFrom(seen({ limit: 20 }, 429, 20), { used: 5 }), NOW)).toBe(20);
  });
});

it('Knowledge that means the same needs no telling', () => {
  const told = estimateFrom(seen({ limit: 20, remaining: 19 }));
  expect(isSame(told, estimateFrom(seen({ limit: 20, remaining: 18 }), { used: 2 }), NOW)).toBe(true);
  for (const other of [
    NO_ESTIMATE,
    estimateFrom(seen({ limit: 21 })),
    estimateFrom(seen({ limit: 20 }, 429, 3)),
  ]) {
    expect(isSame(told, other, NOW)).toBe(false);
  }
});

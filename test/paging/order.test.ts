import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractDriftError } from '../../src/paging/errors.ts';
import { compareKeys, normalKey, readOrders } from '../../src/paging/order.ts';
import type { Direction, SortKey } from '../../src/paging/types.ts';

const refused = expect.objectContaining({ code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'ORDER_IGNORED' });

describe('the order of an upstream list', () => {
  it.each<[Direction, SortKey[], 'first' | 'last' | null]>([
    ['desc', [9, 5, 5, 1], null],
    ['desc', [9, 5, null, null], 'last'],
    ['desc', [null, 9, 5], 'first'],
    ['asc', [null, null, 1, 3], 'first'],
    ['asc', [1, 3, null], 'last'],
    ['asc', [null, null], null],
    ['asc', [], null],
  ])('%s of %j shows nulls %s', (direction, keys, nulls) => {
    expect(readOrders(keys, direction)[0].nulls).toBe(nulls);
  });

  it.each<[Direction, SortKey[]]>([
    ['desc', [1, 2]],
    ['asc', [2, 1]],
    ['desc', [9, null, 5]],
    ['desc', [null, 9, null]],
    ['asc', ['b', 'a', 'c']],
  ])('%s is not that of %j', (direction, keys) => {
    expect(() => readOrders(keys, direction)).toThrow(ContractDriftError);
    expect(() => readOrders(keys, direction)).toThrow(refused);
  });

  it.each([
    ['by code unit', ['B', 'a', 'c']],
    ['without case', ['a', 'B', 'c']],
    ['by language', ['a', 'Ä', 'b', 'é', 'z']],
  ])('takes texts as the upstream sorts them: %s', (_, keys) => {
    const [order] = readOrders(keys, 'asc');
    for (const [at, key] of keys.entries()) {
      for (const later of keys.slice(at + 1)) expect(compareKeys(order, key, later)).toBeLessThan(0);
    }
    expect(() => readOrders(keys.toReversed(), 'desc')).not.toThrow();
  });

  it('keeps every way of comparing that fits, and none but one for numbers', () => {
    expect(readOrders(['a', 'b'], 'asc')).toHaveLength(3);
    expect(readOrders(['B', 'a'], 'asc')).toHaveLength(1);
    expect(readOrders([1, 2], 'asc')).toHaveLength(1);
  });

  it('believes what was seen before only where the rows do not tell', () => {
    expect(readOrders([3, 2], 'desc', 'first')[0].nulls).toBe('first');
    expect(readOrders([3, null], 'desc', 'first')[0].nulls).toBe('last');
  });

  it('puts nulls last while nothing has shown them: none is passed by unseen', () => {
    const [order] = readOrders([3, 2], 'desc');
    expect(compareKeys(order, null, 2)).toBeGreaterThan(0);
    expect(compareKeys(order, 2, null)).toBeLessThan(0);
    expect(compareKeys(order, null, null)).toBe(0);
  });

  it('compares any two keys one way round and the other', () => {
    const key = fc.oneof(fc.integer(), fc.string(), fc.constant(null));
    fc.assert(
      fc.property(key, key, fc.constantFrom('asc' as const, 'desc' as const), (a, b, direction) => {
        const [order] = readOrders([], direction);
        expect(Math.sign(compareKeys(order, a, b))).toBe(-Math.sign(compareKeys(order, b, a)) + 0);
      }),
    );
  });
});

describe('a sort key', () => {
  it('is cut where it is long, so that a cursor does not grow with it', () => {
    expect(normalKey('x'.repeat(500))).toHaveLength(64);
    expect(normalKey(`${'x'.repeat(63)}😀`)).toBe(`${'x'.repeat(63)}\ufffd`);
  });

  it('is null where it is no number that compares', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, null].map(normalKey)).toEqual([null, null, null]);
    expect(normalKey(0)).toBe(0);
    expect(normalKey('')).toBe('');
  });
});

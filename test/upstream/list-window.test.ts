import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENVELOPE } from '../../src/upstream/endpoint/decode.ts';
import {
  contains,
  type ListWindow,
  merge,
  sliceResponse,
} from '../../src/upstream/interceptors/list-window.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';

const window = (offset: number, limit: number): ListWindow => ({ offset, limit });

const answer = (body: unknown): UpstreamResponse => ({ status: 200, date: 7, rate: null, body });

/** What an API answers to a window of a list of so many rows, that cuts limits to a cap and hides what it likes. */
function answered(
  rows: number,
  { offset, limit }: ListWindow,
  { cap = 1_000, hides = [] as string[], bare = false } = {},
): UpstreamResponse {
  const data = Array.from({ length: rows }, (_, id) => ({ id })).slice(offset, offset + Math.min(limit, cap));
  const end = offset + data.length;
  const envelope = { data, total: rows, next_offset: end < rows ? end : null };
  const shown = Object.fromEntries(Object.entries(envelope).filter(([name]) => !hides.includes(name)));
  return answer(bare ? data : shown);
}

describe('Windows of one list', () => {
  it('become the fewest that hold them, where they overlap or touch', () => {
    expect(merge([window(0, 10), window(0, 21)], 100)).toEqual([window(0, 21)]);
    expect(merge([window(20, 10), window(0, 20)], 100)).toEqual([window(0, 30)]);
    expect(merge([window(5, 10), window(0, 10), window(2, 3)], 100)).toEqual([window(0, 15)]);
  });

  it('stay apart where nobody asked for the rows between, or where the cap is passed', () => {
    expect(merge([window(0, 10), window(50, 10)], 100)).toEqual([window(0, 10), window(50, 10)]);
    expect(merge([window(0, 60), window(50, 60)], 100)).toEqual([window(0, 60), window(50, 60)]);
    expect(merge([window(0, 101)], 100)).toEqual([window(0, 101)]);
  });

  it('are all held by what comes of them, whatever they are', () => {
    const windows = fc.array(fc.record({ offset: fc.nat(200), limit: fc.integer({ min: 1, max: 100 }) }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(windows, (asked) => {
        const wide = merge(asked, 100);
        expect(wide.length).toBeLessThanOrEqual(asked.length);
        for (const one of asked) expect(wide.some((outer) => contains(outer, one))).toBe(true);
      }),
    );
  });
});

describe('The slice of an answer', () => {
  it('is what the API would have answered to the narrow window, where it tells its total and its next offset', () => {
    const windows = fc.record({ offset: fc.nat(60), limit: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(fc.nat(80), windows, fc.nat(20), fc.nat(20), (rows, inner, before, after) => {
        const offset = Math.max(0, inner.offset - before);
        const outer = window(offset, inner.offset + inner.limit + after - offset);
        expect(sliceResponse(answered(rows, outer), outer, inner, ENVELOPE)).toEqual(answered(rows, inner));
      }),
    );
  });

  it.each([
    ['hides both', { hides: ['total', 'next_offset'] }],
    ['answers a bare list', { bare: true }],
    ['cuts limits silently', { cap: 25, hides: ['total', 'next_offset'] }],
  ])('from the same offset is that also from an API that %s', (_name, habits) => {
    for (const limit of [5, 25, 30, 39]) {
      const [outer, inner] = [window(10, 40), window(10, limit)];
      expect(sliceResponse(answered(45, outer, habits), outer, inner, ENVELOPE)).toEqual(
        answered(45, inner, habits),
      );
    }
  });

  it('can not be told where a short answer may have been cut, and the window begins elsewhere', () => {
    const [outer, inner] = [window(0, 100), window(20, 30)];
    const habits = { cap: 25, hides: ['total', 'next_offset'] };
    expect(sliceResponse(answered(200, outer, habits), outer, inner, ENVELOPE)).toBeNull();
    expect(sliceResponse(answered(200, outer, { ...habits, hides: [] }), outer, inner, ENVELOPE)).toBeNull();
    expect(sliceResponse(answered(200, outer, habits), outer, window(10, 10), ENVELOPE)).toEqual(
      answered(200, window(10, 10), habits),
    );
  });

  it('of what is no list is none', () => {
    for (const body of [null, 'text', 7, {}, { data: 'text' }]) {
      expect(sliceResponse(answer(body), window(0, 10), window(0, 5), ENVELOPE)).toBeNull();
    }
  });
});

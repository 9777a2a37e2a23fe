import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/paging/arguments.ts';
import { BadPageError } from '../../src/paging/errors.ts';
import type { PageArgs } from '../../src/paging/types.ts';
import { LIMITS } from './simulation/paged-list.ts';

describe('the arguments of a page', () => {
  it.each<[string, PageArgs, boolean, string, string]>([
    ['first below 0', { first: -1 }, false, 'NEGATIVE', 'first'],
    ['last below 0', { last: -1 }, false, 'NEGATIVE', 'last'],
    ['first above the maximum', { first: 101 }, false, 'ABOVE_MAXIMUM', 'first'],
    ['last above the maximum', { last: 101 }, false, 'ABOVE_MAXIMUM', 'last'],
    ['half a row', { first: 1.5 }, false, 'NOT_A_WHOLE_NUMBER', 'first'],
    ['no number', { last: Number.NaN }, false, 'NOT_A_WHOLE_NUMBER', 'last'],
    ['first with last', { first: 1, last: 1 }, false, 'FIRST_WITH_LAST', 'last'],
    ['first with last, both 0', { first: 0, last: 0 }, false, 'FIRST_WITH_LAST', 'last'],
    ['last with a filter applied here', { last: 5 }, true, 'BACKWARD_WITH_SCAN', 'last'],
    ['before with a filter applied here', { first: 5, before: 'x' }, true, 'BACKWARD_WITH_SCAN', 'before'],
  ])('are refused: %s', (_, args, scanning, reason, argument) => {
    const read = (): unknown => readArguments(args, LIMITS, scanning);
    expect(read).toThrow(BadPageError);
    expect(read).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', reason, argument, retryable: false }),
    );
  });

  it('say in the refusal what would do', () => {
    expect(() => readArguments({ first: 101 }, LIMITS, false)).toThrow('first must be at most 100.');
    expect(() => readArguments({ first: 500 }, { ...LIMITS, maxPageSize: 250 }, false)).toThrow(
      'at most 250',
    );
  });

  it('ask for the first 10 rows when nothing is said, as the API does', () => {
    const wanted = { from: 'start', size: 10, after: null, before: null, scanning: false };
    expect(readArguments({}, LIMITS, false)).toEqual(wanted);
    expect(readArguments({ first: null, after: null, last: null, before: null }, LIMITS, false)).toEqual(
      wanted,
    );
  });

  it('may ask for no row at all, and for the most', () => {
    expect(readArguments({ first: 0 }, LIMITS, false).size).toBe(0);
    expect(readArguments({ last: 100 }, LIMITS, false)).toMatchObject({ from: 'end', size: 100 });
  });
});

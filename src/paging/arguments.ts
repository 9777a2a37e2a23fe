import { BadPageError, type PagingArgument } from './errors.ts';
import type { Limits, PageArgs } from './types.ts';

/** Checked arguments of a connection. */
export interface PageRequest {
  /** The end of the range that the page is counted from. */
  readonly from: 'start' | 'end';
  readonly size: number;
  readonly after: string | null;
  readonly before: string | null;
  /** Whether the list has a filter that the gateway applies. */
  readonly scanning: boolean;
}

/**
 * Reads the arguments of a connection. Null and absent are the same. Without `first` and `last` the page is the first
 * `defaultPageSize` rows.
 *
 * @param scanning whether the gateway filters rows, which it can do forward only
 * @throws {@link BadPageError} with a reason of its own for each refusal
 */
export function readArguments(args: PageArgs, limits: Limits, scanning = false): PageRequest {
  const { first = null, last = null, after = null, before = null } = args;
  if (first !== null && last !== null) {
    throw new BadPageError('FIRST_WITH_LAST', 'last', 'Send either first or last, not both.');
  }
  checkSize(first, 'first', limits.maxPageSize);
  checkSize(last, 'last', limits.maxPageSize);
  if (scanning && (last !== null || before !== null)) {
    throw new BadPageError(
      'BACKWARD_WITH_SCAN',
      last === null ? 'before' : 'last',
      'The gateway applies this filter itself and reads forward only. Use first and after.',
    );
  }
  const size = last ?? first ?? limits.defaultPageSize;
  return { from: last === null ? 'start' : 'end', size, after, before, scanning };
}

function checkSize(size: number | null, argument: PagingArgument, max: number): void {
  if (size === null) return;
  if (!Number.isInteger(size)) {
    throw new BadPageError('NOT_A_WHOLE_NUMBER', argument, `${argument} must be a whole number.`);
  }
  if (size < 0) throw new BadPageError('NEGATIVE', argument, `${argument} must be 0 or more.`);
  if (size > max) throw new BadPageError('ABOVE_MAXIMUM', argument, `${argument} must be at most ${max}.`);
}

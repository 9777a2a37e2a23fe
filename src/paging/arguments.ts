import { BadPageError, type PagingArgument } from './errors.ts';
import type { Limits, PageArgs } from './types.ts';

/** Checked arguments: how many rows, from which end of the range, and the range's ends. */
export interface Request {
  readonly from: 'start' | 'end';
  readonly size: number;
  readonly after: string | null;
  readonly before: string | null;
}

/**
 * Reads the arguments of a connection. Null and absent are the same; without `first` and `last` the page is the first
 * `defaultPageSize` rows.
 *
 * @param scanning whether rows are filtered here, which can't be done from the end
 * @throws {@link BadPageError} with a reason of its own for each refusal
 */
export function readArguments(args: PageArgs, limits: Limits, scanning: boolean): Request {
  const first = args.first ?? null;
  const last = args.last ?? null;
  if (first !== null && last !== null) {
    throw new BadPageError('FIRST_WITH_LAST', 'last', 'Send either first or last, not both.');
  }
  checkSize(first, 'first', limits);
  checkSize(last, 'last', limits);
  const before = args.before ?? null;
  if (scanning && (last !== null || before !== null)) {
    throw new BadPageError(
      'BACKWARD_WITH_SCAN',
      last === null ? 'before' : 'last',
      'This filter is applied by the gateway, which reads forward only: use first and after.',
    );
  }
  const size = last ?? first ?? limits.defaultPageSize;
  return { from: last === null ? 'start' : 'end', size, after: args.after ?? null, before };
}

function checkSize(size: number | null, argument: PagingArgument, limits: Limits): void {
  if (size === null) return;
  const max = limits.maxPageSize;
  if (!Number.isInteger(size)) {
    throw new BadPageError('NOT_A_WHOLE_NUMBER', argument, `${argument} must be a whole number.`);
  }
  if (size < 0) throw new BadPageError('NEGATIVE', argument, `${argument} must be 0 or more.`);
  if (size > max) throw new BadPageError('ABOVE_MAXIMUM', argument, `${argument} must be at most ${max}.`);
}

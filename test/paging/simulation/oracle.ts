import type { Page } from '../../../src/paging/types.ts';
import type { MovingList, SimRow } from './moving-list.ts';

/** A cursor as the client remembers it: what it stood for, and since when it is known. */
export interface Mark {
  readonly cursor: string;
  /** The row as it was; null for one that could not be decoded, which nothing can be checked against. */
  readonly row: SimRow | null;
  /** The list's version before the page that brought the cursor was read. */
  readonly version: number;
}

/** One page as it was asked for. */
export interface Question {
  readonly from: 'start' | 'end';
  readonly size: number;
  readonly after: Mark | null;
  readonly before: Mark | null;
  /** Upper end of the walk when it was asked; null for its first page. */
  readonly t0: number | null;
  readonly compare: (a: SimRow, b: SimRow) => number;
  /** The list's version when it was asked. */
  readonly version: number;
}

/** What a page got wrong, in rows and flags. */
export interface Faults {
  duplicates: number;
  lost: number;
  disordered: number;
  flags: number;
}

/**
 * Judges one page against the list itself. Rows that were there and did not move since the cursor was made must come
 * exactly once, in order, without a gap; each flag must be true of some state the page's calls met.
 */
export function judge(list: MovingList, question: Question, page: Page<SimRow>): Faults {
  const { after, before, compare } = question;
  const faults: Faults = { duplicates: 0, lost: 0, disordered: 0, flags: 0 };
  if (after?.row === null || before?.row === null) return faults;
  const [low, high] = [after?.row ?? null, before?.row ?? null];
  const inside = (row: SimRow): boolean =>
    (low === null || compare(row, low) > 0) && (high === null || compare(row, high) < 0);
  const shown = page.edges.flatMap(({ node }) => (node === null ? [] : [node]));
  const ids = new Set(shown.map((row) => row.id));
  faults.disordered = shown.filter((row, at) => isBefore(compare, row, shown[at - 1])).length;

  const known = Math.min(question.version, after?.version ?? Infinity, before?.version ?? Infinity);
  // A row that came into the cursor's own run of ties since may stand on either side of it: nobody can tell.
  const placeless = (row: SimRow): boolean =>
    row.since > known && [low, high].some((end) => end !== null && list.key(end) === list.key(row));
  const outside = shown.filter((row) => !inside(row) && !placeless(row));
  faults.duplicates = shown.length - ids.size + outside.length;
  const seen = list.seenUntil(question.t0);
  const due = list.rows.filter((row) => row.since <= known && !row.hole && seen(row) && inside(row));
  const { hasNextPage, hasPreviousPage } = page.pageInfo;
  const [first, last] = [shown[0], shown.at(-1)];
  const reached = (row: SimRow): boolean => {
    if (question.from === 'start') return !hasNextPage || isBefore(compare, row, last);
    return !hasPreviousPage || isBefore(compare, first, row);
  };
  faults.lost = due.filter((row) => reached(row) && !ids.has(row.id)).length;

  if (page.edges[0]?.node === null || page.edges.at(-1)?.node === null) return faults;
  const forward = question.from === 'start';
  const follows = (row: SimRow): boolean => {
    if (last !== undefined) return compare(row, last) > 0;
    return forward ? inside(row) : high !== null && compare(row, high) >= 0;
  };
  const precedes = (row: SimRow): boolean => {
    if (first !== undefined) return compare(row, first) < 0;
    return forward ? low !== null && compare(row, low) <= 0 : inside(row);
  };
  const isTrue = (test: (row: SimRow) => boolean, flag: boolean): boolean =>
    list.states.some((rows) => {
      const found = rows.filter((row) => seen(row) && test(row));
      return found.length > 0 === flag || found.every(placeless) === !flag;
    });
  const next = (row: SimRow): boolean => follows(row) && (!forward || inside(row));
  const previous = (row: SimRow): boolean => precedes(row) && (forward || inside(row));
  faults.flags = Number(!isTrue(next, hasNextPage)) + Number(!isTrue(previous, hasPreviousPage));
  return faults;
}

function isBefore(compare: Question['compare'], row: SimRow | undefined, other: SimRow | undefined): boolean {
  return row !== undefined && other !== undefined && compare(row, other) < 0;
}

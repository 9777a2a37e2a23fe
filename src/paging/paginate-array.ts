import { readArguments } from './arguments.ts';
import { type CursorState, decodeCursor, encodeCursor } from './cursor/cursor.ts';
import { compareKeys, normalKey, readOrders } from './order.ts';
import type { Edge, Page, PageArgs, PagingTools, WholeSpec } from './types.ts';

/** Ids kept on either side of a row, to find its place when it is gone. */
const KEPT = 3;

interface Spot {
  readonly before: number;
  readonly after: number;
}

/**
 * One page of a list that was read whole. Cursors hold the row's identity, so they stay valid while the list grows, at
 * either end or in between; flags and total are exact. Costs no call.
 *
 * @param rows the whole list, in the order it is shown in
 * @throws BadPageError, BadCursorError as `paginate` does
 */
export function paginateArray<Row>(
  list: WholeSpec<Row>,
  args: PageArgs,
  rows: readonly Row[],
  { signer, limits }: Pick<PagingTools, 'signer' | 'limits'>,
): Page<Row> {
  const request = readArguments(args, limits, false);
  const find = (cursor: string | null, argument: 'after' | 'before'): Spot | null =>
    cursor === null ? null : spotOf(list, rows, decodeCursor(cursor, list, signer, argument));
  const low = find(request.after, 'after')?.after ?? 0;
  const high = Math.max(low, find(request.before, 'before')?.before ?? rows.length);
  const fromStart = request.from === 'start';
  const from = fromStart ? low : Math.max(low, high - request.size);
  const to = fromStart ? Math.min(high, low + request.size) : high;
  const edges: Edge<Row>[] = rows
    .slice(from, to)
    .map((node, at) => ({ node, cursor: encodeCursor(placeOf(list, rows, from + at), list, signer) }));
  return {
    edges,
    pageInfo: {
      // On the side that is read towards the given range counts, on the other one the true neighbour.
      hasNextPage: (fromStart ? high : rows.length) > to,
      hasPreviousPage: from > (fromStart ? 0 : low),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    total: rows.length,
    repair: { inserted: 0, removed: 0 },
    scanned: null,
    complete: true,
    calls: 0,
  };
}

function placeOf<Row>(list: WholeSpec<Row>, rows: readonly Row[], index: number): CursorState {
  const ids = (from: number, to: number): string[] => rows.slice(Math.max(0, from), to).map(list.id);
  const [row] = rows.slice(index, index + 1);
  return {
    flipped: false,
    anchor: row === undefined ? null : { key: normalKey(list.key(row)), id: list.id(row) },
    skip: 0,
    hint: index,
    keyed: null,
    t0: null,
    drift: { inserted: 0, removed: 0, stale: 0 },
    nulls: null,
    run: {
      before: ids(index - KEPT, index).reverse(),
      beforeAll: false,
      after: ids(index + 1, index + 1 + KEPT),
      afterAll: false,
    },
  };
}

/** By the row itself, by a row that stood beside it, by its sort key where the list is sorted, by its old index. */
function spotOf<Row>(list: WholeSpec<Row>, rows: readonly Row[], { anchor, run, hint }: CursorState): Spot {
  const index = new Map(rows.map((row, at) => [list.id(row), at]));
  const at = anchor === null ? undefined : index.get(anchor.id);
  if (at !== undefined) return { before: at, after: at + 1 };
  const first = (ids: readonly string[]): number | undefined =>
    ids.map((id) => index.get(id)).find((found) => found !== undefined);
  const last = first(run.before);
  const cut =
    last === undefined ? (first(run.after) ?? byKey(list, rows, anchor?.key ?? null, hint)) : last + 1;
  return { before: cut, after: cut };
}

function byKey<Row>(
  list: WholeSpec<Row>,
  rows: readonly Row[],
  key: CursorState['hint'] | string | null,
  hint: number,
) {
  const [order] = readOrders([], list.order.direction);
  const later = rows.findIndex((row) => compareKeys(order, normalKey(list.key(row)), key) > 0);
  if (later >= 0) return later;
  return key === null ? Math.min(hint, rows.length) : rows.length;
}

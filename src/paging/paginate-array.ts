import { readArguments } from './arguments.ts';
import { type CursorState, decodeCursor, encodeCursor } from './cursor/cursor.ts';
import { compareKeys, normalKey, readOrders } from './order.ts';
import type { ArraySpec, Edge, Page, PageArgs, PagingTools, SortKey } from './types.ts';

/** Ids of neighbours that a cursor holds on either side, to find the place of a row that is gone. */
const MAX_NEIGHBOURS = 3;

/** Rows below `before` stand before a place, rows from `after` on behind it. */
interface Place {
  readonly before: number;
  readonly after: number;
}

/**
 * Pages through a list that was read completely. Cursors hold the row's id, so they stay valid while the list grows at
 * either end or in between. Flags and total are exact. Costs no call.
 *
 * @param rows the complete list, in its order
 * @throws BadPageError, BadCursorError as `paginate` does
 */
export function paginateArray<Row>(
  list: ArraySpec<Row>,
  args: PageArgs,
  rows: readonly Row[],
  { signer, limits }: Pick<PagingTools, 'signer' | 'limits'>,
): Page<Row> {
  const request = readArguments(args, limits);
  const find = (argument: 'after' | 'before'): Place | null => {
    const cursor = request[argument];
    return cursor === null ? null : placeOf(list, rows, decodeCursor(cursor, list, signer, argument));
  };
  const low = find('after')?.after ?? 0;
  const high = Math.max(low, find('before')?.before ?? rows.length);
  const fromStart = request.from === 'start';
  const from = fromStart ? low : Math.max(low, high - request.size);
  const to = fromStart ? Math.min(high, low + request.size) : high;
  const ids = rows.map(list.id);
  const edges: Edge<Row>[] = rows.slice(from, to).map((node, index) => ({
    node,
    cursor: encodeCursor(stateOf(normalKey(list.key(node)), ids, from + index), list, signer),
  }));
  return {
    edges,
    pageInfo: {
      // On the side that is read towards the flag is about the range, on the other side about the neighbour.
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

function stateOf(key: SortKey, ids: readonly string[], index: number): CursorState {
  return {
    reversed: false,
    anchor: { key, id: ids[index] ?? '' },
    undecodableOffset: 0,
    offsetHint: index,
    keyset: null,
    snapshotTime: null,
    drift: { inserted: 0, removed: 0, pagesSinceSeen: 0 },
    nulls: null,
    ties: {
      before: ids.slice(Math.max(0, index - MAX_NEIGHBOURS), index).reverse(),
      beforeAll: false,
      after: ids.slice(index + 1, index + 1 + MAX_NEIGHBOURS),
      afterAll: false,
    },
  };
}

/** Finds a place by its row, else by a neighbour, else by its sort key, else by its old index. */
function placeOf<Row>(
  list: ArraySpec<Row>,
  rows: readonly Row[],
  { anchor, ties, offsetHint }: CursorState,
): Place {
  const indices = new Map(rows.map((row, index) => [list.id(row), index]));
  const found = anchor === null ? undefined : indices.get(anchor.id);
  if (found !== undefined) return { before: found, after: found + 1 };
  const nearest = (ids: readonly string[]): number | undefined =>
    ids.map((id) => indices.get(id)).find((index) => index !== undefined);
  const last = nearest(ties.before);
  const cut = last === undefined ? (nearest(ties.after) ?? cutByKey()) : last + 1;
  return { before: cut, after: cut };

  function cutByKey(): number {
    const key = anchor?.key ?? null;
    const [order] = readOrders([], list.order.direction);
    const later = rows.findIndex((row) => compareKeys(order, normalKey(list.key(row)), key) > 0);
    if (later >= 0) return later;
    return key === null ? Math.min(offsetHint, rows.length) : rows.length;
  }
}

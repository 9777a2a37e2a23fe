import type { CursorSigner, Edge, Page } from '../types.ts';
import type { PageRange, PageSlice } from './page-range.ts';
import { type CursorContext, rowCursors } from './row-cursor.ts';

/** Share of the last drift that is still expected one page later. */
const DRIFT_DECAY = 0.8;
const MAX_DRIFT = 255;
const NO_DRIFT = { inserted: 0, removed: 0, pagesSinceSeen: 0 };

/**
 * Turns a slice into a page: its rows with their cursors, in the order that the client reads. Rows that do not match a
 * filter that the gateway applies are left out; undecodable rows stay.
 */
export function toPage<Row>(slice: PageSlice<Row>, range: PageRange, signer: CursorSigner): Page<Row> {
  const { from, to, hasBefore, hasAfter, complete, moved, scanned = null } = slice;
  const { segment, windows } = slice.reader;
  const { localFilter } = segment.list;
  const cursorAt = rowCursors(segment, cursorContext(slice, range), signer);
  const edges: Edge<Row>[] = segment.rows.slice(from, to).flatMap((node, index) => {
    const isEmitted = node === null || localFilter === undefined || localFilter(node);
    return isEmitted ? [{ node, cursor: cursorAt(from + index) }] : [];
  });
  const { reversed } = segment.bounds;
  if (reversed) edges.reverse();
  // A page that is not complete ends at the last row that was read, so that the next page goes on from there.
  const lastRead = scanned === null || complete || to === 0 ? null : cursorAt(to - 1);
  return {
    edges,
    pageInfo: {
      hasNextPage: reversed ? hasBefore : hasAfter,
      hasPreviousPage: reversed ? hasAfter : hasBefore,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: lastRead ?? edges.at(-1)?.cursor ?? null,
    },
    total: scanned === null ? windows.total : null,
    repair: { inserted: Math.max(0, moved), removed: Math.max(0, -moved) },
    scanned,
    complete,
    calls: windows.calls,
  };
}

function cursorContext<Row>(
  { reader, nearIndex, moved }: PageSlice<Row>,
  { near, far }: PageRange,
): CursorContext {
  const { segment } = reader;
  const last = near?.drift ?? NO_DRIFT;
  const inKeyset = segment.bounds.keysetBound !== null;
  const expected = (now: number, before: number): number =>
    Math.min(MAX_DRIFT, Math.max(now, Math.floor(before * DRIFT_DECAY)));
  const known = near ?? far;
  return {
    snapshotTime: known === null ? reader.snapshotTime : known.snapshotTime,
    drift: {
      inserted: expected(moved, last.inserted),
      removed: expected(-moved, last.removed),
      pagesSinceSeen: inKeyset ? Math.min(MAX_DRIFT, last.pagesSinceSeen + 1) : 0,
    },
    nulls: near?.nulls ?? null,
    offsetShift: inKeyset && near !== null ? near.offsetHint - nearIndex : segment.start,
  };
}

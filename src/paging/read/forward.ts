import { OVERLAP } from '../cost.ts';
import type { ReadBounds } from './bounds.ts';
import { boundFrame } from './bounds.ts';
import { type Need, SegmentReader } from './extend.ts';
import { locate, type Position } from './locate.ts';
import { farEdge, outOfCalls, overlaps, type PageSlice, type Range, towards } from './page-range.ts';
import { usesBounds } from './row-cursor.ts';
import type { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

const AT_START: Position = { kind: 'found', before: 0, after: 0 };

/**
 * The rows that follow a place, or the first ones of the frame. Where the order is the creation, the window starts at
 * a bound beside the place's second; else at its offset. The overlap that proves the place rides in the same call.
 */
export async function readForward<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  range: Range,
): Promise<PageSlice<Row>> {
  const grower = (await fromBound(reader, walk, range)) ?? (await fromOffset(reader, walk, range));
  const { near, size, argument } = range;
  const find = (stretch: Segment<Row>): Position => (near === null ? AT_START : locate(stretch, near));
  const full = await grower.until((stretch) => {
    const spot = find(stretch);
    if (spot.kind !== 'found') return towards(spot, stretch, range);
    return lacks(stretch, spot.after, range);
  });
  const { stretch } = grower;
  const spot = find(stretch);
  if (spot.kind !== 'found') throw outOfCalls(grower, argument);
  const edge = farEdge(stretch, range);
  const limit =
    edge === null || edge.kind === 'later' ? stretch.rows.length : edge.kind === 'found' ? edge.before : 0;
  const end = Math.max(spot.after, limit);
  const to = Math.min(spot.after + size, end);
  if (!full && to === spot.after && size > 0) throw outOfCalls(grower, argument);
  const ended = edge !== null && edge.kind !== 'later';
  return {
    grower,
    from: spot.after,
    to,
    hasBefore: near !== null && (stretch.head + spot.after > 0 || (await rowsBeforeBound(grower, walk))),
    hasAfter: end > to || (!ended && stretch.tail !== 'end'),
    complete: full || to - spot.after === size,
    spot: spot.before,
    moved: near === null ? 0 : moved(grower, range, spot.before),
  };
}

/** Full with one row more than the page, or when what follows is known without it. */
function lacks<Row>(stretch: Segment<Row>, after: number, range: Range): Need | null {
  const { far, size } = range;
  const have = stretch.rows.length - after;
  if (have > size || stretch.tail === 'end') return null;
  const edge = farEdge(stretch, range);
  if (edge !== null && edge.kind !== 'later') return null;
  if (far === null && have >= size && stretch.tail === 'more') return null;
  return { side: 'forward', rows: size + 1 - have };
}

async function fromBound<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  { near, size }: Range,
): Promise<SegmentReader<Row> | null> {
  const keyed = near?.keyed ?? null;
  if (keyed === null || !usesBounds(reader.list) || reader.facts.ignoresBounds) return null;
  const { back, ahead } = overlaps(reader, size, near, true);
  const offset = Math.max(0, keyed.rank + 1 - back);
  const limit = keyed.rank + 1 - offset + size + 1 + ahead;
  const cap = reader.limits.upstreamPageCap;
  const grower = await SegmentReader.open(reader, boundFrame(walk, keyed), offset, Math.min(cap, limit));
  // Rows outside of the bound: the upstream does not heed it, and this answer is of no use.
  return reader.facts.ignoresBounds ? null : grower;
}

async function fromOffset<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  { near, size }: Range,
): Promise<SegmentReader<Row>> {
  const { back, ahead } = overlaps(reader, size, near, false);
  const place = near === null ? 0 : near.hint + 1;
  const offset = Math.max(0, place - back);
  // A first page asks for as many rows as any later one: what follows it is known to its cursors too.
  const limit = size + 1 + (near === null ? 2 * OVERLAP : place - offset + ahead);
  return SegmentReader.open(reader, walk, offset, Math.min(reader.limits.upstreamPageCap, limit));
}

function moved<Row>({ stretch }: SegmentReader<Row>, { near }: Range, before: number): number {
  if (near === null) return 0;
  const now = stretch.start + before;
  if (stretch.frame.bound === null || near.keyed === null) return now - near.hint;
  const { rank, wobble } = near.keyed;
  return now > rank + wobble ? now - rank - wobble : Math.min(0, now - rank);
}

/** Nothing stands between the bound and the page: one row of the whole walk tells whether anything stood before. */
async function rowsBeforeBound<Row>(
  { reader, stretch }: SegmentReader<Row>,
  walk: ReadBounds,
): Promise<boolean> {
  if (stretch.frame.bound === null) return false;
  if (reader.left <= 0) return true;
  const window = await reader.read(walk, 0, 1);
  const first = window.rows[0];
  if (first === undefined) return false;
  return first === null || reader.list.id(first) !== stretch.id(0);
}

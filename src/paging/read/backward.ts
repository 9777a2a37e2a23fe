import { boundFrame, type ReadBounds } from './bounds.ts';
import { type Need, SegmentReader } from './extend.ts';
import { locate, type Position } from './locate.ts';
import { farEdge, outOfCalls, overlaps, type PageSlice, type Range, towards } from './page-range.ts';
import { usesBounds } from './row-cursor.ts';
import type { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

/**
 * The rows before a place, or the last ones of the frame. Always read by offset, in the frame's own order, so that
 * ties come as they do in the other direction.
 *
 * @param hint offset of the place, or the list's length for its end
 */
export async function readBackward<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  range: Range,
  hint: number,
): Promise<PageSlice<Row>> {
  const grower = await open(reader, walk, range, hint);
  return readBackOn((await reckon(grower, walk, range)) ?? grower, range, hint);
}

/**
 * Pages read from a bound never see how the offset drifts. Where one window more does not bring the place in sight,
 * the totals of the walk and of its part behind the bound tell the offset anew. Null when that is of no use.
 */
async function reckon<Row>(
  grower: SegmentReader<Row>,
  walk: ReadBounds,
  range: Range,
): Promise<SegmentReader<Row> | null> {
  const { reader } = grower;
  const { near } = range;
  const keyed = near?.keyed ?? null;
  if (near === null || keyed === null || !usesBounds(reader.list) || reader.facts.ignoresBounds) return null;
  const first = reader.calls;
  await grower.until((stretch) => {
    const spot = locate(stretch, near);
    return spot.kind === 'found' || reader.calls > first ? null : towards(spot, stretch, range);
  });
  if (locate(grower.stretch, near).kind === 'found' || reader.total === null || reader.left < 2) return null;
  const { total } = await reader.read(boundFrame(walk, keyed), 0, 1);
  if (total === null || reader.facts.ignoresBounds) return null;
  return open(reader, walk, range, Math.max(0, reader.total - total + keyed.rank));
}

/** The same on windows that are there already. */
export async function readBackOn<Row>(
  grower: SegmentReader<Row>,
  range: Range,
  hint: number,
): Promise<PageSlice<Row>> {
  const { near, size, argument } = range;
  const find = (stretch: Segment<Row>): Position => (near === null ? atEnd(stretch) : locate(stretch, near));
  const full = await grower.until((stretch) => {
    const spot = find(stretch);
    if (spot.kind !== 'found') return towards(spot, stretch, range);
    return lacks(stretch, spot.before, range);
  });
  const { stretch } = grower;
  const spot = find(stretch);
  if (spot.kind !== 'found') throw outOfCalls(grower, argument);
  const edge = farEdge(stretch, range);
  const start =
    edge === null || edge.kind === 'earlier' ? 0 : edge.kind === 'found' ? edge.after : spot.before;
  const first = Math.min(spot.before, start);
  const from = Math.max(spot.before - size, first);
  if (!full && from === spot.before && size > 0) throw outOfCalls(grower, argument);
  const ended = edge !== null && edge.kind !== 'earlier';
  return {
    grower,
    from,
    to: spot.before,
    hasBefore: from > first || (!ended && stretch.head > 0),
    hasAfter: stretch.rows.length > spot.before || stretch.tail !== 'end',
    complete: full || spot.before - from === size,
    spot: spot.before,
    moved: near === null ? 0 : stretch.start + spot.before - hint,
  };
}

function lacks<Row>(stretch: Segment<Row>, before: number, range: Range): Need | null {
  const { far, size } = range;
  if (before === stretch.rows.length && stretch.tail === 'unknown') return { side: 'forward', rows: 1 };
  if (stretch.head === 0) return null;
  const edge = farEdge(stretch, range);
  if (edge !== null && edge.kind !== 'earlier') return null;
  const wanted = far === null ? size : size + 1;
  return before >= wanted ? null : { side: 'back', rows: wanted - before };
}

const atEnd = <Row>(stretch: Segment<Row>): Position => {
  const all = stretch.rows.length;
  if (stretch.tail !== 'end') return { kind: 'later' };
  return all === 0 && stretch.head > 0 ? { kind: 'earlier' } : { kind: 'found', before: all, after: all };
};

/** The window that ends a little behind the place and reaches as far before it as one answer can. */
function open<Row>(reader: WindowReader<Row>, walk: ReadBounds, { near, size }: Range, hint: number) {
  const { back, ahead } = overlaps(reader, size, near, false);
  const end = hint + ahead + 1;
  const offset = Math.max(0, hint - size - back, end - reader.cap);
  return SegmentReader.open(reader, walk, offset, Math.max(1, end - offset));
}

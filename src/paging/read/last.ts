import { OVERLAP } from '../cost.ts';
import { BadPageError } from '../errors.ts';
import { compareKeys, opposite, orderName, readOrders } from '../order.ts';
import { readBackOn, readBackward } from './backward.ts';
import { type ReadBounds, walkFrame } from './bounds.ts';
import { SegmentReader } from './extend.ts';
import { readForward } from './forward.ts';
import type { PageSlice, Range } from './page-range.ts';
import { Segment } from './segment.ts';
import type { WindowReader } from './window.ts';

/**
 * The last rows of a list. Where turning the direction turns the whole list, that is one call: the first rows of the
 * opposite order, turned round; where ties are in sight the page is read once more from its offset in the forward
 * order, since ties need not turn. Else the first call tells the length, and the second one reads the end.
 *
 * Where the upstream hides the length the walk stays in the flipped order: every row comes once, but rows of equal key
 * may stand the other way round than in a forward walk.
 *
 * @throws BadPageError END_UNKNOWN when the length is hidden and nothing shows that nulls turn with the direction
 */
export async function readLast<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  range: Range,
): Promise<PageSlice<Row>> {
  if (!nullsTurn(reader)) {
    const { limits, facts } = reader;
    const wanted = facts.tellsTotal === false ? limits.upstreamPageCap : range.size + 1 + 2 * OVERLAP;
    const limit = Math.min(limits.upstreamPageCap, wanted);
    const opening = await SegmentReader.open(reader, walk, 0, limit);
    const { stretch } = opening;
    const short = stretch.rows.length;
    await opening.until(({ rows, tail }) =>
      tail === 'unknown' && rows.length === short && short < limit ? { side: 'forward', rows: 1 } : null,
    );
    if (stretch.tail === 'end') return readBackOn(opening, range, stretch.end);
    if (reader.total !== null) return readBackward(reader, walk, range, reader.total);
    return readTurned(reader, walk, range, stretch.key(0) === null);
  }
  const turned = await readTurned(reader, walk, range, null);
  if (reader.total === null) return turned;
  const { stretch } = turned.grower;
  return hasTies(stretch, turned.to + 1)
    ? readBackward(reader, walk, range, reader.total)
    : mirrored(turned, walk, reader.total);
}

/** @param startsWithNull whether the forward order does; null where it is known that nulls turn */
async function readTurned<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  range: Range,
  startsWithNull: boolean | null,
): Promise<PageSlice<Row>> {
  const flipped = { ...walkFrame(reader.list, null, true), before: walk.before };
  const reading = await readForward(reader, flipped, range);
  const endsWithNull = reading.grower.stretch.key(0) === null;
  if (startsWithNull === null || startsWithNull !== endsWithNull || nullsTurn(reader)) return reading;
  throw new BadPageError(
    'END_UNKNOWN',
    'last',
    'The ticket service does not tell how long this list is, so its end is not known: use first and after.',
  );
}

/** Whether the opposite order is known to put rows without a key at the other end. */
function nullsTurn<Row>({ list, facts }: WindowReader<Row>): boolean {
  if (list.strategy === 'keyset' || list.keyMayBeNull === false) return true;
  const { direction } = list.order;
  const here = facts.nulls[orderName(list, direction)];
  const there = facts.nulls[orderName(list, opposite(direction))];
  return here !== undefined && there !== undefined && here !== there;
}

function hasTies<Row>(stretch: Segment<Row>, rows: number): boolean {
  const keys = stretch.keys().slice(0, rows);
  const [order] = readOrders(keys, stretch.frame.direction);
  const holes = stretch.rows.slice(0, rows).includes(null);
  return holes || keys.some((key, at) => at > 0 && compareKeys(order, keys[at - 1] ?? null, key) === 0);
}

/** The same reading in the forward order, with offsets counted from the start. */
function mirrored<Row>(reading: PageSlice<Row>, walk: ReadBounds, total: number): PageSlice<Row> {
  const { grower, from, to, hasBefore, hasAfter } = reading;
  const { stretch } = grower;
  const count = stretch.rows.length;
  grower.stretch = new Segment(stretch.list, walk, {
    offset: Math.max(0, total - count),
    limit: count,
    rows: stretch.rows.toReversed(),
    tail: 'end',
    total,
    date: null,
  });
  return {
    ...reading,
    from: count - to,
    to: count - from,
    hasBefore: hasAfter,
    hasAfter: hasBefore,
    spot: count,
  };
}

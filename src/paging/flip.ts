import { readBackward } from './backward.ts';
import { readForward } from './forward.ts';
import { type Frame, walkFrame } from './frame.ts';
import { compareKeys, readOrder } from './order.ts';
import type { Range, Reading } from './reading.ts';
import { Stretch } from './stretch.ts';
import type { WindowReader } from './window.ts';

/**
 * The last rows of a list, without knowing its length: the first ones of the opposite order, turned round. Whether
 * ties turn with it depends on the upstream, so where ties are in sight the page is read once more from its offset in
 * the forward order, which the total of the first answer gives.
 *
 * Where the upstream hides its total the walk stays in the flipped order: every row comes once, but rows of equal key
 * may stand the other way round than in a forward walk.
 */
export async function readLast<Row>(
  reader: WindowReader<Row>,
  walk: Frame,
  range: Range,
): Promise<Reading<Row>> {
  const flipped = { ...walkFrame(reader.list, null, true), before: walk.before };
  // Nothing before the far place is wanted, and its row tells that more would follow.
  const turned = await readForward(reader, flipped, { ...range, near: null });
  const { stretch } = turned.grower;
  if (reader.total === null) return turned;
  if (hasTies(stretch, turned.to + 1)) {
    return readBackward(reader, walk, { ...range, near: null, argument: null }, reader.total);
  }
  return mirrored(turned, walk, reader.total);
}

function hasTies<Row>(stretch: Stretch<Row>, rows: number): boolean {
  const keys = stretch.keys().slice(0, rows);
  const order = readOrder(keys, stretch.frame.direction);
  const holes = stretch.rows.slice(0, rows).includes(null);
  return holes || keys.some((key, at) => at > 0 && compareKeys(order, keys[at - 1] ?? null, key) === 0);
}

/** The same reading in the forward order, with offsets counted from the start. */
function mirrored<Row>(reading: Reading<Row>, walk: Frame, total: number): Reading<Row> {
  const { grower, from, to, hasBefore, hasAfter } = reading;
  const { stretch } = grower;
  const count = stretch.rows.length;
  grower.stretch = new Stretch(stretch.list, walk, {
    offset: Math.max(0, total - count),
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

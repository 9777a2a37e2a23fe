import type { Random } from '../../helpers/random.ts';
import type { MovingList, SimRow } from './moving-list.ts';

const NO_START = 0.4;
const LONG_RUN = 500;

const SIZES: readonly number[] = [0, 1, 7, 30, 120, 350, 600];

/** Fills a list: up to 600 rows, many in the same second, some lists with a run of 500 in one. */
export function populate(list: MovingList, random: Random, sizes = SIZES, longRun = LONG_RUN): void {
  const size = random.pick(sizes);
  let created = Math.floor(list.now / 1000) - size * 40 - 3600;
  const tied = random.pick([0, 0.1, 0.5]);
  const rows = Array.from({ length: size }, () => {
    created += random.chance(tied) ? 0 : random.int(1, 60);
    return { created, start: drawStart(list, random), title: drawTitle(random) };
  });
  if (size >= 120 && random.chance(0.15)) {
    const model = random.pick(rows);
    for (let left = longRun; left > 0; left -= 1) rows.push({ ...model });
  }
  list.fill(rows);
}

/** One change, often beside the reader: a new row, a row that goes, a row that gets another time. */
export function disturb(list: MovingList, random: Random, near: SimRow | null): void {
  const at = near === null || random.chance(0.5) ? -1 : list.rows.findIndex(({ id }) => id === near.id);
  const index = at < 0 ? random.int(0, list.rows.length - 1) : at + random.int(-4, 4);
  const row = list.rows[Math.min(Math.max(0, index), list.rows.length - 1)];
  const change = random.next();
  if (row === undefined || change < 0.4) add(list, random, row);
  else if (change < 0.75) list.delete(row);
  else list.reschedule(row, drawStart(list, random), drawTitle(random));
}

/** A new row; three in ten are like the given one. */
export function add(list: MovingList, random: Random, row?: SimRow): void {
  const beside = row !== undefined && random.chance(0.3);
  list.insert({
    created: Math.floor(list.now / 1000),
    start: beside ? row.start : drawStart(list, random),
    title: beside ? row.title : drawTitle(random),
  });
}

/** Quarter hours of a few weeks: many agree. */
function drawStart(list: MovingList, random: Random): number | null {
  if (random.chance(NO_START)) return null;
  const quarter = Math.floor(list.now / 900_000) + random.int(-1500, 300);
  return quarter * 900 + (random.chance(0.5) ? random.int(0, 899) : 0);
}

function drawTitle(random: Random): string {
  return `${random.pick(['Boiler', 'Router', 'meter', 'Ofen', 'Zähler'])} ${random.int(1, 60)}`;
}

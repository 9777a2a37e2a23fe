import type { Direction } from '../../../src/paging/types.ts';
import type { Random } from '../../helpers/random.ts';

export type Field = 'created' | 'start' | 'title';
export type TieBreak = 'idAsc' | 'idDesc' | 'idMirrored' | 'hash' | 'hashMirrored';
export type NullPlace = 'first' | 'last' | 'low' | 'high';

/** How one simulated upstream behaves. None of it is told to the pager. */
export interface UpstreamBehaviour {
  field: Field;
  direction: Direction;
  ties: TieBreak;
  /** `low` and `high` turn with the direction, as databases do; `first` and `last` do not. */
  nulls: NullPlace;
  bounds: 'heeded' | 'ignored';
  sinceIncludes: boolean;
  beforeIncludes: boolean;
  /** Largest answer, whatever was asked; null for none below the documented 100. */
  cap: number | null;
  hidesTotal: boolean;
  hidesNext: boolean;
  tellsDate: boolean;
  textIds: boolean;
  /** The client's own bounds on the creation, in days before now; null for none. */
  sinceDays: number | null;
  beforeDays: number | null;
  /** Share of rows that can't be decoded. */
  holes: number;
}

/** How the list moves. */
export interface Churn {
  /** Most changes between two pages. */
  between: number;
  /** Chance of a change before each call of a page but its first. */
  during: number;
}

export const PLAIN_BEHAVIOUR: UpstreamBehaviour = {
  field: 'start',
  direction: 'desc',
  ties: 'idAsc',
  nulls: 'low',
  bounds: 'heeded',
  sinceIncludes: true,
  beforeIncludes: false,
  cap: null,
  hidesTotal: false,
  hidesNext: false,
  tellsDate: true,
  textIds: false,
  sinceDays: null,
  beforeDays: null,
  holes: 0,
};

/** Any mixture; most upstreams are plain in most ways. */
export function drawBehaviour(random: Random): UpstreamBehaviour {
  const hides = random.chance(0.2);
  const bounds = random.chance(0.1) ? 'ignored' : 'heeded';
  const filtered = bounds === 'heeded' && random.chance(0.15);
  return {
    field: random.pick(['created', 'created', 'start', 'start', 'title']),
    direction: random.pick(['asc', 'desc']),
    ties: random.pick(['idAsc', 'idDesc', 'idMirrored', 'hash', 'hashMirrored']),
    nulls: random.pick(['first', 'last', 'low', 'high']),
    bounds,
    sinceIncludes: random.chance(0.5),
    beforeIncludes: random.chance(0.5),
    cap: random.chance(0.2) ? random.pick([15, 37, 60]) : null,
    hidesTotal: hides || random.chance(0.1),
    hidesNext: hides || random.chance(0.1),
    tellsDate: random.chance(0.95),
    textIds: random.chance(0.2),
    sinceDays: filtered ? random.int(0, 20) / 80 : null,
    beforeDays: filtered && random.chance(0.5) ? random.int(0, 4) / 80 : null,
    holes: random.chance(0.1) ? 0.02 : 0,
  };
}

export function drawChurn(random: Random): Churn {
  if (random.chance(0.1)) return { between: 0, during: 0 };
  return { between: random.pick([2, 4, 4, 8, 8, 25]), during: random.pick([0, 0.2, 0.5]) };
}

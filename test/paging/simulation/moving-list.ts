import type { ListSpec, SortKey, WindowRequest, WindowResponse } from '../../../src/paging/types.ts';
import type { Random } from '../../helpers/random.ts';
import type { UpstreamBehaviour } from './upstream-behaviour.ts';

/** A row of the simulated list; never changed in place, so that a snapshot stays what it was. */
export interface SimRow {
  readonly id: string;
  readonly serial: number;
  readonly created: number;
  readonly start: number | null;
  readonly title: string;
  readonly hole: boolean;
  /** The version of the list in which it came to where it stands. */
  readonly since: number;
}

type Compare = (a: SimRow, b: SimRow) => number;

/** A list that is inserted into, deleted from and rescheduled while it is read, and the upstream that serves it. */
export class MovingList {
  readonly behaviour: UpstreamBehaviour;
  /** The client's own bounds, epoch seconds. */
  readonly createdSince: number | null;
  readonly createdBefore: number | null;
  /** Epoch milliseconds. */
  now: number;
  version = 0;
  /** In the list's own order; a new array after each change. */
  rows: readonly SimRow[] = [];
  /** Every state the current page's calls met. */
  states: (readonly SimRow[])[] = [];
  /** Rows asked for and calls made, of all pages. */
  asked = 0;
  calls = 0;
  /** Called before every call but a page's first. */
  beforeCall: () => void = () => {};
  /** The id of the row that comes as that many-th. */
  newId: (serial: number) => string = (serial) =>
    this.behaviour.textIds ? `m-${(scramble(serial) >>> 0).toString(36)}` : String(serial * 3 + 1000);
  #flipped: readonly SimRow[] = [];
  #serial = 0;
  readonly #random: Random;

  constructor(behaviour: UpstreamBehaviour, random: Random, now = Date.UTC(2026, 0, 15) + 250) {
    this.behaviour = behaviour;
    this.now = now;
    this.#random = random;
    const secondsAgo = (days: number | null): number | null =>
      days === null ? null : Math.floor(now / 1000 - days * 86_400);
    this.createdSince = secondsAgo(behaviour.sinceDays);
    this.createdBefore = secondsAgo(behaviour.beforeDays);
  }

  key(row: SimRow): SortKey {
    return row[this.behaviour.field];
  }

  /** Reading order, as the first page shows it. */
  readonly compare: Compare = (a, b) => this.#compare(a, b, false);
  /** The reverse of the opposite order: the same but for ties that do not turn. */
  readonly compareFromEnd: Compare = (a, b) => -this.#compare(a, b, true);

  insert(values: { created: number; start: number | null; title: string }): SimRow {
    this.#serial += 1;
    const serial = this.#serial;
    const id = this.newId(serial);
    this.version += 1;
    const row = {
      ...values,
      id,
      serial,
      hole: this.#random.chance(this.behaviour.holes),
      since: this.version,
    };
    this.#add(row);
    return row;
  }

  /** Many rows at once, sorted once. */
  fill(all: readonly { created: number; start: number | null; title: string }[]): void {
    const add = this.#add;
    const added: SimRow[] = [];
    this.#add = (row) => added.push(row);
    for (const values of all) this.insert(values);
    this.#add = add;
    this.rows = [...this.rows, ...added].sort(this.compare);
    this.#flipped = [...this.rows].sort((a, b) => this.#compare(a, b, true));
  }

  delete(row: SimRow): void {
    this.version += 1;
    this.rows = this.rows.filter((other) => other.id !== row.id);
    this.#flipped = this.#flipped.filter((other) => other.id !== row.id);
  }

  /** Gives a row another place; of a list in the order of creation nothing moves, since that never changes. */
  reschedule(row: SimRow, start: number | null, title: string): void {
    const moved = { ...row, start, title };
    if (this.key(moved) === this.key(row)) return;
    this.delete(row);
    this.#add({ ...moved, since: this.version });
  }

  /** The upstream: one atomic answer. */
  readonly fetch = async (ask: WindowRequest): Promise<WindowResponse<SimRow>> => {
    if (this.states.length > 0) this.beforeCall();
    this.now += 150;
    this.calls += 1;
    this.asked += ask.limit;
    if (ask.offset < 0 || ask.limit < 1 || ask.limit > 100) throw new RangeError('the upstream refuses this');
    const { cap, hidesTotal, hidesNext, tellsDate, direction } = this.behaviour;
    this.states.push(this.rows);
    const all = (ask.direction === direction ? this.rows : this.#flipped).filter(this.within(ask));
    const limit = Math.min(ask.limit, cap ?? 100);
    const page = all.slice(ask.offset, ask.offset + limit);
    const end = ask.offset + page.length;
    return {
      rows: page.map((row) => (row.hole ? null : row)),
      total: hidesTotal ? null : all.length,
      nextOffset: hidesNext || end >= all.length ? null : end,
      date: tellsDate ? this.now - (this.now % 1000) : null,
    };
  };

  /** What a walk that ends there can see of the list. */
  seenUntil(t0: number | null): (row: SimRow) => boolean {
    const createdBefore = Math.min(
      t0 ?? Number.POSITIVE_INFINITY,
      this.createdBefore ?? Number.POSITIVE_INFINITY,
    );
    return this.within({ createdSince: this.createdSince, createdBefore });
  }

  /** What the bounds let through, in this upstream's understanding of them. */
  within({ createdSince, createdBefore }: Pick<WindowRequest, 'createdSince' | 'createdBefore'>) {
    const { bounds, sinceIncludes, beforeIncludes } = this.behaviour;
    if (bounds === 'ignored') return () => true;
    return ({ created }: SimRow): boolean =>
      (createdSince === null || created > createdSince || (sinceIncludes && created === createdSince)) &&
      (createdBefore === null || created < createdBefore || (beforeIncludes && created === createdBefore));
  }

  /** The list as the pager is told of it. */
  spec(): ListSpec<SimRow> {
    const { field, direction } = this.behaviour;
    return {
      connection: 'Query.tickets',
      parent: null,
      caller: 'sim/7',
      filter: { type: 'video-assistance' },
      order: { field, direction },
      endpoint: 'GET /tickets',
      strategy: field === 'created' ? 'keyset' : 'anchored',
      supportsCreationBounds: true,
      createdSince: this.createdSince,
      createdBefore: this.createdBefore,
      id: (row) => row.id,
      key: (row) => this.key(row),
      created: (row) => row.created,
      satisfiesFilter: () => true,
    };
  }

  #add: (row: SimRow) => void = (row) => {
    this.rows = inserted(this.rows, row, this.compare);
    this.#flipped = inserted(this.#flipped, row, (a, b) => this.#compare(a, b, true));
  };

  #compare(a: SimRow, b: SimRow, flipped: boolean): number {
    const { direction, nulls, ties } = this.behaviour;
    const down = (direction === 'desc') !== flipped ? -1 : 1;
    const [left, right] = [this.key(a), this.key(b)];
    if (left !== right) {
      if (left !== null && right !== null) return left < right ? -down : down;
      const first = nulls === 'first' || (nulls === 'low' && down > 0) || (nulls === 'high' && down < 0);
      return (left === null) === first ? -1 : 1;
    }
    const turn = ties === 'idDesc' || (ties.endsWith('Mirrored') && down < 0) ? -1 : 1;
    const rank = (row: SimRow): number => (ties.startsWith('hash') ? scramble(row.serial) : row.serial);
    return turn * (rank(a) - rank(b));
  }
}

/** A fixed bijection of 32 bits: an order that looks like none. */
function scramble(value: number): number {
  return Math.imul(value ^ (value >>> 3), 0x9e3779b1);
}

function inserted(rows: readonly SimRow[], row: SimRow, compare: Compare): readonly SimRow[] {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other !== undefined && compare(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return [...rows.slice(0, low), row, ...rows.slice(low)];
}

import { PagingError } from '../../../src/paging/errors.ts';
import type { Page, PageArgs } from '../../../src/paging/types.ts';
import type { Random } from '../../helpers/random.ts';
import type { MovingList, SimRow } from './moving-list.ts';
import { judge, type Mark, type Question } from './oracle.ts';
import type { Stats } from './stats.ts';

const MOST_TURNS = 80;
const USUAL_PAGE = 40;

/** What a reader walks over: a list that moves, and somebody who answers pages of it. */
export interface WalkedList {
  readonly list: MovingList;
  /** Whether ranges between two cursors may be asked for. */
  readonly ranges: boolean;
  /** One page. Throws PagingError or Refusal where it is refused. */
  page(args: PageArgs): Promise<Page<SimRow>>;
  /** The walk's own order and end, as a cursor of its first page tells them; null where cursors tell nothing. */
  walkOf(cursor: string): { snapshotTime: number | null; reversed: boolean } | null;
  /** Lets time go by and the list move. */
  pause(near: () => SimRow | null): Promise<void>;
}

/** A page that was refused by somebody whose errors are data. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** One reader over one moving list: a view that grows at either end, and looks back from any cursor it ever saw. */
export class Reader {
  readonly #ground: WalkedList;
  readonly #random: Random;
  readonly #stats: Stats;
  readonly #view: Mark[] = [];
  #t0: number | null = null;
  #compare: Question['compare'];

  constructor(ground: WalkedList, random: Random, stats: Stats) {
    this.#ground = ground;
    this.#random = random;
    this.#stats = stats;
    this.#compare = ground.list.compare;
  }

  /** Walks until both ends are reached, the turns are over, or a page is refused. */
  async walk(): Promise<void> {
    const began = this.#ground.list.version;
    try {
      const ends = await this.#turns();
      this.#judgeView(began, ends);
    } catch (error) {
      if (!(error instanceof PagingError || error instanceof Refusal)) throw error;
      this.#stats.refuse(error.reason);
      this.#stats.notes.push(`refused: ${error.reason}`);
    }
  }

  async #turns(): Promise<boolean> {
    const fromStart = this.#random.chance(0.7);
    const opening = await this.#ask(fromStart ? 'start' : 'end', null, null);
    this.#view.push(...opening.marks);
    let [more, less] = [opening.page.pageInfo.hasNextPage, opening.page.pageInfo.hasPreviousPage];
    for (let turn = 0; turn < MOST_TURNS && (more || less) && this.#view.length > 0; turn += 1) {
      await this.#ground.pause(() => this.near());
      if (this.#random.chance(0.15)) {
        await this.#lookBack();
        continue;
      }
      if (more && (!less || this.#random.chance(0.6))) {
        const { page, marks } = await this.#ask('start', this.#view.at(-1) ?? null, null);
        this.#view.push(...marks);
        more = page.pageInfo.hasNextPage;
      } else {
        const { page, marks } = await this.#ask('end', null, this.#view[0] ?? null);
        this.#view.unshift(...marks);
        less = page.pageInfo.hasPreviousPage;
      }
    }
    return !more && !less;
  }

  /** From any cursor in any direction, or the rows between two of them; the view does not grow. */
  async #lookBack(): Promise<void> {
    const [a, b] = [this.#random.int(0, this.#view.length - 1), this.#random.int(0, this.#view.length - 1)];
    const [low, high] = [this.#view[Math.min(a, b)] ?? null, this.#view[Math.max(a, b)] ?? null];
    const from = this.#random.pick(['start', 'end'] as const);
    const between = a !== b && this.#ground.ranges && this.#random.chance(0.3);
    if (between) await this.#ask(from, low, high);
    else await this.#ask(from, from === 'start' ? low : null, from === 'end' ? low : null);
  }

  async #ask(from: 'start' | 'end', after: Mark | null, before: Mark | null) {
    const size = this.#random.chance(0.08) ? this.#random.int(90, 100) : this.#random.int(1, USUAL_PAGE);
    const { list } = this.#ground;
    const version = list.version;
    list.states = [];
    const args: PageArgs = {
      ...(from === 'start' ? { first: size } : { last: size }),
      after: after?.cursor,
      before: before?.cursor,
    };
    const page = await this.#ground.page(args);
    const t0 = after === null && before === null ? null : this.#t0;
    this.#learn(page);
    const question: Question = { from, size, after, before, t0, compare: this.#compare, version };
    const faults = judge(list, question, page);
    this.#stats.add(faults);
    this.#stats.note(faults, () => `${describeQuestion(question)}: ${describePage(page, list)}`);
    return { page, marks: page.edges.map(({ node, cursor }): Mark => ({ cursor, row: node, version })) };
  }

  #learn(page: Page<SimRow>): void {
    const cursor = page.pageInfo.endCursor;
    if (this.#view.length > 0 || cursor === null) return;
    const place = this.#ground.walkOf(cursor);
    if (place === null) return;
    this.#t0 = place.snapshotTime;
    this.#compare = place.reversed ? this.#ground.list.compareFromEnd : this.#ground.list.compare;
  }

  /** A row the reader stands at. */
  near(): SimRow | null {
    const at = this.#random.pick([0, -1]);
    return this.#view.at(at)?.row ?? null;
  }

  #judgeView(began: number, ends: boolean): void {
    const { list } = this.#ground;
    const rows = this.#view.flatMap(({ row }) => (row === null ? [] : [row]));
    const seen = list.seenUntil(this.#t0);
    const [first, last] = [rows[0], rows.at(-1)];
    const spanned = (row: SimRow): boolean =>
      ends ||
      (first !== undefined &&
        last !== undefined &&
        this.#compare(row, first) >= 0 &&
        this.#compare(row, last) <= 0);
    const due = list.rows.filter((row) => row.since <= began && !row.hole && seen(row) && spanned(row));
    this.#stats.judgeView(rows, due, this.#compare);
  }
}

function describeQuestion({ from, size, after, before }: Question): string {
  const mark = (given: Mark | null): string => (given === null ? '-' : (given.row?.id ?? 'hole'));
  return `${size} rows from the ${from}, after ${mark(after)}, before ${mark(before)}`;
}

function describePage({ edges, pageInfo, calls, repair }: Page<SimRow>, list: MovingList): string {
  const shown = edges
    .map(({ node }) => (node === null ? 'hole' : `${node.id}@${String(list.key(node))}`))
    .join(' ');
  const { hasNextPage, hasPreviousPage } = pageInfo;
  return JSON.stringify({ shown, hasNextPage, hasPreviousPage, calls, repair });
}

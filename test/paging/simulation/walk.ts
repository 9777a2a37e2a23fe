import { openPlace } from '../../../src/paging/cursor.ts';
import { PagingError } from '../../../src/paging/errors.ts';
import { createMemory } from '../../../src/paging/memory.ts';
import { paginate } from '../../../src/paging/paginate.ts';
import { boundCalls, OVERLAP, pageCap, plannedCalls } from '../../../src/paging/plan.ts';
import { createSealer } from '../../../src/paging/seal.ts';
import type { Page, PageArgs, PagingTools } from '../../../src/paging/types.ts';
import { LIMITS } from './desk.ts';
import { type Churn, drawChurn, drawHabits, type Habits } from './habits.ts';
import { MovingList, type SimRow } from './moving-list.ts';
import { judge, type Mark, type Question } from './oracle.ts';
import { offsetPage } from './plain-offset.ts';
import { Random } from './random.ts';
import { disturb, populate } from './script.ts';
import type { Tally } from './tally.ts';

const MOST_TURNS = 80;
const USUAL_PAGE = 40;

/** Who pages: the real thing, or an offset dressed up as a cursor. */
export type Pager = 'sealed' | 'offset';

/** One reader over one moving list: a view that grows at either end, and looks back from any cursor it ever saw. */
export class Walk {
  readonly list: MovingList;
  readonly habits: Habits;
  readonly #random: Random;
  readonly #churn: Churn;
  readonly #tally: Tally;
  readonly #pager: Pager;
  readonly #tools: PagingTools;
  readonly #view: Mark[] = [];
  #t0: number | null = null;
  #compare: Question['compare'];

  constructor(seed: number, pager: Pager, tally: Tally) {
    this.#random = new Random(seed);
    this.habits = drawHabits(this.#random);
    this.#churn = drawChurn(this.#random);
    this.#tally = tally;
    this.#pager = pager;
    this.#tools = { sealer: createSealer(['a key']), memory: createMemory(), limits: LIMITS };
    this.list = new MovingList(this.habits, this.#random);
    this.#compare = this.list.compare;
    populate(this.list, this.#random);
    this.list.beforeCall = () => {
      if (this.#random.chance(this.#churn.during)) disturb(this.list, this.#random, this.#near());
    };
  }

  /** Walks until both ends are reached, the turns are over, or a page is refused. */
  async run(): Promise<void> {
    const began = this.list.version;
    try {
      const ends = await this.#turns();
      this.#judgeView(began, ends);
    } catch (error) {
      if (!(error instanceof PagingError)) throw error;
      this.#tally.refuse(error.reason);
      this.#tally.notes.push(`refused: ${error.reason}`);
    }
    this.#tally.notes.push(JSON.stringify({ ...this.habits, ...this.#churn, rows: this.list.rows.length }));
    this.#tally.walks += 1;
  }

  async #turns(): Promise<boolean> {
    const fromStart = this.#random.chance(0.7);
    const opening = await this.#ask(fromStart ? 'start' : 'end', null, null);
    this.#view.push(...opening.marks);
    let [more, less] = [opening.page.pageInfo.hasNextPage, opening.page.pageInfo.hasPreviousPage];
    for (let turn = 0; turn < MOST_TURNS && (more || less) && this.#view.length > 0; turn += 1) {
      this.#pause();
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
    const between = a !== b && this.#pager === 'sealed' && this.#random.chance(0.3);
    if (between) await this.#ask(from, low, high);
    else await this.#ask(from, from === 'start' ? low : null, from === 'end' ? low : null);
  }

  async #ask(from: 'start' | 'end', after: Mark | null, before: Mark | null) {
    const size = this.#random.chance(0.08) ? this.#random.int(90, 100) : this.#random.int(1, USUAL_PAGE);
    const { list } = this;
    const version = list.version;
    list.met = [];
    const args: PageArgs = {
      ...(from === 'start' ? { first: size } : { last: size }),
      after: after?.cursor,
      before: before?.cursor,
    };
    const page = await this.#page(args);
    const t0 = after === null && before === null ? null : this.#t0;
    this.#learn(page);
    const question: Question = { from, size, after, before, t0, compare: this.#compare, version };
    const faults = judge(list, question, page);
    this.#tally.add(faults);
    this.#tally.note(faults, () => `${describeQuestion(question)}: ${describePage(page, list)}`);
    return { page, marks: page.edges.map(({ node, cursor }): Mark => ({ cursor, row: node, version })) };
  }

  async #page(args: PageArgs): Promise<Page<SimRow>> {
    const { list } = this;
    if (this.#pager === 'offset') {
      this.#tally.count(1, true);
      return offsetPage(list, args);
    }
    const facts = this.#tools.memory.recall('GET /tickets');
    const size = args.first ?? args.last ?? 0;
    const page = await paginate(list.spec(), args, list.fetch, this.#tools);
    const fits = size + 1 + 2 * OVERLAP <= Math.min(pageCap(LIMITS, facts), this.habits.cap ?? 100);
    this.#tally.count(page.calls, fits);
    const still = this.#churn.between === 0 && this.#churn.during === 0;
    const { bounds, cap, hidesTotal } = this.habits;
    const plain = bounds === 'heeded' && cap === null && (facts.longest > 0 || !hidesTotal);
    if (page.calls > boundCalls(args, LIMITS, facts)) this.#tally.overBound += 1;
    if (still && plain && page.calls > plannedCalls(args, LIMITS, facts)) this.#tally.overPlan += 1;
    return page;
  }

  /** The walk's own order and end, which its first page's cursors tell. */
  #learn(page: Page<SimRow>): void {
    const cursor = page.pageInfo.endCursor;
    if (this.#view.length > 0 || cursor === null || this.#pager === 'offset') return;
    const place = openPlace(cursor, this.list.spec(), this.#tools.sealer, null);
    this.#t0 = place.t0;
    this.#compare = place.flipped ? this.list.compareFromEnd : this.list.compare;
  }

  #pause(): void {
    this.list.now += this.#random.int(50, 4000);
    for (let left = this.#random.int(0, this.#churn.between); left > 0; left -= 1) {
      disturb(this.list, this.#random, this.#near());
    }
  }

  /** A row the reader stands at. */
  #near(): SimRow | null {
    const at = this.#random.pick([0, -1]);
    return this.#view.at(at)?.row ?? null;
  }

  #judgeView(began: number, ends: boolean): void {
    const { list } = this;
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
    this.#tally.judgeView(rows, due, this.#compare);
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

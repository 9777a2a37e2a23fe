import { ANCHOR_OVERLAP, pageCap } from '../../../src/paging/cost.ts';
import { decodeCursor } from '../../../src/paging/cursor/cursor.ts';
import { createCursorSigner } from '../../../src/paging/cursor/signer.ts';
import { createEndpointProfiles } from '../../../src/paging/endpoint-profile.ts';
import { paginate } from '../../../src/paging/paginate.ts';
import type { Page, PageArgs, PagingTools } from '../../../src/paging/types.ts';
import { Random } from '../../helpers/random.ts';
import { MovingList, type SimRow } from './moving-list.ts';
import { callsOf, LIMITS } from './paged-list.ts';
import { offsetPage } from './plain-offset.ts';
import { type Ground, Reader } from './reader.ts';
import { disturb, populate } from './script.ts';
import type { Tally } from './stats.ts';
import { type Churn, drawChurn, drawHabits, type Habits } from './upstream-behaviour.ts';

/** Who pages: the real thing, or an offset dressed up as a cursor. */
export type Pager = 'sealed' | 'offset';

/** A walk over a simulated list, with the pager called as it is. */
export class Walk implements Ground {
  readonly list: MovingList;
  readonly habits: Habits;
  readonly ranges: boolean;
  readonly #random: Random;
  readonly #churn: Churn;
  readonly #tally: Tally;
  readonly #pager: Pager;
  readonly #tools: PagingTools;

  constructor(seed: number, pager: Pager, tally: Tally) {
    this.#random = new Random(seed);
    this.habits = drawHabits(this.#random);
    this.#churn = drawChurn(this.#random);
    this.#tally = tally;
    this.#pager = pager;
    this.ranges = pager === 'sealed';
    this.#tools = {
      signer: createCursorSigner(['a key']),
      profiles: createEndpointProfiles(),
      limits: LIMITS,
    };
    this.list = new MovingList(this.habits, this.#random);
    populate(this.list, this.#random);
  }

  /** Walks, and adds what came of it to the tally. */
  async run(): Promise<void> {
    const reader = new Reader(this, this.#random, this.#tally);
    this.list.beforeCall = () => {
      if (this.#random.chance(this.#churn.during)) disturb(this.list, this.#random, reader.near());
    };
    await reader.walk();
    this.#tally.notes.push(JSON.stringify({ ...this.habits, ...this.#churn, rows: this.list.rows.length }));
    this.#tally.walks += 1;
  }

  async page(args: PageArgs): Promise<Page<SimRow>> {
    const { list } = this;
    if (this.#pager === 'offset') {
      this.#tally.count(1, true);
      return offsetPage(list, args);
    }
    const profile = this.#tools.profiles.get('GET /tickets');
    const size = args.first ?? args.last ?? 0;
    const page = await paginate(list.spec(), args, list.fetch, this.#tools);
    const fits = size + 1 + 2 * ANCHOR_OVERLAP <= Math.min(pageCap(LIMITS, profile), this.habits.cap ?? 100);
    this.#tally.count(page.calls, fits);
    const still = this.#churn.between === 0 && this.#churn.during === 0;
    const { bounds, cap, hidesTotal } = this.habits;
    const plain = bounds === 'heeded' && cap === null && (profile.longestResponse > 0 || !hidesTotal);
    const { planned, bound } = callsOf(args, profile);
    if (page.calls > bound) this.#tally.overBound += 1;
    if (still && plain && page.calls > planned) this.#tally.overPlan += 1;
    return page;
  }

  learn(cursor: string) {
    return this.#pager === 'offset' ? null : decodeCursor(cursor, this.list.spec(), this.#tools.signer, null);
  }

  async pause(near: () => SimRow | null): Promise<void> {
    this.list.now += this.#random.int(50, 4000);
    for (let left = this.#random.int(0, this.#churn.between); left > 0; left -= 1) {
      disturb(this.list, this.#random, near());
    }
  }
}

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
import { Reader, type WalkedList } from './reader.ts';
import { disturb, populate } from './script.ts';
import type { Stats } from './stats.ts';
import { type Churn, drawBehaviour, drawChurn, type UpstreamBehaviour } from './upstream-behaviour.ts';

/** Who pages: the real thing, or an offset dressed up as a cursor. */
export type Pager = 'sealed' | 'offset';

/** A walk over a simulated list, with the pager called as it is. */
export class Walk implements WalkedList {
  readonly list: MovingList;
  readonly behaviour: UpstreamBehaviour;
  readonly ranges: boolean;
  readonly #random: Random;
  readonly #churn: Churn;
  readonly #stats: Stats;
  readonly #pager: Pager;
  readonly #tools: PagingTools;

  constructor(seed: number, pager: Pager, stats: Stats) {
    this.#random = new Random(seed);
    this.behaviour = drawBehaviour(this.#random);
    this.#churn = drawChurn(this.#random);
    this.#stats = stats;
    this.#pager = pager;
    this.ranges = pager === 'sealed';
    this.#tools = {
      signer: createCursorSigner(['a key']),
      profiles: createEndpointProfiles(),
      limits: LIMITS,
    };
    this.list = new MovingList(this.behaviour, this.#random);
    populate(this.list, this.#random);
  }

  /** Walks, and adds what came of it to the stats. */
  async run(): Promise<void> {
    const reader = new Reader(this, this.#random, this.#stats);
    this.list.beforeCall = () => {
      if (this.#random.chance(this.#churn.during)) disturb(this.list, this.#random, reader.near());
    };
    await reader.walk();
    this.#stats.notes.push(
      JSON.stringify({ ...this.behaviour, ...this.#churn, rows: this.list.rows.length }),
    );
    this.#stats.walks += 1;
  }

  async page(args: PageArgs): Promise<Page<SimRow>> {
    const { list } = this;
    if (this.#pager === 'offset') {
      this.#stats.count(1, true);
      return offsetPage(list, args);
    }
    const profile = this.#tools.profiles.get('GET /tickets');
    const size = args.first ?? args.last ?? 0;
    const page = await paginate(list.spec(), args, list.fetch, this.#tools);
    const fits =
      size + 1 + 2 * ANCHOR_OVERLAP <= Math.min(pageCap(LIMITS, profile), this.behaviour.cap ?? 100);
    this.#stats.count(page.calls, fits);
    const still = this.#churn.between === 0 && this.#churn.during === 0;
    const { bounds, cap, hidesTotal } = this.behaviour;
    const plain = bounds === 'heeded' && cap === null && (profile.longestResponse > 0 || !hidesTotal);
    const { planned, bound } = callsOf(args, profile);
    if (page.calls > bound) this.#stats.overBound += 1;
    if (still && plain && page.calls > planned) this.#stats.overPlan += 1;
    return page;
  }

  walkOf(cursor: string) {
    return this.#pager === 'offset' ? null : decodeCursor(cursor, this.list.spec(), this.#tools.signer, null);
  }

  async pause(near: () => SimRow | null): Promise<void> {
    this.list.now += this.#random.int(50, 4000);
    for (let left = this.#random.int(0, this.#churn.between); left > 0; left -= 1) {
      disturb(this.list, this.#random, near());
    }
  }
}

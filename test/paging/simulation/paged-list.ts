import { readArguments } from '../../../src/paging/arguments.ts';
import { type PageCalls, pageCalls } from '../../../src/paging/cost.ts';
import { createCursorSigner } from '../../../src/paging/cursor/signer.ts';
import { createEndpointProfiles, EMPTY_PROFILE } from '../../../src/paging/endpoint-profile.ts';
import { paginate } from '../../../src/paging/paginate.ts';
import type {
  Limits,
  ListSpec,
  Page,
  PageArgs,
  PagingTools,
  WindowRequest,
  WindowResponse,
} from '../../../src/paging/types.ts';
import { Random } from '../../helpers/random.ts';
import { MovingList, type SimRow } from './moving-list.ts';
import { PLAIN_BEHAVIOUR, type UpstreamBehaviour } from './upstream-behaviour.ts';

/** The settings' defaults. */
export const LIMITS: Limits = {
  maxPageSize: 100,
  upstreamPageCap: 100,
  defaultPageSize: 10,
  scanPages: 3,
  countCalls: 3,
  maxRepairCalls: 3,
};

/** Upstream calls that a page may cost. */
export const callsOf = (args: PageArgs, profile = EMPTY_PROFILE, scanning = false): PageCalls =>
  pageCalls(readArguments(args, LIMITS, scanning), LIMITS, profile);

/** A list to page through in a test, with a log of what was asked of the upstream. */
export class PagedList {
  readonly list: MovingList;
  readonly tools: PagingTools = {
    signer: createCursorSigner(['test key']),
    profiles: createEndpointProfiles(),
    limits: LIMITS,
  };
  /** Every ask since the last `forget`. */
  readonly requests: WindowRequest[] = [];
  /** Bends an answer on its way, to play an upstream that does as it likes. */
  tamperResponse: (answer: WindowResponse<SimRow>, ask: WindowRequest) => WindowResponse<SimRow> = (answer) =>
    answer;
  /** Bends an ask before the upstream sees it: a parameter it does not know. */
  tamperRequest: (ask: WindowRequest) => WindowRequest = (ask) => ask;

  constructor(behaviour: Partial<UpstreamBehaviour> = {}) {
    this.list = new MovingList({ ...PLAIN_BEHAVIOUR, ...behaviour }, new Random(7));
  }

  /** Rows an hour apart, the first one the oldest; `values` may give each another start, creation or title. */
  fill(count: number, values: (index: number) => Partial<SimRow> = () => ({})): this {
    const last = Math.floor(this.list.now / 1000) - 60;
    this.list.fill(
      Array.from({ length: count }, (_, index) => {
        const at = last - (count - index) * 3600;
        return { created: at, start: at, title: `row ${index}`, ...values(index) };
      }),
    );
    return this;
  }

  /** One page; `calls` and `asks` tell what it cost. */
  async page(args: PageArgs = {}, spec: Partial<ListSpec<SimRow>> = {}): Promise<Page<SimRow>> {
    this.list.states = [];
    return paginate({ ...this.list.spec(), ...spec }, args, this.fetch, this.tools);
  }

  readonly fetch = async (ask: WindowRequest): Promise<WindowResponse<SimRow>> => {
    this.requests.push(ask);
    return this.tamperResponse(await this.list.fetch(this.tamperRequest(ask)), ask);
  };

  /** Ids in the list's own order. */
  get ids(): string[] {
    return this.list.rows.map(({ id }) => id);
  }
}

/** Ids of a page, `hole` for an edge without node. */
export const idsOf = (page: Page<SimRow>): string[] => page.edges.map(({ node }) => node?.id ?? 'hole');

/** The cursor of one edge. */
export function cursorAt(page: Page<unknown>, index: number): string {
  const edge = page.edges.at(index);
  if (edge === undefined) throw new RangeError(`no edge at ${index}`);
  return edge.cursor;
}

/** The row at that index of the list as it is now; negative ones from the end. */
export function rowAt({ list }: PagedList, index: number): SimRow {
  const row = list.rows.at(index);
  if (row === undefined) throw new RangeError(`no row at ${index}`);
  return row;
}

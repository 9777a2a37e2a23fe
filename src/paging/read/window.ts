import { DEFAULT_UPSTREAM_LIMIT, type PageCalls, pageCap } from '../cost.ts';
import { ContractDriftError, ListMovingError } from '../errors.ts';
import { normalKey, orderName, readOrders } from '../order.ts';
import type {
  EndpointProfile,
  EndpointProfiles,
  FetchWindow,
  Limits,
  ListSpec,
  PagingTools,
  SortKey,
  WindowResponse,
} from '../types.ts';
import type { ReadBounds } from './bounds.ts';

/** Whether rows follow a window; `unknown` if the response does not show it. */
export type Tail = 'more' | 'end' | 'unknown';

/** One checked response. */
export interface Window<Row> {
  readonly offset: number;
  /** Requested rows. */
  readonly limit: number;
  readonly rows: readonly (Row | null)[];
  readonly tail: Tail;
  readonly total: number | null;
  /** The response's `Date`, epoch milliseconds. */
  readonly date: number | null;
}

type WindowTools = Pick<PagingTools, 'profiles' | 'limits'>;

/** Reads the windows of one page, checks each response, updates the endpoint's profile and counts the calls. */
export class WindowReader<Row> {
  readonly list: ListSpec<Row>;
  readonly limits: Limits;
  calls = 0;
  /** Length of the whole list, as the latest response reported it. */
  total: number | null = null;
  readonly #fetch: FetchWindow<Row>;
  readonly #profiles: EndpointProfiles;
  readonly #budget: PageCalls;
  readonly #requested = new Set<string>();
  readonly #firstIds = new Map<number, string | null>();

  constructor(list: ListSpec<Row>, fetch: FetchWindow<Row>, tools: WindowTools, budget: PageCalls) {
    this.list = list;
    this.limits = tools.limits;
    this.#fetch = fetch;
    this.#profiles = tools.profiles;
    this.#budget = budget;
  }

  /** Calls that are still allowed. Callers stop at 0. */
  get left(): number {
    return this.#budget.bound - this.calls;
  }

  get profile(): EndpointProfile {
    return this.#profiles.get(this.list.endpoint);
  }

  get cap(): number {
    return pageCap(this.limits, this.profile);
  }

  /**
   * Makes one call.
   *
   * @throws ContractDriftError if the response does not match the request; whatever `fetch` rejects with
   */
  async read(bounds: ReadBounds, offset: number, limit: number): Promise<Window<Row>> {
    if (this.left <= 0) throw new ListMovingError();
    const { list } = this;
    const { direction, since: createdSince, before: createdBefore } = bounds;
    const request = { offset, limit, direction, createdSince, createdBefore };
    const response = await this.#fetch({ ...request, fresh: this.#isRepair(JSON.stringify(request)) });
    const { rows, date } = response;
    const { profile } = this;
    checkRows(list, rows);
    const [{ nulls }] = readOrders(keysOf(list, rows), direction);
    const total = plausibleTotal(response, offset);
    this.#profiles.update(list.endpoint, {
      longestResponse: Math.max(profile.longestResponse, rows.length),
      cap: profile.cap === null ? null : Math.max(profile.cap, rows.length),
      reportsTotal: profile.reportsTotal === true || total !== null,
      reportsNextOffset: profile.reportsNextOffset || response.nextOffset !== null,
      ignoresBounds: profile.ignoresBounds || !isWithin(list, rows, createdSince, createdBefore),
      ...(nulls === null ? {} : { nulls: { ...profile.nulls, [orderName(list, direction)]: nulls } }),
    });
    if (bounds.keysetBound === null) this.total = total ?? this.total;
    this.#firstIds.set(offset, idOf(list, rows[0] ?? null));
    return { offset, limit, rows, tail: tailOf(response, total, { offset, limit }, profile), total, date };
  }

  /** Notes that rows follow this window. If it was shorter than requested, the upstream truncated it. */
  markTruncated({ rows, limit }: Pick<Window<Row>, 'rows' | 'limit'>): void {
    if (rows.length >= limit || rows.length < DEFAULT_UPSTREAM_LIMIT) return;
    this.#profiles.update(this.list.endpoint, { cap: rows.length });
  }

  /** Whether all of several offsets brought the same first row. */
  get offsetIgnored(): boolean {
    const ids = [...this.#firstIds.values()];
    return ids.length > 1 && ids[0] !== null && ids.every((id) => id === ids[0]);
  }

  /** Counts a call. A call beyond the plan, or one that repeats a window, happens because the list moved. */
  #isRepair(request: string): boolean {
    const isRepeated = this.#requested.has(request);
    this.#requested.add(request);
    this.calls += 1;
    return isRepeated || this.calls > this.#budget.planned;
  }
}

function tailOf<Row>(
  { rows, nextOffset }: WindowResponse<Row>,
  total: number | null,
  { offset, limit }: Pick<Window<Row>, 'offset' | 'limit'>,
  profile: EndpointProfile,
): Tail {
  if (rows.length === 0) return 'end';
  if (total !== null) return total > offset + rows.length ? 'more' : 'end';
  const isShort = rows.length < limit;
  if (isShort && rows.length < DEFAULT_UPSTREAM_LIMIT) return 'end';
  if (nextOffset !== null) return 'more';
  // If the endpoint has reported a total before and does not now, its earlier next offsets prove nothing here.
  if (profile.reportsNextOffset && profile.reportsTotal !== true) return 'end';
  // A cap is constant: a response shorter than the longest one was not truncated.
  return isShort && rows.length < profile.longestResponse ? 'end' : 'unknown';
}

/** The total; null if it is below the rows in hand, as it then counts something else. */
const plausibleTotal = <Row>({ total, rows }: WindowResponse<Row>, offset: number): number | null =>
  total !== null && rows.length > 0 && total < offset + rows.length ? null : total;

/** The sort key of a row, as it is compared. */
export const keyOf = <Row>(list: ListSpec<Row>, row: Row): SortKey => normalKey(list.key(row));

/** The id of a row; null for an undecodable one. */
export const idOf = <Row>(list: ListSpec<Row>, row: Row | null): string | null =>
  row === null ? null : list.id(row);

/** Sort keys of all decodable rows, in their order. */
export const keysOf = <Row>(list: ListSpec<Row>, rows: readonly (Row | null)[]): SortKey[] =>
  rows.flatMap((row) => (row === null ? [] : [keyOf(list, row)]));

function checkRows<Row>(list: ListSpec<Row>, rows: readonly (Row | null)[]): void {
  const present = rows.filter((row) => row !== null);
  if (!present.every(list.satisfiesFilter)) throw new ContractDriftError('FILTER_IGNORED');
  if (!isWithin(list, rows, list.createdSince, list.createdBefore)) {
    throw new ContractDriftError('BOUND_IGNORED');
  }
  if (new Set(present.map(list.id)).size < present.length) throw new ContractDriftError('ROW_REPEATED');
}

/** Whether all rows are within the bounds. A row on a bound is: the API does not say whether bounds are inclusive. */
function isWithin<Row>(
  list: ListSpec<Row>,
  rows: readonly (Row | null)[],
  since: number | null,
  before: number | null,
): boolean {
  return rows.every((row) => {
    const created = row === null ? null : list.created(row);
    return (
      created === null || ((since === null || created >= since) && (before === null || created <= before))
    );
  });
}

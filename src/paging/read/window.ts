import { DEFAULT_UPSTREAM_LIMIT, pageCap } from '../cost.ts';
import { ContractDriftError, ListMovingError } from '../errors.ts';
import { normalKey, orderName, readOrders } from '../order.ts';
import type {
  EndpointProfile,
  EndpointProfiles,
  FetchWindow,
  Limits,
  ListSpec,
  SortKey,
  WindowResponse,
} from '../types.ts';
import type { ReadBounds } from './bounds.ts';

/** What follows a window: more rows, none, or the answer does not say. */
export type Tail = 'more' | 'end' | 'unknown';

/** One checked answer. */
export interface Window<Row> {
  readonly offset: number;
  /** Rows asked for. */
  readonly limit: number;
  readonly rows: readonly (Row | null)[];
  readonly tail: Tail;
  readonly total: number | null;
  readonly date: number | null;
}

/**
 * Reads windows for one page, checks each answer, learns from it, and keeps count of the calls. `left` calls may still
 * be made; the callers stop at 0.
 */
export class WindowReader<Row> {
  readonly list: ListSpec<Row>;
  readonly limits: Limits;
  calls = 0;
  /** The list's length as the last answer of the whole walk told it. */
  total: number | null = null;
  readonly #fetch: FetchWindow<Row>;
  readonly #memory: EndpointProfiles;
  readonly #allowed: number;
  readonly #firsts = new Map<number, string | null>();

  constructor(
    list: ListSpec<Row>,
    fetch: FetchWindow<Row>,
    memory: EndpointProfiles,
    limits: Limits,
    allowed: number,
  ) {
    this.list = list;
    this.limits = limits;
    this.#fetch = fetch;
    this.#memory = memory;
    this.#allowed = allowed;
  }

  get left(): number {
    return this.#allowed - this.calls;
  }

  get facts(): EndpointProfile {
    return this.#memory.recall(this.list.endpoint);
  }

  get cap(): number {
    return pageCap(this.limits, this.facts);
  }

  /** One call. Throws ContractDriftError when the answer breaks what was asked; a rejected fetch passes through. */
  async read(frame: ReadBounds, offset: number, limit: number): Promise<Window<Row>> {
    if (this.left <= 0) throw new ListMovingError();
    this.calls += 1;
    const answer = await this.#fetch({
      offset,
      limit,
      direction: frame.direction,
      createdSince: frame.since,
      createdBefore: frame.before,
    });
    const { list } = this;
    checkRows(list, answer.rows);
    const [{ nulls }] = readOrders(keysOf(list, answer.rows), frame.direction);
    const total = believedTotal(answer, offset);
    const tail = this.#learn(answer, total, offset, limit);
    if (!within(list, answer.rows, frame.since, frame.before)) {
      this.#memory.learn(list.endpoint, { ignoresBounds: true });
    }
    if (nulls !== null) {
      const known = this.facts.nulls;
      this.#memory.learn(list.endpoint, { nulls: { ...known, [orderName(list, frame.direction)]: nulls } });
    }
    if (frame.bound === null) this.total = total ?? this.total;
    this.#firsts.set(offset, idOf(this.list, answer.rows[0] ?? null));
    return { offset, limit, rows: answer.rows, tail, total, date: answer.date };
  }

  /** More rows were seen to follow this window: if it was shorter than asked, something cut it. */
  followed({ rows, limit }: Pick<Window<Row>, 'rows' | 'limit'>): void {
    if (rows.length >= limit || rows.length < DEFAULT_UPSTREAM_LIMIT) return;
    this.#memory.learn(this.list.endpoint, { cap: rows.length });
  }

  /** Whether several offsets all brought the same first row, as from an upstream that does not know the parameter. */
  get offsetIgnored(): boolean {
    const firsts = [...this.#firsts.values()];
    return firsts.length > 1 && firsts[0] !== null && firsts.every((id) => id === firsts[0]);
  }

  #learn(
    { rows, nextOffset }: WindowResponse<Row>,
    total: number | null,
    offset: number,
    limit: number,
  ): Tail {
    const facts = this.facts;
    this.#memory.learn(this.list.endpoint, {
      longest: Math.max(facts.longest, rows.length),
      cap: facts.cap === null ? null : Math.max(facts.cap, rows.length),
      tellsTotal: facts.tellsTotal === true || total !== null,
      tellsNext: facts.tellsNext || nextOffset !== null,
    });
    if (rows.length === 0) return 'end';
    if (total !== null) return total > offset + rows.length ? 'more' : 'end';
    const short = rows.length < limit;
    if (short && rows.length < DEFAULT_UPSTREAM_LIMIT) return 'end';
    if (nextOffset !== null) return 'more';
    // Where the total, once told, is missing too, the answers are of another kind than those that taught us.
    if (facts.tellsNext && facts.tellsTotal !== true) return 'end';
    // A cap is constant: what is shorter than the longest answer was not cut.
    return short && rows.length < facts.longest ? 'end' : 'unknown';
  }
}

/** A total below the rows in hand counts something else. */
function believedTotal<Row>({ total, rows }: WindowResponse<Row>, offset: number): number | null {
  return total !== null && rows.length > 0 && total < offset + rows.length ? null : total;
}

/** The row's sort key as it is compared; null stands for an undecodable row's too, so ask {@link idOf} first. */
export const keyOf = <Row>(list: ListSpec<Row>, row: Row): SortKey => normalKey(list.key(row));

/** The row's id; null for a row that could not be read. */
export const idOf = <Row>(list: ListSpec<Row>, row: Row | null): string | null =>
  row === null ? null : list.id(row);

/** Sort keys of all decodable rows, as they stand. */
export const keysOf = <Row>(list: ListSpec<Row>, rows: readonly (Row | null)[]): SortKey[] =>
  rows.flatMap((row) => (row === null ? [] : [keyOf(list, row)]));

/** Throws on rows that break a filter, a bound of the client, or their identity. */
function checkRows<Row>(list: ListSpec<Row>, rows: readonly (Row | null)[]): void {
  const seen = rows.filter((row) => row !== null);
  if (seen.some((row) => !list.satisfiesFilter(row))) throw new ContractDriftError('FILTER_IGNORED');
  if (!within(list, rows, list.createdSince, list.createdBefore))
    throw new ContractDriftError('BOUND_IGNORED');
  if (new Set(seen.map(list.id)).size < seen.length) throw new ContractDriftError('ROW_REPEATED');
}

/** Whether all rows lie within the bounds; on a bound counts as within, since nobody says which side it is on. */
function within<Row>(
  list: ListSpec<Row>,
  rows: readonly (Row | null)[],
  since: number | null,
  before: number | null,
): boolean {
  return rows.every((row) => {
    const created = row === null ? null : list.created(row);
    if (created === null) return true;
    return (since === null || created >= since) && (before === null || created <= before);
  });
}

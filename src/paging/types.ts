/** The interface between paging and its callers: plain data, without HTTP, GraphQL or tickets. */

/** The upstream's sort direction. */
export type Direction = 'asc' | 'desc';

/** The value that a list is sorted by: epoch seconds for times, else any number or string; null is a value too. */
export type SortKey = string | number | null;

/** Where rows without a sort key stand, in reading order. */
export type Nulls = 'first' | 'last';

/** A request for one window of the upstream list. Bounds are whole epoch seconds of creation, null for none. */
export interface WindowRequest {
  /** Rows to skip; never negative. */
  offset: number;
  /** Requested rows, from 1 to the upstream's cap. */
  limit: number;
  /** The list fixes the order's field; only the direction varies. */
  direction: Direction;
  createdSince: number | null;
  createdBefore: number | null;
  /** Whether a cached response is useless: the list has moved, and the page reads again what it read before. */
  fresh: boolean;
}

/** The response to a {@link WindowRequest}. A null row could not be decoded: it becomes an edge without a node. */
export interface WindowResponse<Row> {
  rows: readonly (Row | null)[];
  /** Length of the whole list under the same bounds and filters; null if the upstream does not report it. */
  total: number | null;
  /** Offset of the next window; null if there is none or the upstream does not report it. */
  nextOffset: number | null;
  /** The response's `Date`, epoch milliseconds; null without one. */
  date: number | null;
}

/** Reads one window. Paging passes its rejections on unchanged. */
export type FetchWindow<Row> = (request: WindowRequest) => Promise<WindowResponse<Row>>;

/** The arguments of a connection, as the client sent them. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** The list that a cursor belongs to. A cursor of another list is refused, and the reason names the part that differs. */
export interface ListIdentity {
  /** The connection's name, as `Query.tickets`. */
  connection: string;
  /** The API id of the parent row; null at the root. */
  parent: string | null;
  /** The upstream user of the credential (not the token). */
  caller: string;
  /** The filter with its defaults, as plain data and dates. Absent values and the order of members do not matter. */
  filter: Readonly<Record<string, unknown>> | null;
  /** The order; the direction is the one in which the client reads. */
  order: { field: string; direction: Direction };
}

/** A list that the upstream pages. */
export interface ListSpec<Row> extends ListIdentity {
  /** The upstream endpoint. All its lists share one {@link EndpointProfile}. */
  endpoint: string;
  /** `keyset` in the order of creation, else `anchored`. */
  strategy: 'keyset' | 'anchored';
  /** Whether the endpoint takes bounds on the creation time. Without them a walk has no snapshot time. */
  supportsCreationBounds: boolean;
  /** The client's own bounds on the creation time, epoch seconds; part of every request. */
  createdSince: number | null;
  createdBefore: number | null;
  /** The row's identity, unique in the list. */
  id: (row: Row) => string;
  /** The row's sort key; for `keyset` the creation time in epoch seconds. */
  key: (row: Row) => SortKey;
  /** False if every row has a sort key: then the end of the list is found in one call. Default true. */
  keyMayBeNull?: boolean;
  /** Creation time in epoch seconds; null if the row has none. */
  created: (row: Row) => number | null;
  /** Whether the row matches every filter that its fields show; false ends in `UPSTREAM_CONTRACT_DRIFT`. */
  satisfiesFilter: (row: Row) => boolean;
  /** A filter that the upstream does not have: paging applies it to the rows of `scanPages` windows. */
  localFilter?: (row: Row) => boolean;
}

/** The numbers of the settings. */
export interface Limits {
  /** Largest valid `first` or `last`. */
  maxPageSize: number;
  /** Largest `limit` that the upstream takes. */
  upstreamPageCap: number;
  /** Page size without `first` and `last`. */
  defaultPageSize: number;
  /** Full windows that one page may read for a `localFilter`. */
  scanPages: number;
  /** Calls that one count may make. */
  countCalls: number;
  /** Calls beyond the planned ones that may find a moved place again, probes and failed joins included. */
  maxRepairCalls: number;
}

/** What the responses of an endpoint have shown about it. */
export interface EndpointProfile {
  /** Rows of the longest response. */
  longestResponse: number;
  /** The limit that it applies silently; null if none was seen. */
  cap: number | null;
  /** Whether responses report a total; null before the first response. */
  reportsTotal: boolean | null;
  /** Whether a response has ever reported a next offset: only then a missing one means the end. */
  reportsNextOffset: boolean;
  /** Whether it returned rows outside of creation bounds: then paging does not rely on them. */
  ignoresBounds: boolean;
  /** Where nulls stand, by order (`start desc`). The opposite direction need not put them at the opposite end. */
  nulls: Readonly<Record<string, Nulls>>;
}

/** Profiles by endpoint. Losing them costs calls, never rows. */
export interface EndpointProfiles {
  get: (endpoint: string) => EndpointProfile;
  /** Writes the given fields over the known ones. */
  update: (endpoint: string, changes: Partial<EndpointProfile>) => void;
}

/** Signs and verifies cursors; made by `createCursorSigner`. */
export interface CursorSigner {
  /** The signed, URL-safe form of the payload. */
  seal: (payload: Uint8Array) => string;
  /** The payload. @throws BadCursorError if the signature is not ours */
  open: (cursor: string) => Uint8Array;
}

/** The dependencies of paging besides the list. */
export interface PagingTools {
  signer: CursorSigner;
  profiles: EndpointProfiles;
  limits: Limits;
}

/** One row of a page with its cursor. */
export interface Edge<Row> {
  /** Null if the upstream's row could not be decoded. */
  node: Row | null;
  cursor: string;
}

/** Relay's page info. */
export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** One page. */
export interface Page<Row> {
  edges: Edge<Row>[];
  pageInfo: PageInfo;
  /** The length of the list if a response reported it; paging makes no call for it. */
  total: number | null;
  /** Rows that were inserted or removed before the cursor since it was made, as far as offsets show it. */
  repair: { inserted: number; removed: number };
  /** Rows read for a `localFilter`; null without one. */
  scanned: number | null;
  /** False if the calls were used up before the page was full or the list at its end. */
  complete: boolean;
  /** Upstream calls made. */
  calls: number;
}

/** The length of a list. */
export interface Count {
  total: number;
  precision: 'EXACT' | 'AT_LEAST';
  /** Upstream calls made; 0 if the page's own response reported the total. */
  calls: number;
}

/** A list that is read completely instead of paged upstream. */
export interface ArraySpec<Row> extends ListIdentity {
  /** The row's identity, unique in the list. */
  id: (row: Row) => string;
  /** The row's sort key; finds the place of a row that is gone. */
  key: (row: Row) => SortKey;
}

/** What paging asks of its caller and gives back. Pure data; nothing here knows HTTP, GraphQL or tickets. */

/** The upstream's own sort direction. */
export type Direction = 'asc' | 'desc';

/** A row's place in the order: epoch seconds for times, any number or string else; null is a value of its own. */
export type SortKey = string | number | null;

/** Where rows without a sort key stand, in reading order. */
export type Nulls = 'first' | 'last';

/** One window of the upstream list. Bounds are whole epoch seconds on a row's creation, null for none. */
export interface WindowRequest {
  /** Rows to skip; never negative. */
  offset: number;
  /** Rows wanted; 1 to the upstream's cap. */
  limit: number;
  /** The order's field is fixed by the list; only the direction turns. */
  direction: Direction;
  createdSince: number | null;
  createdBefore: number | null;
  /** No answer that was given before will do: see `fresh.ts`. */
  fresh?: boolean;
}

/** What came back. A null row could not be decoded: it keeps its place and is emitted as an edge without node. */
export interface WindowResponse<Row> {
  rows: readonly (Row | null)[];
  /** Length of the whole list under the same bounds and filters; null where the upstream does not say. */
  total: number | null;
  /** Where the next window starts; null where there is none, or where the upstream does not say. */
  nextOffset: number | null;
  /** The answer's Date header, epoch milliseconds; null without one. */
  date: number | null;
}

/** The one injected effect: reads one window. Rejections pass through paging untouched. */
export type FetchWindow<Row> = (ask: WindowRequest) => Promise<WindowResponse<Row>>;

/** The arguments of a connection, as the client sent them. */
export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** Whatever belongs to a filter, as plain data; null, undefined and empty objects count as absent. */
export type FilterValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly FilterValue[]
  | { readonly [name: string]: FilterValue };

/** Which list a cursor belongs to. A cursor of any other list is refused, with the part that differs as its reason. */
export interface ListIdentity {
  /** The connection's name, `Query.tickets`. */
  connection: string;
  /** The API id of the row it hangs on; null at the root. */
  parent: string | null;
  /** The upstream user behind the credential (not the token). */
  caller: string;
  /** The filter after defaults; key order and absent entries do not matter. */
  filter: FilterValue;
  /** The order; the direction is the one the client reads in. */
  order: { field: string; direction: Direction };
}

/** A list that is paged upstream. */
export interface ListSpec<Row> extends ListIdentity {
  /** The upstream endpoint; what is learnt about it (its cap) is shared by every list that reads it. */
  endpoint: string;
  /** `keyset` where the order is the creation time, else `anchored`. */
  strategy: 'keyset' | 'anchored';
  /** Whether the endpoint takes bounds on the creation; without them a walk has no fixed upper end. */
  supportsCreationBounds: boolean;
  /** The client's own bounds on the creation, whole epoch seconds; they go into every ask. */
  createdSince: number | null;
  createdBefore: number | null;
  /** The row's identity, unique in the list. */
  id: (row: Row) => string;
  /** What the list is sorted by; for `keyset` the creation in epoch seconds. */
  key: (row: Row) => SortKey;
  /** False where no row can be without a sort key: then the list's end is found in one call. Absent: it can. */
  keyMayBeNull?: boolean;
  /** Creation in whole epoch seconds; null where the row does not say. */
  created: (row: Row) => number | null;
  /** Whether the row obeys every filter that can be seen in it; false ends in `UPSTREAM_CONTRACT_DRIFT`. */
  satisfiesFilter: (row: Row) => boolean;
  /** A filter the upstream does not have: rows are filtered here, within `scanPages` windows. */
  localFilter?: (row: Row) => boolean;
}

/** The numbers of the settings. */
export interface Limits {
  /** Largest `first` or `last`; above it is refused. */
  maxPageSize: number;
  /** Largest `limit` the upstream takes. */
  upstreamPageCap: number;
  /** Page size when neither `first` nor `last` is given. */
  defaultPageSize: number;
  /** Full windows one page may scan for a filter that is applied here. */
  scanPages: number;
  /** Calls one count may make. */
  countCalls: number;
  /** Calls beyond the planned ones to find a place again, seams and probes included. */
  repairs: number;
}

/** What an endpoint has shown of itself. */
export interface EndpointProfile {
  /** Longest answer seen, in rows. */
  longest: number;
  /** The limit it clamps to without a word, once seen; null while unseen. */
  cap: number | null;
  /** Whether its answers carry a total; null before the first answer. */
  tellsTotal: boolean | null;
  /** Whether it has ever named a next offset: only then does a missing one mean the end. */
  tellsNext: boolean;
  /** It answered rows outside of the creation bounds: they are no longer relied on. */
  ignoresBounds: boolean;
  /** Where nulls were seen to stand, by order (`start desc`): turning the direction need not turn them. */
  nulls: Readonly<Record<string, Nulls>>;
}

/** Keeps facts per endpoint. Losing them costs calls, never rows. */
export interface EndpointProfiles {
  /** What is known; the blank facts for an endpoint never seen. */
  recall: (endpoint: string) => EndpointProfile;
  /** Writes the given facts over the known ones. */
  learn: (endpoint: string, facts: Partial<EndpointProfile>) => void;
}

/** Seals and opens cursors; made by `createCursorSigner`. */
export interface CursorSigner {
  /** The sealed, URL-safe form of the payload. */
  seal: (payload: Uint8Array) => string;
  /** The payload; throws `BadCursorError` when the text is not one of ours. */
  open: (cursor: string) => Uint8Array;
}

/** What every pager needs beside the list. */
export interface PagingTools {
  signer: CursorSigner;
  profiles: EndpointProfiles;
  limits: Limits;
}

/** One row of a page with the cursor that stands for its place. */
export interface Edge<Row> {
  /** Null where the upstream's row could not be decoded. */
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
  /** The list's length if an answer carried it; paging makes no call for it. */
  total: number | null;
  /** Rows that appeared or vanished on the near side of the cursor since it was made, as far as the offset told. */
  repair: { inserted: number; removed: number };
  /** Rows read for a filter applied here; null without one. */
  scanned: number | null;
  /** False when the scan budget ended before the page was full or the list at its end. */
  complete: boolean;
  /** Upstream calls made. */
  calls: number;
}

/** The length of a list and whether it is all of it. */
export interface Count {
  total: number;
  precision: 'EXACT' | 'AT_LEAST';
  /** Upstream calls made; 0 when the page's own answer carried the total. */
  calls: number;
}

/** A list that is read whole (no paging upstream), in the order it is shown in. */
export interface WholeSpec<Row> extends ListIdentity {
  /** The row's identity, unique in the list. */
  id: (row: Row) => string;
  /** What the list is sorted by; finds the place of a row that is gone. */
  key: (row: Row) => SortKey;
}

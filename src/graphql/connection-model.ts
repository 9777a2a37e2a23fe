/** What every connection of the graph carries beside Relay's `edges` and `pageInfo`. */
export interface ConnectionExtras {
  repair: { inserted: number; removed: number };
  /** Rows read for a filter that is applied here; null without one. */
  scanned: number | null;
  /** Counts the list when a client asks, once; null where it can't be told. */
  count: () => Promise<Counted | null>;
}

/** The length of a list, and whether that is all of it. */
export interface Counted {
  total: number;
  precision: 'EXACT' | 'AT_LEAST';
}

/** A page as every connection of the graph resolves it. */
export interface ConnectionModel<Node extends object> extends ConnectionExtras {
  edges: { cursor: string; node: Node }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

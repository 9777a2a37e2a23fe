/** What every connection of the graph has beside Relay's `edges` and `pageInfo`. */
export interface ConnectionExtras {
  repair: { inserted: number; removed: number };
  /** Rows read to apply a filter in the gateway; null without such a filter. */
  scanned: number | null;
  /** Counts the list on the first call; null if the list cannot be counted. */
  count: () => Promise<Count | null>;
}

interface Count {
  total: number;
  precision: 'EXACT' | 'AT_LEAST';
}

/** A page, as every connection of the graph resolves it. */
export interface ConnectionModel<Node extends object> extends ConnectionExtras {
  edges: { cursor: string; node: Node }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

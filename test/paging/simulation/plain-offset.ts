import type { Page, PageArgs } from '../../../src/paging/types.ts';
import type { MovingList, SimRow } from './moving-list.ts';

/** What most gateways do: the cursor is the offset. It shares walk and oracle, to show that these can find a fault. */
export async function offsetPage(
  list: MovingList,
  { first, after, last, before }: PageArgs,
): Promise<Page<SimRow>> {
  const size = first ?? last ?? 10;
  const end = before == null ? list.rows.length : Number(before);
  const from = last == null ? (after == null ? 0 : Number(after) + 1) : Math.max(0, end - size);
  const wanted = last == null ? size : end - from;
  const { rows } = await list.fetch({
    offset: from,
    limit: Math.min(100, wanted + 1),
    direction: list.behaviour.direction,
    createdSince: list.createdSince,
    createdBefore: list.createdBefore,
    fresh: false,
  });
  const edges = rows.slice(0, wanted).map((node, at) => ({ node, cursor: String(from + at) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > wanted,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    total: null,
    repair: { inserted: 0, removed: 0 },
    scanned: null,
    complete: true,
    calls: 1,
  };
}

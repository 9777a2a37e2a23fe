import { readArguments } from './arguments.ts';
import { boundCalls } from './cost.ts';
import { type CursorState, decodeCursor } from './cursor/cursor.ts';
import { orderName } from './order.ts';
import { readBackward } from './read/backward.ts';
import { type ReadBounds, walkFrame } from './read/bounds.ts';
import { readForward } from './read/forward.ts';
import { readLast } from './read/last.ts';
import { minting, type PageSlice, type Range } from './read/page-range.ts';
import { RowCursors } from './read/row-cursor.ts';
import { scan } from './read/scan.ts';
import { WindowReader } from './read/window.ts';
import type { Edge, FetchWindow, ListSpec, Page, PageArgs, PagingTools } from './types.ts';

/**
 * One page of an upstream list that only knows offset and limit.
 *
 * Rows that stay where they are come exactly once and in order, whatever is inserted, deleted or moved around them.
 * The flags tell true neighbours as one state of the list during the calls had them.
 *
 * @throws BadPageError, BadCursorError for arguments that can't be served; ContractDriftError when an answer breaks what
 *   was asked; ListMovingError when the list moved faster than the repairs; whatever `fetch` rejects with
 */
export async function paginate<Row>(
  list: ListSpec<Row>,
  args: PageArgs,
  fetch: FetchWindow<Row>,
  tools: PagingTools,
): Promise<Page<Row>> {
  const { signer, profiles, limits } = tools;
  const scanning = list.localFilter !== undefined;
  const request = readArguments(args, limits, scanning);
  const open = (cursor: string | null, argument: 'after' | 'before'): CursorState | null =>
    cursor === null ? null : withFacts(decodeCursor(cursor, list, signer, argument), list, profiles);
  const after = open(request.after, 'after');
  const before = open(request.before, 'before');
  const fromStart = request.from === 'start';
  const [near, far] = fromStart ? [after, before] : [before, after];
  const argument = near === null ? null : fromStart ? 'after' : 'before';
  const range: Range = { near, far, size: request.size, argument };

  const allowed = boundCalls(args, limits, profiles.recall(list.endpoint), scanning);
  const reader = new WindowReader(list, fetch, profiles, limits, allowed);
  const known = near ?? far;
  const walk = walkFrame(list, known?.t0 ?? null, near?.flipped ?? false);
  if (scanning) return scan(reader, walk, range, tools);
  const reading = await read(reader, walk, range, fromStart);
  return present(reading, range, tools);
}

/** Which way to read: a walk that began at the list's end reads its own order, so forward and backward change places. */
function read<Row>(
  reader: WindowReader<Row>,
  walk: ReadBounds,
  range: Range,
  fromStart: boolean,
): Promise<PageSlice<Row>> {
  const { near } = range;
  if (near === null) return fromStart ? readForward(reader, walk, range) : readLast(reader, walk, range);
  return fromStart === near.flipped
    ? readBackward(reader, walk, range, near.hint)
    : readForward(reader, walk, range);
}

/** Where nulls stand may have been seen elsewhere since. */
function withFacts<Row>(
  place: CursorState,
  list: ListSpec<Row>,
  memory: PagingTools['profiles'],
): CursorState {
  const { direction } = walkFrame(list, null, place.flipped);
  return {
    ...place,
    nulls: place.nulls ?? memory.recall(list.endpoint).nulls[orderName(list, direction)] ?? null,
  };
}

/** Rows become edges, in the order the client reads. */
function present<Row>(reading: PageSlice<Row>, range: Range, { signer }: PagingTools): Page<Row> {
  const { grower, from, to, hasBefore, hasAfter, complete, moved } = reading;
  const { stretch, reader } = grower;
  const mint = new RowCursors(stretch, minting(reading, range), signer);
  const edges: Edge<Row>[] = stretch.rows
    .slice(from, to)
    .map((node, at) => ({ node, cursor: mint.cursor(from + at) }));
  const { flipped } = stretch.frame;
  if (flipped) edges.reverse();
  return {
    edges,
    pageInfo: {
      hasNextPage: flipped ? hasBefore : hasAfter,
      hasPreviousPage: flipped ? hasAfter : hasBefore,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    total: reader.total,
    repair: { inserted: Math.max(0, moved), removed: Math.max(0, -moved) },
    scanned: null,
    complete,
    calls: reader.calls,
  };
}

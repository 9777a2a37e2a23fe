import { type PageRequest, readArguments } from './arguments.ts';
import { pageCalls } from './cost.ts';
import { type CursorState, decodeCursor } from './cursor/cursor.ts';
import { orderName } from './order.ts';
import { readBackward } from './read/backward.ts';
import { listBounds } from './read/bounds.ts';
import { readForward } from './read/forward.ts';
import { readLast } from './read/last.ts';
import { toPage } from './read/page.ts';
import type { PageRange, PageRead, PageSlice } from './read/page-range.ts';
import { scan } from './read/scan.ts';
import { WindowReader } from './read/window.ts';
import type { FetchWindow, ListSpec, Page, PageArgs, PagingTools } from './types.ts';

/**
 * Reads one page of an upstream list that only knows offset and limit.
 *
 * Rows that do not move come exactly once and in order, whatever is inserted, deleted or moved around them. The page
 * flags are true of one state of the list during the calls.
 *
 * @throws BadPageError or BadCursorError for arguments that can't be served; ContractDriftError if a response does not
 *   match its request; ListMovingError if the list moved faster than the repairs; whatever `fetch` rejects with
 */
export async function paginate<Row>(
  list: ListSpec<Row>,
  args: PageArgs,
  fetch: FetchWindow<Row>,
  tools: PagingTools,
): Promise<Page<Row>> {
  const { signer, profiles, limits } = tools;
  const request = readArguments(args, limits, list.localFilter !== undefined);
  const decode = (argument: 'after' | 'before'): CursorState | null => {
    const cursor = request[argument];
    return cursor === null
      ? null
      : withKnownNulls(decodeCursor(cursor, list, signer, argument), list, profiles);
  };
  const [after, before] = [decode('after'), decode('before')];
  const fromStart = request.from === 'start';
  const [near, far] = fromStart ? [after, before] : [before, after];
  const argument = near === null ? null : fromStart ? 'after' : 'before';
  const range: PageRange = { near, far, size: request.size, argument };
  const calls = pageCalls(request, limits, profiles.get(list.endpoint));
  const windows = new WindowReader(list, fetch, tools, calls);
  const bounds = listBounds(list, (near ?? far)?.snapshotTime ?? null, near?.reversed ?? false);
  return toPage(await read({ windows, bounds, range }, request), range, signer);
}

/** A walk that began at the end of the list has the opposite order, so forward and backward change places. */
function read<Row>(page: PageRead<Row>, { from, scanning }: PageRequest): Promise<PageSlice<Row>> {
  const { near } = page.range;
  const fromStart = from === 'start';
  if (scanning) return scan(page);
  if (near === null) return fromStart ? readForward(page) : readLast(page);
  return fromStart === near.reversed ? readBackward(page, near.offsetHint) : readForward(page);
}

/** Other reads may have shown where nulls stand since the cursor was made. */
function withKnownNulls<Row>(
  state: CursorState,
  list: ListSpec<Row>,
  profiles: PagingTools['profiles'],
): CursorState {
  const { direction } = listBounds(list, null, state.reversed);
  const known = profiles.get(list.endpoint).nulls[orderName(list, direction)];
  return { ...state, nulls: state.nulls ?? known ?? null };
}

import type { Context } from '../context.ts';
import { toConnection } from '../graphql/connection.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { countList } from '../paging/count.ts';
import { paginate } from '../paging/paginate.ts';
import type { FetchWindow, ListSpec, PageArgs } from '../paging/types.ts';

/** One page of an upstream list as a connection: the one place where cursors and the graph meet. */
export async function resolveConnection<Row, Node extends object>(
  spec: ListSpec<Row>,
  args: PageArgs,
  fetch: FetchWindow<Row>,
  present: (row: Row) => Node,
  context: Context,
): Promise<ConnectionModel<Node>> {
  const tools = context.services.paging;
  const page = await paginate(spec, args, fetch, tools);
  const count = async () => (spec.localFilter === undefined ? countList(spec, page, fetch, tools) : null);
  return toConnection(page, present, count);
}

/** Whether a row obeys an exact filter. What is not asked, or not told by the row, counts as obeyed. */
export const equalsIgnoreCase = (
  wanted: string | null | undefined,
  seen: string | null | undefined,
): boolean => wanted == null || seen == null || wanted.trim().toLowerCase() === seen.trim().toLowerCase();

import { asConnection } from '../graphql/connection.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import type { Context } from '../context.ts';
import { countList } from '../paging/count.ts';
import { paginate } from '../paging/paginate.ts';
import type { Fetch, ListSpec, PageArgs } from '../paging/types.ts';

/** One page of an upstream list as a connection: the one place where cursors and the graph meet. */
export async function pageOf<Row, Node extends object>(
  spec: ListSpec<Row>,
  args: PageArgs,
  fetch: Fetch<Row>,
  present: (row: Row) => Node,
  context: Context,
): Promise<ConnectionModel<Node>> {
  const tools = context.services.paging;
  const page = await paginate(spec, args, fetch, tools);
  const count = async () => (spec.matches === undefined ? countList(spec, page, fetch, tools) : null);
  return asConnection(page, present, count);
}

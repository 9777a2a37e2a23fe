import type { Context } from '../context.ts';
import { toConnection } from '../graphql/connection.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { countList } from '../paging/count.ts';
import { paginate } from '../paging/paginate.ts';
import type { FetchWindow, ListSpec, PageArgs } from '../paging/types.ts';

/** An upstream list: its identity and order, and how to read a window of it. */
export interface UpstreamList<Row> {
  readonly spec: ListSpec<Row>;
  readonly fetch: FetchWindow<Row>;
}

/** Reads one page of an upstream list as a connection. */
export async function resolveConnection<Row, Node extends object>(
  { spec, fetch }: UpstreamList<Row>,
  args: PageArgs,
  toNode: (row: Row) => Node,
  { services: { paging } }: Context,
): Promise<ConnectionModel<Node>> {
  const page = await paginate(spec, args, fetch, paging);
  const count = async () => (spec.localFilter === undefined ? countList(spec, page, fetch, paging) : null);
  return toConnection(page, toNode, count);
}

/** Whether a value of a row matches an exact filter. An absent filter or value matches. */
export const equalsIgnoreCase = (
  wanted: string | null | undefined,
  actual: string | null | undefined,
): boolean => wanted == null || actual == null || wanted.trim().toLowerCase() === actual.trim().toLowerCase();

/** The sort key of an id: a number if it is one, as the API sorts it. */
export const idSortKey = (id: string): string | number =>
  Number.isSafeInteger(Number(id)) ? Number(id) : id;

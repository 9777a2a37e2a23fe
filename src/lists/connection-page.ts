import type { Context } from '../context.ts';
import { toConnection } from '../graphql/connection.ts';
import type { ConnectionModel } from '../graphql/connection-model.ts';
import { plannedCalls } from '../paging/cost.ts';
import { countList } from '../paging/count.ts';
import { freshWhenRepaired } from '../paging/fresh.ts';
import { paginate } from '../paging/paginate.ts';
import type { FetchWindow, FilterValue, ListSpec, PageArgs } from '../paging/types.ts';

/** One page of an upstream list as a connection: the one place where cursors and the graph meet. */
export async function resolveConnection<Row, Node extends object>(
  spec: ListSpec<Row>,
  args: PageArgs,
  fetch: FetchWindow<Row>,
  present: (row: Row) => Node,
  context: Context,
): Promise<ConnectionModel<Node>> {
  const tools = context.services.paging;
  const scanning = spec.localFilter !== undefined;
  const planned = plannedCalls(args, tools.limits, tools.profiles.get(spec.endpoint), scanning);
  const page = await paginate(spec, args, freshWhenRepaired(fetch, planned), tools);
  const count = async () => (spec.localFilter === undefined ? countList(spec, page, fetch, tools) : null);
  return toConnection(page, present, count);
}

/** Whether a row obeys an exact filter. What is not asked, or not told by the row, counts as obeyed. */
export const equalsIgnoreCase = (
  wanted: string | null | undefined,
  seen: string | null | undefined,
): boolean => wanted == null || seen == null || wanted.trim().toLowerCase() === seen.trim().toLowerCase();

/** A filter as plain data, for the fingerprint that cursors carry. */
export const filterIdentity = (filter: Readonly<Record<string, unknown>>): Record<string, FilterValue> =>
  Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, plain(value)]));

const plain = (value: unknown): FilterValue => {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

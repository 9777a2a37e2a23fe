import type { Context, UserRecord } from '../context.ts';
import { GraphError } from '../graphql/errors.ts';
import { perOperation } from '../trace/traced-loader.ts';
import { listUsers } from './api.ts';

/** Windows of the user list that are read to find users: the API cannot read a single user. */
export const MAX_WINDOWS = 3;

/** Finds users by id in the list of the caller's enterprise, in one pass per operation. Null for one that is not in it. */
export const userLoader = perOperation<Context, string, UserRecord | null>(
  async (ids, context) => {
    const { user: self } = await context.caller();
    const found = new Map<string, UserRecord>([[self.id, self]]);
    const isMissing = () => ids.some((id) => !found.has(id));
    const complete = isMissing() ? await readList(self.enterpriseId, found, isMissing, context) : true;
    return ids.map((id) => found.get(id) ?? (complete ? null : notListed()));
  },
  (id) => id,
);

/** Reads windows until all users are found. Returns whether it read the whole list. */
async function readList(
  enterpriseId: string | null,
  found: Map<string, UserRecord>,
  isMissing: () => boolean,
  context: Context,
): Promise<boolean> {
  if (enterpriseId === null) return false;
  const limit = context.services.paging.limits.upstreamPageCap;
  for (let window = 0, offset = 0; window < MAX_WINDOWS && isMissing(); window += 1) {
    const { rows, nextOffset } = await context.upstream.call(listUsers, { enterpriseId, limit, offset });
    for (const row of rows) if (row !== null) found.set(row.id, row);
    if (rows.length === 0 || (nextOffset === null && rows.length < limit)) return true;
    offset += rows.length;
  }
  return false;
}

const notListed = (): GraphError =>
  new GraphError('NOT_FOUND', 'The gateway did not find this user in the first part of the user list.');

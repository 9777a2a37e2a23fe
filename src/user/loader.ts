import type { Context } from '../context.ts';
import { GraphError } from '../graphql/errors.ts';
import { perOperation } from '../trace/traced-loader.ts';
import { listUsers } from './endpoints.ts';
import type { UserRecord } from './record.ts';

/** Windows of the enterprise's listing that are read to find users: the API can't read one alone, nor many. */
export const MAX_WINDOWS = 3;

/**
 * Reads users by id out of the listing of the caller's enterprise: the only way the API has. All ids of an operation are
 * found in one pass. Null for one that is not in it.
 */
export const userLoader = perOperation<Context, string, UserRecord | null>(
  async (ids, context) => {
    const { user: self } = await context.caller();
    const found = new Map<string, UserRecord>([[self.id, self]]);
    const missing = () => ids.some((id) => !found.has(id));
    const whole = missing() ? await readListing(self.enterpriseId, found, missing, context) : true;
    return ids.map((id) => found.get(id) ?? (whole ? null : notListed()));
  },
  (id) => id,
);

/** Reads windows until nothing is missing; whether the whole listing was seen. */
async function readListing(
  enterpriseId: string | null,
  found: Map<string, UserRecord>,
  missing: () => boolean,
  context: Context,
): Promise<boolean> {
  if (enterpriseId === null) return false;
  const limit = context.services.paging.limits.upstreamPageCap;
  for (let window = 0, offset = 0; window < MAX_WINDOWS && missing(); window += 1) {
    const { rows, nextOffset } = await listUsers(context.upstream, enterpriseId, { limit, offset });
    for (const row of rows) if (row !== null) found.set(row.id, row);
    if (rows.length === 0 || (nextOffset === null && rows.length < limit)) return true;
    offset += rows.length;
  }
  return false;
}

const notListed = (): GraphError =>
  new GraphError('NOT_FOUND', 'This user is not among those that the listing of the enterprise shows first.');

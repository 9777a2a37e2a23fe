/** The user endpoints of the ticket API. All reject with an `UpstreamError` only. */
import { decodeList, decodeOne } from '../upstream/endpoint/decode.ts';
import type { Page } from '../upstream/endpoint/page.ts';
import type { CallOptions, UpstreamClient } from '../upstream/types.ts';
import { decodeUser } from './decode.ts';
import type { UserRecord } from './record.ts';

/** The user of the token. */
export async function currentUser(client: UpstreamClient): Promise<UserRecord> {
  return decodeOne('currentUser', await client.call('currentUser', {}), decodeUser);
}

/** A page of an enterprise's users. `limit` is 1 to 100, default 10. */
export async function listUsers(
  client: UpstreamClient,
  enterpriseId: string,
  { limit, offset }: { readonly limit?: number | undefined; readonly offset?: number | undefined } = {},
  options: CallOptions = {},
): Promise<Page<UserRecord>> {
  return decodeList(
    'listUsers',
    await client.call('listUsers', { enterpriseId, limit, offset }, options),
    decodeUser,
  );
}

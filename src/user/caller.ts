import { LRUCache } from 'lru-cache';
import type { Credential } from '../upstream/credential.ts';
import type { UpstreamClient } from '../upstream/types.ts';
import type { UserRecord } from './record.ts';
import { currentUser } from './upstream.ts';

/**
 * The upstream user behind a credential. Budget, cursors and links belong to a caller, since tokens live a day and two
 * phones of one user share one limit.
 */
export interface Caller {
  /** Host of the API and id of the user: the same for every token of one user. */
  readonly key: string;
  readonly user: UserRecord;
}

/** Who is behind a credential: asked once per credential, then remembered. */
export interface Callers {
  /** Costs one upstream call the first time. Fails with whatever that call fails with; a failure is not kept. */
  of(credential: Credential, client: UpstreamClient): Promise<Caller>;
}

/** Remembers callers by the hash of their credential, `max` of them, for as long as a token lives. */
export function createCallers(host: string, max = 10_000): Callers {
  const known = new LRUCache<string, Caller>({ max, ttl: 24 * 60 * 60 * 1000 });
  return {
    async of(credential, client) {
      const seen = known.get(credential.hash);
      if (seen !== undefined) return seen;
      const user = await currentUser(client);
      const caller = { key: `${host}#${user.id}`, user };
      known.set(credential.hash, caller);
      return caller;
    },
  };
}

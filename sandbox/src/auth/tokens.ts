import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/store.ts';
import type { Caller } from '../deps.ts';

/** How long an issued token lives, in seconds. */
export const LIFETIME = 86_400;

/** What a token is stored and looked up by. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Asked on every call, so it is one statement, prepared once. */
const WHOSE = `select users.id, users.enterprise, users.role, users.service, tokens.expires,
    (select json_group_array("group") from memberships where user = users.id) as groups
  from tokens join users on users.id = tokens.user where tokens.hash = ?`;

type Found = Omit<Caller, 'groups'> & { expires: number | null; groups: string };

/** Access tokens: the database stores only their hashes. */
export interface Tokens {
  /** A new token for a user, good for LIFETIME. `created` is in seconds. */
  issue(user: number): { token: string; created: number };
  /** Whose token this is; undefined if unknown, expired or revoked. */
  callerOf(token: string): Caller | undefined;
  /** Ends a token. False if it is one of those that always work (it goes on working), or unknown. */
  revoke(token: string): boolean;
}

/** Tokens over a store, dated by the sandbox's clock. */
export function createTokens(store: Store, clock: Clock): Tokens {
  const { build } = store;
  const byHash = store.prepare(WHOSE);
  return {
    issue(user) {
      const token = randomBytes(30).toString('base64url');
      const created = clock.seconds();
      const row = { hash: hashToken(token), user, created, expires: created + LIFETIME };
      store.transaction(() => {
        store.run(build.deleteFrom('tokens').where('expires', '<=', created));
        store.run(build.insertInto('tokens').values(row));
      });
      return { token, created };
    },
    callerOf(token) {
      // @NOTE the statement above names exactly these columns.
      const found = byHash.get(hashToken(token)) as Found | undefined;
      if (found === undefined || (found.expires !== null && found.expires <= clock.seconds()))
        return undefined;
      const { id, enterprise, role, service, groups } = found;
      return { id, enterprise, role, service, groups: JSON.parse(groups) };
    },
    revoke(token) {
      const mortal = build
        .deleteFrom('tokens')
        .where('hash', '=', hashToken(token))
        .where('expires', 'is not', null);
      return store.run(mortal).changes > 0;
    },
  };
}

import type { Space } from '../store/types.ts';
import { decryptFor, encryptFor } from '../upstream/cache/cipher.ts';
import type { CallerRegistry } from '../upstream/caller-registry.ts';
import type { Credential } from '../upstream/credential.ts';
import type { UpstreamClient } from '../upstream/types.ts';
import { currentUser } from './endpoints.ts';
import type { UserRecord } from './record.ts';

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
  resolve(credential: Credential, client: UpstreamClient): Promise<Caller>;
  /** Whether that would cost no call. */
  isKnown(credential: Credential): Promise<boolean>;
}

/** As long as a token lives. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Remembers callers under the hash of their credential, encrypted by its token.
 * @param host of the API, with its port
 * @param callerRegistry is told whom a credential belongs to
 */
export function createCallers(host: string, space: Space, callerRegistry: CallerRegistry): Callers {
  const keyOf = ({ id }: UserRecord): string => `${host}#${id}`;
  const find = async (credential: Credential): Promise<Caller | null> => {
    const bytes = await space.get(`${host} ${credential.hash}`).catch(() => null);
    const text = bytes === null ? null : decryptFor(bytes, credential, 'caller', host);
    const user = text === null ? null : asUser(text);
    return user === null ? null : { key: keyOf(user), user };
  };
  return {
    isKnown: async (credential) => (await find(credential)) !== null,
    async resolve(credential, client) {
      const known = await find(credential);
      const user = known?.user ?? (await currentUser(client));
      callerRegistry.record(credential.hash, keyOf(user));
      if (known !== null) return known;
      const sealed = encryptFor(JSON.stringify(user), credential, 'caller', host);
      // Not to be able to keep it costs a call next time, and nothing now.
      await space.set(`${host} ${credential.hash}`, sealed, LIFE_MS).catch(() => {});
      return { key: keyOf(user), user };
    },
  };
}

function asUser(text: string): UserRecord {
  // @NOTE only this file writes what a token can open for this purpose.
  const user = JSON.parse(text) as Omit<UserRecord, 'createdAt'> & { createdAt: string | null };
  return { ...user, createdAt: user.createdAt === null ? null : new Date(user.createdAt) };
}

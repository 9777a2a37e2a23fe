import type { Caller, UserRecord } from '../context.ts';
import type { Space } from '../store/types.ts';
import type { CallerRegistry } from '../upstream/caller-registry.ts';
import type { Credential } from '../upstream/credential.ts';
import { decryptFor, encryptFor } from '../upstream/credential.ts';
import type { UpstreamClient } from '../upstream/types.ts';
import { currentUser } from './api.ts';

/** Finds the caller behind a credential. */
export interface Callers {
  /** Makes one upstream call for a new credential. Rejects with the error of that call, and does not store it. */
  resolve(credential: Credential, client: UpstreamClient): Promise<Caller>;
  /** Whether `resolve` would make no call. */
  isKnown(credential: Credential): Promise<boolean>;
}

/** The lifetime of a token. */
const TTL_MS = 24 * 60 * 60 * 1000;

/**
 * Stores callers under the hash of their credential, encrypted with its token.
 * @param host host and port of the API
 * @param callerRegistry records the caller of each credential
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
      const user = known?.user ?? (await client.call(currentUser, {}));
      callerRegistry.record(credential.hash, keyOf(user));
      if (known !== null) return known;
      const sealed = encryptFor(JSON.stringify(user), credential, 'caller', host);
      // If the store fails, the next request makes the call again.
      await space.set(`${host} ${credential.hash}`, sealed, TTL_MS).catch(() => {});
      return { key: keyOf(user), user };
    },
  };
}

function asUser(text: string): UserRecord {
  // @NOTE only this file encrypts text for this purpose.
  const user = JSON.parse(text) as Omit<UserRecord, 'createdAt'> & { createdAt: string | null };
  return { ...user, createdAt: user.createdAt === null ? null : new Date(user.createdAt) };
}

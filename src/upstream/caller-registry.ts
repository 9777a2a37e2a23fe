import { LRUCache } from 'lru-cache';
import type { Space } from '../store/types.ts';

/** The callers of credentials, as far as they are known. All tokens of one user have the same caller. */
export interface CallerRegistry {
  /** The key of the caller; the hash of the credential while its caller is not known. */
  lookup(credential: string): Promise<string>;
  /** The key of the caller, if this process knows it; else null. */
  known(credential: string): string | null;
  /** Records the caller of a credential. Listeners run if it was not known before. */
  record(credential: string, caller: string): void;
  onRecorded(listener: (credential: string, caller: string) => void): void;
}

/** Credentials in this process; for those used longest ago, the store is read again. */
const MAX_ENTRIES = 50_000;

/** The life of a token. */
const TTL_MS = 24 * 60 * 60 * 1000;

/** Keeps callers in this process and in a store. It holds hashes and keys only. */
export function createCallerRegistry(space: Space, maxEntries = MAX_ENTRIES): CallerRegistry {
  const callers = new LRUCache<string, string>({ max: maxEntries, ttl: TTL_MS });
  const listeners: ((credential: string, caller: string) => void)[] = [];
  return {
    async lookup(credential) {
      const known = callers.get(credential);
      if (known !== undefined) return known;
      const stored = (await space.get(credential).catch(() => null))?.toString();
      // An unknown caller is remembered too, as the credential itself, until it is recorded.
      const caller = callers.get(credential) ?? stored ?? credential;
      callers.set(credential, caller);
      return caller;
    },
    known(credential) {
      const caller = callers.get(credential);
      return caller === undefined || caller === credential ? null : caller;
    },
    record(credential, caller) {
      if (callers.get(credential) === caller) return;
      callers.set(credential, caller);
      space.set(credential, caller, TTL_MS).catch(() => {});
      for (const listener of listeners) listener(credential, caller);
    },
    onRecorded: (listener) => void listeners.push(listener),
  };
}

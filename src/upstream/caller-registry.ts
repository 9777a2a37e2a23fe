import { LRUCache } from 'lru-cache';
import type { Space } from '../store/types.ts';

/**
 * Which caller is behind a credential. Tokens live a day and two phones of one user share one limit, so a budget belongs to
 * the caller; until `GET /users/me` has told who that is, the credential stands for itself.
 */
export interface CallerRegistry {
  /** The caller's key, or the credential's own hash while the caller is not known. */
  lookup(credential: string): Promise<string>;
  /** The caller's key as far as this process has it at hand; null if it does not. */
  known(credential: string): string | null;
  /** Notes who is behind a credential. Listeners are told when that is news. */
  record(credential: string, caller: string): void;
  /** Told of each credential once, when its caller becomes known. */
  onRecorded(listener: (credential: string, caller: string) => void): void;
}

/** Most credentials that are remembered here; those that were used longest ago are looked up again. */
const MOST = 50_000;

/** A token lives a day. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Remembers callers in this process, and in a space that may outlive it. Holds hashes and keys only.
 * @param most credentials that are remembered in this process
 */
export function createCallerRegistry(space: Space, most = MOST): CallerRegistry {
  const callers = new LRUCache<string, string>({ max: most, ttl: LIFE_MS });
  const listeners: ((credential: string, caller: string) => void)[] = [];
  return {
    async lookup(credential) {
      const known = callers.get(credential);
      if (known !== undefined) return known;
      const kept = (await space.get(credential).catch(() => null))?.toString();
      // Not known is remembered too, as the credential itself, until it is learnt.
      const caller = callers.get(credential) ?? kept ?? credential;
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
      space.set(credential, caller, LIFE_MS).catch(() => {});
      for (const listener of listeners) listener(credential, caller);
    },
    onRecorded: (listener) => void listeners.push(listener),
  };
}

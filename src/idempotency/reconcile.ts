import type { Finder } from '../context.ts';
import { createdSince } from './errors.ts';
import type { KeyStore } from './key-store.ts';

/** Dependencies of every run. */
export interface Deps {
  readonly keys: KeyStore;
  /** Milliseconds between two searches. */
  readonly searchIntervalMs: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Milliseconds between a lost answer and the first search: the API may still be at work. */
export const SEARCH_DELAY_MS = 500;

/** Milliseconds that a search needs before the deadline. */
export const MIN_SEARCH_MS = 1_000;

/**
 * Searches once for the result of a request without an answer. A result that answers another request does not count.
 *
 * @returns null if there is none or several: a guess could return the result of another user's request
 */
export async function findResult<Result>(
  finder: Finder<Result>,
  sentAt: number,
  claimant: string,
  keys: KeyStore,
): Promise<Result | null> {
  const claimable: Result[] = [];
  for (const found of await finder.find(createdSince(sentAt))) {
    if (await keys.isClaimable(finder.resourceKey(found), claimant)) claimable.push(found);
  }
  const [only] = claimable;
  if (only === undefined || claimable.length > 1) return null;
  return (await keys.claim(finder.resourceKey(only), claimant)) ? only : null;
}

import type { KeyStore } from './key-store.ts';
import type { Finder } from './operation.ts';
import { sinceOf } from './since.ts';

/**
 * Looks once for what was sent and got no answer. What answers another request already does not count.
 * @returns null if there is none, or several: guessing among them could hand out somebody else's
 */
export async function lookFor<Result>(
  look: Finder<Result>,
  sentAt: number,
  claimant: string,
  ledger: KeyStore,
): Promise<Result | null> {
  const found = await look.find(sinceOf(sentAt));
  const free: Result[] = [];
  for (const one of found) if (await ledger.isUnclaimed(look.resourceKey(one), claimant)) free.push(one);
  const [only] = free;
  if (only === undefined || free.length > 1) return null;
  return (await ledger.claim(look.resourceKey(only), claimant)) ? only : null;
}

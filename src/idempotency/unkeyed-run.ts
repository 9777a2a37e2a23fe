import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Deps, isDefinitive, MIN_SEARCH_MS, SEARCH_DELAY_MS } from './deps.ts';
import { UnresolvedError } from './errors.ts';
import { lookFor } from './finder.ts';
import type { IdempotentOperation, Outcome } from './operation.ts';

/**
 * Sends a request that has no key. Nothing is kept of it, so the same request again is another one; but a lost answer is
 * looked for once, as far as the time goes.
 * @throws UnresolvedError if it may have happened and was not found
 */
export async function runUnkeyed<Result>(
  { send, finder, deadline }: IdempotentOperation<Result>,
  { keys, clock }: Deps,
): Promise<Outcome<Result>> {
  const claimant = randomUUID();
  let sentAt: number | null = null;
  try {
    const result = await send(async () => {
      sentAt = clock();
    });
    // Only to keep looks of others off it: the request is done, whatever becomes of this.
    if (finder !== null) await keys.claim(finder.resourceKey(result), claimant).catch(() => false);
    return { result, replayed: false };
  } catch (error) {
    if (sentAt === null || isDefinitive(error)) throw error;
    if (finder === null || deadline - clock() < SEARCH_DELAY_MS + MIN_SEARCH_MS) {
      throw new UnresolvedError('unkeyed', { search: null, sentAt, looks: 0 });
    }
    await sleep(SEARCH_DELAY_MS);
    const found = await lookFor(finder, sentAt, claimant, keys).catch(() => null);
    if (found !== null) return { result: found, replayed: false };
    throw new UnresolvedError('unkeyed', { search: finder.search, sentAt, looks: 1 });
  }
}

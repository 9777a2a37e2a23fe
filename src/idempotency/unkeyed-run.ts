import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IdempotentOperation, Outcome } from '../context.ts';
import { isDefinitive, UnresolvedError } from './errors.ts';
import { type Deps, findResult, MIN_SEARCH_MS, SEARCH_DELAY_MS } from './reconcile.ts';

/**
 * Runs an operation without a key. Nothing is stored, so the same request again is a new one. If the answer is lost and
 * there is time, it searches once for the result.
 *
 * @throws UnresolvedError if the request may have had its effect and no result was found
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
    // So that searches of other requests do not take it. The request has had its effect, whether this fails or not.
    if (finder !== null) await keys.claim(finder.resourceKey(result), claimant).catch(() => false);
    return { result, replayed: false };
  } catch (error) {
    if (sentAt === null || isDefinitive(error)) throw error;
    if (finder === null || deadline - clock() < SEARCH_DELAY_MS + MIN_SEARCH_MS) {
      throw new UnresolvedError('unkeyed', { search: null, sentAt, looks: 0 });
    }
    await sleep(SEARCH_DELAY_MS);
    const found = await findResult(finder, sentAt, claimant, keys).catch(() => null);
    if (found !== null) return { result: found, replayed: false };
    throw new UnresolvedError('unkeyed', { search: finder.search, sentAt, looks: 1 });
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Deps, isDefinitive, LOOK_MS, SETTLE_MS } from './deps.ts';
import { UnresolvedError } from './errors.ts';
import { lookFor } from './finder.ts';
import type { IdempotentOperation, Outcome } from './operation.ts';

/**
 * Sends a request that has no key. Nothing is kept of it, so the same request again is another one; but a lost answer is
 * looked for once, as far as the time goes.
 * @throws UnresolvedError if it may have happened and was not found
 */
export async function runUnkeyed<Result>(
  { send, look, deadline }: IdempotentOperation<Result>,
  { ledger, clock }: Deps,
): Promise<Outcome<Result>> {
  const claimant = randomUUID();
  let sentAt: number | null = null;
  try {
    const result = await send(async () => {
      sentAt = clock();
    });
    // Only to keep looks of others off it: the request is done, whatever becomes of this.
    if (look !== null) await ledger.claim(look.nameOf(result), claimant).catch(() => false);
    return { result, replayed: false };
  } catch (error) {
    if (sentAt === null || isDefinitive(error)) throw error;
    if (look === null || deadline - clock() < SETTLE_MS + LOOK_MS) {
      throw new UnresolvedError('unkeyed', { search: null, sentAt, looks: 0 });
    }
    await sleep(SETTLE_MS);
    const found = await lookFor(look, sentAt, claimant, ledger).catch(() => null);
    if (found !== null) return { result: found, replayed: false };
    throw new UnresolvedError('unkeyed', { search: look.search, sentAt, looks: 1 });
  }
}

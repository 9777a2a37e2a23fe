import { isCodedError } from '../graphql/errors.ts';
import type { Deps } from './deps.ts';
import { UnresolvedError } from './errors.ts';
import { lookFor } from './finder.ts';
import type { KeyRecord } from './key-record.ts';
import type { Kept, Unanswered } from './key-state.ts';
import type { IdempotentOperation, Look } from './operation.ts';

/** Looks in vain after which nothing is to be hoped for. */
const LOOKS = 2;

/** What is to be found, and who looks. */
interface Search<Result> {
  readonly intent: IdempotentOperation<Result>;
  readonly record: KeyRecord<Result>;
  /** Whose it will be: the hash of the key. */
  readonly claimant: string;
  readonly tools: Deps;
}

/**
 * Looks for what was sent under a key and got no answer, if it is time to.
 * @returns null if it was not found for good, or somebody else wrote meanwhile: what is kept then says more
 * @throws UnresolvedError if it was not found yet
 */
export async function findSent<Result>(
  kept: Kept<Unanswered>,
  { intent, record, claimant, tools }: Search<Result>,
): Promise<Result | null> {
  const { clock, lookAgainMs } = tools;
  const { entry } = kept;
  const { looks, lookedAt } = entry.state === 'unknown' ? entry : { looks: 0, lookedAt: 0 };
  const wait = looks === 0 ? 0 : lookedAt + lookAgainMs - clock();
  if (wait > 0) throw pending(intent, entry, looks, wait);
  const seen = intent.look === null ? 'nowhere' : await see(intent.look);
  if (seen !== null && seen !== 'nowhere') return seen.result;
  const { sentAt } = entry;
  const made = seen === 'nowhere' ? looks : looks + 1;
  if (seen === 'nowhere' || made >= LOOKS) {
    await record.advance(kept, { state: 'lost', sentAt, looks: made });
    return null;
  }
  const next = { state: 'unknown', sentAt, looks: made, lookedAt: clock() } as const;
  if ((await record.advance(kept, next)) === null) return null;
  throw pending(intent, entry, made, lookAgainMs);

  async function see(look: Look<Result>): Promise<{ result: Result } | 'nowhere' | null> {
    try {
      const result = await lookFor(look, entry.sentAt, claimant, tools.ledger);
      return result === null ? null : { result };
    } catch (error) {
      if (!isCodedError(error) || error.code === 'UNAUTHENTICATED') throw error;
      if (error.code === 'FORBIDDEN' || error.code === 'BAD_USER_INPUT') return 'nowhere';
      throw pending(intent, entry, looks, (error.retryAfter ?? 1) * 1000);
    }
  }
}

/** Not found yet: ask again, in so many milliseconds. */
export function pending<Result>(
  { look }: IdempotentOperation<Result>,
  { sentAt }: { readonly sentAt: number },
  looks: number,
  waitMs: number,
): UnresolvedError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  return new UnresolvedError('pending', { search: look?.search ?? null, sentAt, looks, retryAfter });
}

/** Not found for good. */
export function lost<Result>(
  { look }: IdempotentOperation<Result>,
  { sentAt, looks }: { readonly sentAt: number; readonly looks: number },
): UnresolvedError {
  const search = looks === 0 ? null : (look?.search ?? null);
  return new UnresolvedError(search === null ? 'blind' : 'lost', { search, sentAt, looks });
}

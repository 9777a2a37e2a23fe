import { isCodedError } from '../graphql/errors.ts';
import type { Deps } from './deps.ts';
import { UnresolvedError } from './errors.ts';
import { lookFor } from './finder.ts';
import type { KeyRecord } from './key-record.ts';
import type { Stored, Unanswered } from './key-state.ts';
import type { Finder, IdempotentOperation } from './operation.ts';

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
  kept: Stored<Unanswered>,
  { intent, record, claimant, tools }: Search<Result>,
): Promise<Result | null> {
  const { clock, searchIntervalMs } = tools;
  const { state } = kept;
  const { looks, lookedAt } = state.state === 'unknown' ? state : { looks: 0, lookedAt: 0 };
  const wait = looks === 0 ? 0 : lookedAt + searchIntervalMs - clock();
  if (wait > 0) throw pending(intent, state, looks, wait);
  const seen = intent.finder === null ? 'nowhere' : await see(intent.finder);
  if (seen !== null && seen !== 'nowhere') return seen.result;
  const { sentAt } = state;
  const made = seen === 'nowhere' ? looks : looks + 1;
  if (seen === 'nowhere' || made >= LOOKS) {
    await record.advance(kept, { state: 'lost', sentAt, looks: made });
    return null;
  }
  const next = { state: 'unknown', sentAt, looks: made, lookedAt: clock() } as const;
  if ((await record.advance(kept, next)) === null) return null;
  throw pending(intent, state, made, searchIntervalMs);

  async function see(look: Finder<Result>): Promise<{ result: Result } | 'nowhere' | null> {
    try {
      const result = await lookFor(look, state.sentAt, claimant, tools.keys);
      return result === null ? null : { result };
    } catch (error) {
      if (!isCodedError(error) || error.code === 'UNAUTHENTICATED') throw error;
      if (error.code === 'FORBIDDEN' || error.code === 'BAD_USER_INPUT') return 'nowhere';
      throw pending(intent, state, looks, (error.retryAfter ?? 1) * 1000);
    }
  }
}

/** Not found yet: ask again, in so many milliseconds. */
export function pending<Result>(
  { finder }: IdempotentOperation<Result>,
  { sentAt }: { readonly sentAt: number },
  looks: number,
  waitMs: number,
): UnresolvedError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  return new UnresolvedError('pending', { search: finder?.search ?? null, sentAt, looks, retryAfter });
}

/** Not found for good. */
export function lost<Result>(
  { finder }: IdempotentOperation<Result>,
  { sentAt, looks }: { readonly sentAt: number; readonly looks: number },
): UnresolvedError {
  const search = looks === 0 ? null : (finder?.search ?? null);
  return new UnresolvedError(search === null ? 'blind' : 'lost', { search, sentAt, looks });
}

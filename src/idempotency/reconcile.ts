import { isCodedError } from '../graphql/errors.ts';
import { createdSince, UnresolvedError } from './errors.ts';
import type { KeyRecord } from './key-record.ts';
import type { Stored, Unanswered } from './key-state.ts';
import type { KeyStore } from './key-store.ts';
import type { Finder, IdempotentOperation } from './operation.ts';

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

/** Searches without a result after which a request is lost. */
const MAX_SEARCHES = 2;

/** Whose request is searched for. */
interface Run<Result> {
  readonly operation: IdempotentOperation<Result>;
  readonly record: KeyRecord<Result>;
  /** The hash of the key, to which the result will belong. */
  readonly claimant: string;
  readonly deps: Deps;
}

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

/**
 * Searches for the result of a keyed request without an answer, unless the last search was too recent.
 *
 * @returns null if the request is lost, or another run has written meanwhile: the stored state then says more
 * @throws UnresolvedError if the result was not found yet
 */
export async function reconcile<Result>(
  stored: Stored<Unanswered>,
  run: Run<Result>,
): Promise<Result | null> {
  const { operation, record, deps } = run;
  const { value } = stored;
  const { sentAt } = value;
  const { looks, lookedAt } = value.state === 'unknown' ? value : { looks: 0, lookedAt: 0 };
  const wait = looks === 0 ? 0 : lookedAt + deps.searchIntervalMs - deps.clock();
  if (wait > 0) throw pending(operation, sentAt, looks, wait);
  const found = await searchAs(run, sentAt, looks);
  if (found !== null && found !== 'not searchable') return found.result;
  const searches = found === null ? looks + 1 : looks;
  if (found !== null || searches >= MAX_SEARCHES) {
    await record.advance(stored, { state: 'lost', sentAt, looks: searches });
    return null;
  }
  const next = { state: 'unknown', sentAt, looks: searches, lookedAt: deps.clock() } as const;
  if ((await record.advance(stored, next)) === null) return null;
  throw pending(operation, sentAt, searches, deps.searchIntervalMs);
}

async function searchAs<Result>(
  { operation, claimant, deps }: Run<Result>,
  sentAt: number,
  looks: number,
): Promise<{ readonly result: Result } | 'not searchable' | null> {
  if (operation.finder === null) return 'not searchable';
  try {
    const result = await findResult(operation.finder, sentAt, claimant, deps.keys);
    return result === null ? null : { result };
  } catch (error) {
    if (!isCodedError(error) || error.code === 'UNAUTHENTICATED') throw error;
    if (error.code === 'FORBIDDEN' || error.code === 'BAD_USER_INPUT') return 'not searchable';
    throw pending(operation, sentAt, looks, (error.retryAfter ?? 1) * 1000);
  }
}

/** The error of a result that was not found yet. The same request may search again after `waitMs`. */
export function pending<Result>(
  { finder }: IdempotentOperation<Result>,
  sentAt: number,
  looks = 0,
  waitMs = 0,
): UnresolvedError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  return new UnresolvedError('pending', { search: finder?.search ?? null, sentAt, looks, retryAfter });
}

/** The error of a lost request. */
export function lost<Result>(
  { finder }: IdempotentOperation<Result>,
  { sentAt, looks }: { readonly sentAt: number; readonly looks: number },
): UnresolvedError {
  const search = looks === 0 ? null : (finder?.search ?? null);
  return new UnresolvedError(search === null ? 'blind' : 'lost', { search, sentAt, looks });
}

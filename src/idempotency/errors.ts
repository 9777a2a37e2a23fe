/** Failures of idempotent operations, besides those of the request itself. */

import type { Search } from '../context.ts';
import { GraphError, isCodedError } from '../graphql/errors.ts';

/** How much earlier than it was sent a result may have been created, since the API's clock is not ours. */
const CLOCK_SKEW_MS = 60_000;

/** Whether a failure is certain: then the request had no effect. */
export const isDefinitive = (error: unknown): boolean =>
  isCodedError(error) && error.code !== 'MUTATION_OUTCOME_UNKNOWN';

/** The earliest creation time of what was sent at a time (epoch milliseconds). */
export const createdSince = (sentAt: number): Date => new Date(sentAt - CLOCK_SKEW_MS);

/** The key was used with other arguments. */
export class MismatchError extends GraphError {
  constructor() {
    super('IDEMPOTENCY_MISMATCH', undefined, ['input', 'idempotencyKey']);
  }
}

/** The same request still runs, in this process or another. */
export class InProgressError extends GraphError {
  readonly retryAfter = 1;
  constructor() {
    super('IDEMPOTENCY_IN_PROGRESS');
  }
}

/** The store of the keys can't be reached. Nothing was sent: without the store nothing can be sent exactly once. */
export class StoreUnavailableError extends GraphError {
  readonly retryAfter = 1;
  constructor() {
    super('OVERLOADED', 'The store of idempotency keys is unavailable. Nothing was sent. Retry shortly.');
  }
}

const UNRESOLVED = {
  /** The second search is still to come. */
  pending:
    'It was sent, but no response came. Retry with the same key after retryAfter seconds: the gateway then searches for the result and sends nothing.',
  lost: 'It was sent, but no response came, and the search in `searched` did not find it. This key never sends again: check, then use a new key.',
  blind:
    'It was sent, but no response came, and there is no reference to search by. This key never sends again: check, then use a new key.',
  unkeyed: 'It was sent, but no response came. Check before you send it again.',
} as const;

/** The facts of an {@link UnresolvedError}. */
interface UnresolvedFacts {
  /** The search; null without a reference, or if the user may not search there. */
  readonly search: Search | null;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Searches without a result. */
  readonly looks: number;
  /** Seconds until the next search. */
  readonly retryAfter?: number;
}

/** The request was sent, and its outcome is unknown. If `retryable`, the same request searches again and sends nothing. */
export class UnresolvedError extends GraphError {
  override readonly retryable: boolean;
  readonly retryAfter: number | null;
  readonly search: Search | null;
  /** Start of the searched creation time: a little before the request was sent. */
  readonly since: Date;
  readonly looks: number;

  constructor(text: keyof typeof UNRESOLVED, { search, sentAt, looks, retryAfter }: UnresolvedFacts) {
    super('MUTATION_OUTCOME_UNKNOWN', UNRESOLVED[text]);
    this.retryable = text === 'pending';
    this.retryAfter = retryAfter ?? null;
    this.search = search;
    this.since = createdSince(sentAt);
    this.looks = looks;
  }
}

/** Failures of idempotent operations, besides those of the request itself. */
import { type CodedError, ERROR_CODES, type ErrorCode, isCodedError } from '../graphql/errors.ts';
import type { Search } from './operation.ts';

/** How much earlier than it was sent a result may have been created, since the API's clock is not ours. */
const CLOCK_SKEW_MS = 60_000;

/** Whether a failure is certain: then the request had no effect. */
export const isDefinitive = (error: unknown): boolean =>
  isCodedError(error) && error.code !== 'MUTATION_OUTCOME_UNKNOWN';

/** The earliest creation time of what was sent at a time (epoch milliseconds). */
export const createdSince = (sentAt: number): Date => new Date(sentAt - CLOCK_SKEW_MS);

abstract class IdempotencyError extends Error implements CodedError {
  abstract readonly code: ErrorCode;
  abstract readonly retryable: boolean;
  readonly retryAfter: number | null;

  constructor(message: string, retryAfter: number | null = null) {
    super(message);
    this.name = new.target.name;
    this.retryAfter = retryAfter;
  }
}

/** The key was used with other arguments. */
export class MismatchError extends IdempotencyError {
  readonly code = 'IDEMPOTENCY_MISMATCH';
  readonly retryable = false;
  readonly inputPath = ['input', 'idempotencyKey'];
  constructor() {
    super(ERROR_CODES.IDEMPOTENCY_MISMATCH.text);
  }
}

/** The same request still runs, in this process or another. */
export class InProgressError extends IdempotencyError {
  readonly code = 'IDEMPOTENCY_IN_PROGRESS';
  readonly retryable = true;
  constructor() {
    super(ERROR_CODES.IDEMPOTENCY_IN_PROGRESS.text, 1);
  }
}

/** The store of the keys can't be reached. Nothing was sent: without the store nothing can be sent exactly once. */
export class StoreUnavailableError extends IdempotencyError {
  readonly code = 'OVERLOADED';
  readonly retryable = true;
  constructor() {
    super('The store of idempotency keys can not be reached. Nothing was sent: try again shortly.', 1);
  }
}

const UNRESOLVED = {
  /** The second search is still to come. */
  pending:
    'It was sent, but no answer came. Send it again with the same key after retryAfter seconds: the gateway then searches for the result and sends nothing.',
  lost: 'It was sent, but no answer came, and it was not found by what `searched` says. This key never sends again: check, then use a new key.',
  blind:
    'It was sent, but no answer came, and there is nothing to search for it by. This key never sends again: check, then use a new key.',
  unkeyed: 'It was sent, but no answer came: check before you send it again.',
} as const;

/** The request was sent, and its outcome is unknown. */
export class UnresolvedError extends IdempotencyError {
  readonly code = 'MUTATION_OUTCOME_UNKNOWN';
  /** The same request with the same key searches again and sends nothing. */
  readonly retryable: boolean;
  /** Where it was searched for; null if there is nothing to search by, or the user may not search there. */
  readonly search: Search | null;
  /** Start of the searched creation time: a little before the request was sent. */
  readonly since: Date;
  /** Searches without a result. */
  readonly looks: number;

  constructor(
    text: keyof typeof UNRESOLVED,
    facts: { search: Search | null; sentAt: number; looks: number; retryAfter?: number | null },
  ) {
    super(UNRESOLVED[text], facts.retryAfter ?? null);
    this.retryable = text === 'pending';
    this.search = facts.search;
    this.since = createdSince(facts.sentAt);
    this.looks = facts.looks;
  }
}

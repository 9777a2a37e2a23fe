/** How a request that must happen once fails, beside the failures of the request itself. */
import { type CodedError, ERROR_CODES, type ErrorCode } from '../graphql/errors.ts';
import type { Search } from './operation.ts';
import { sinceOf } from './since.ts';

abstract class IdempotencyFailure extends Error implements CodedError {
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
export class MismatchError extends IdempotencyFailure {
  readonly code = 'IDEMPOTENCY_MISMATCH';
  readonly retryable = false;
  readonly inputPath = ['input', 'idempotencyKey'];
  constructor() {
    super(ERROR_CODES.IDEMPOTENCY_MISMATCH.text);
  }
}

/** The same request still runs, here or in another process. */
export class InProgressError extends IdempotencyFailure {
  readonly code = 'IDEMPOTENCY_IN_PROGRESS';
  readonly retryable = true;
  constructor() {
    super(ERROR_CODES.IDEMPOTENCY_IN_PROGRESS.text, 1);
  }
}

/** The place where keys are kept can't be reached. Nothing was sent: without it nothing can be sent once. */
export class StoreUnavailableError extends IdempotencyFailure {
  readonly code = 'OVERLOADED';
  readonly retryable = true;
  constructor() {
    super('Where idempotency keys are kept can not be reached. Nothing was sent: try again shortly.', 1);
  }
}

/** It was sent, and whether it happened is not known. */
export class UnresolvedError extends IdempotencyFailure {
  readonly code = 'MUTATION_OUTCOME_UNKNOWN';
  /** Asking again with the same key looks again, and sends nothing. */
  readonly retryable: boolean;
  /** What was looked for; null if there is nothing to look by, or the user may not look there. */
  readonly search: Search | null;
  /** From when on it was looked for: a little before it was sent. */
  readonly since: Date;
  /** How often it was looked for in vain. */
  readonly looks: number;

  constructor(
    text: keyof typeof UNRESOLVED,
    facts: { search: Search | null; sentAt: number; looks: number; retryAfter?: number | null },
  ) {
    super(UNRESOLVED[text], facts.retryAfter ?? null);
    this.retryable = text === 'pending';
    this.search = facts.search;
    this.since = sinceOf(facts.sentAt);
    this.looks = facts.looks;
  }
}

const UNRESOLVED = {
  /** The second look is still to come. */
  pending:
    'It was sent, but no answer came. Ask again with the same key after retryAfter seconds: it is looked for, not sent again.',
  lost: 'It was sent, but no answer came, and it was not found by what `searched` says. This key never sends again: look, then use a new key.',
  blind:
    'It was sent, but no answer came, and there is nothing to look for it by. This key never sends again: look, then use a new key.',
  unkeyed: 'It was sent, but no answer came: look before sending it again.',
} as const;

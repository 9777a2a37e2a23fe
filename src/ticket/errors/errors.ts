import { ERROR_CODES, type ErrorCode, isCodedError } from '../../graphql/errors.ts';
import { StoreUnavailableError, UnresolvedError } from '../../idempotency/errors.ts';
import type { Search } from '../../idempotency/operation.ts';
import { inputPathOf, type ParamToInput } from '../../lists/input-path.ts';
import type { Ticket } from '../model.ts';

/** One fault of an input: where, and what to do. */
export interface InputIssue {
  /** From `input` down, such as `["input", "emails", "0"]`. */
  readonly path: readonly string[];
  readonly message: string;
}

/** A failure that a mutation answers as a value of its own type, not as a GraphQL error. */
export abstract class TicketError extends Error {
  abstract readonly code: ErrorCode;
  readonly retryable: boolean = false;
}

/** The input can't be taken as it is. */
export class TicketValidationError extends TicketError {
  readonly code = 'BAD_USER_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], message = 'The input has faults: see `issues`.') {
    super(message);
    this.issues = issues;
  }
}

/** There is no such ticket, or not for this user. */
export class TicketNotFoundError extends TicketError {
  readonly code = 'NOT_FOUND';
}

/** The user of the token may not do this. */
export class TicketForbiddenError extends TicketError {
  readonly code = 'FORBIDDEN';
}

/** Which ticket is in conflict, and the ticket itself where it was read. */
export interface ConflictingTicket {
  readonly ticketId: string;
  readonly ticket: Ticket | null;
}

/** Its present state does not allow this. */
export class TicketConflictError extends TicketError {
  readonly code = 'CONFLICT';
  readonly current: ConflictingTicket | null;

  constructor(message: string, current: ConflictingTicket | null = null) {
    super(message);
    this.current = current;
  }
}

/** No upstream calls are left for now. */
export class TicketRateLimitError extends TicketError {
  readonly code: ErrorCode;
  override readonly retryable = true;
  readonly retryAfter: number | null;

  constructor(code: ErrorCode, message: string, retryAfter: number | null) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The change was sent, and whether it happened is not known. */
export class TicketOutcomeUnknownError extends TicketError {
  readonly code = 'MUTATION_OUTCOME_UNKNOWN';
  /** Asking again with the same key looks for it again, and sends nothing. */
  override readonly retryable: boolean;
  readonly retryAfter: number | null;
  /** Where it was looked for; null if it was not. */
  readonly searched: SearchScope | null;

  constructor(message: string, unresolved: UnresolvedError | null = null) {
    super(message);
    this.retryable = unresolved?.retryable ?? false;
    this.retryAfter = unresolved?.retryAfter ?? null;
    const { search = null, since, looks } = unresolved ?? {};
    this.searched = search === null || since === undefined ? null : { ...search, since, looks: looks ?? 0 };
  }
}

/** Where something was looked for, and how often in vain. */
export interface SearchScope extends Search {
  readonly since: Date;
  readonly looks: number;
}

/** The idempotency key stands for another request, or for one that still runs. */
export class TicketIdempotencyError extends TicketError {
  readonly code: 'IDEMPOTENCY_MISMATCH' | 'IDEMPOTENCY_IN_PROGRESS';
  override readonly retryable: boolean;
  readonly retryAfter: number | null;

  constructor(code: TicketIdempotencyError['code'], message: string, retryAfter: number | null) {
    super(message);
    this.code = code;
    this.retryable = code === 'IDEMPOTENCY_IN_PROGRESS';
    this.retryAfter = retryAfter;
  }
}

/**
 * A coded error as the typed failure of a mutation, or itself where mutations have no type for it.
 * `inputOf` names the input field behind the argument of the API that was refused.
 */
export function toTicketError(error: unknown, inputOf: ParamToInput = {}): unknown {
  if (error instanceof TicketError || !isCodedError(error)) return error;
  const text = ERROR_CODES[error.code].text;
  switch (error.code) {
    case 'BAD_USER_INPUT':
    case 'BAD_CURSOR':
      return new TicketValidationError([
        { path: inputPathOf(error, inputOf) ?? ['input'], message: error.message },
      ]);
    case 'NOT_FOUND':
      return new TicketNotFoundError(text);
    case 'FORBIDDEN':
      return new TicketForbiddenError(text);
    case 'CONFLICT':
      return new TicketConflictError(text);
    case 'RATE_LIMITED':
    case 'OVERLOADED':
      return new TicketRateLimitError(
        error.code,
        error instanceof StoreUnavailableError ? error.message : text,
        error.retryAfter ?? null,
      );
    case 'MUTATION_OUTCOME_UNKNOWN':
      return error instanceof UnresolvedError
        ? new TicketOutcomeUnknownError(error.message, error)
        : new TicketOutcomeUnknownError(text);
    case 'IDEMPOTENCY_MISMATCH':
    case 'IDEMPOTENCY_IN_PROGRESS':
      return new TicketIdempotencyError(error.code, text, error.retryAfter ?? null);
    default:
      return error;
  }
}

/** Runs a mutation so that its typed failures come out as values. */
export async function withFaults<T>(run: () => Promise<T>, inputOf?: ParamToInput): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toTicketError(error, inputOf);
  }
}

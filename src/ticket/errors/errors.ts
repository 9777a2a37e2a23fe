import type { Search } from '../../context.ts';
import { type CodedError, ERROR_CODES, type ErrorCode, isCodedError } from '../../graphql/errors.ts';
import { StoreUnavailableError, UnresolvedError } from '../../idempotency/errors.ts';
import { inputPathOf, type ParamToInput } from '../../lists/input-path.ts';
import type { Ticket } from '../model.ts';

/** A problem with an input. */
export interface InputIssue {
  /** From `input` down, such as `["input", "emails", "0"]`. */
  readonly path: readonly string[];
  readonly message: string;
}

/** An error that a mutation returns as a value of its own type, not as a GraphQL error. */
export abstract class TicketError extends Error implements CodedError {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly retryAfter: number | null;

  /** @param cause sets the values that differ from the defaults of the code */
  constructor(code: ErrorCode, message: string = ERROR_CODES[code].text, cause: Partial<CodedError> = {}) {
    super(message);
    this.code = code;
    this.retryable = cause.retryable ?? ERROR_CODES[code].retryable;
    this.retryAfter = cause.retryAfter ?? null;
  }
}

/** The input is invalid. */
export class TicketValidationError extends TicketError {
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[]) {
    super('BAD_USER_INPUT', 'The input is invalid: see `issues`.');
    this.issues = issues;
  }
}

/** The ticket does not exist, or the user cannot see it. */
export class TicketNotFoundError extends TicketError {}

/** The user may not do this. */
export class TicketForbiddenError extends TicketError {}

/** The ticket of a conflict: its id, and the ticket itself if it was read. */
export interface ConflictingTicket {
  readonly ticketId: string;
  readonly ticket: Ticket | null;
}

/** The current state of the ticket does not allow the change. */
export class TicketConflictError extends TicketError {
  readonly current: ConflictingTicket | null;

  constructor(message?: string, current: ConflictingTicket | null = null) {
    super('CONFLICT', message);
    this.current = current;
  }
}

/** No upstream calls are left. */
export class TicketRateLimitError extends TicketError {}

/** Where the gateway searched for a result. */
export interface SearchScope extends Search {
  /** Start of the searched creation time. */
  readonly since: Date;
  /** Searches without a result. */
  readonly looks: number;
}

/** The change was sent, and its outcome is unknown. Retryable: the same key searches again and sends nothing. */
export class TicketOutcomeUnknownError extends TicketError {
  /** Null if the gateway did not search. */
  readonly searched: SearchScope | null;

  constructor(code: ErrorCode, message?: string, cause: Partial<CodedError> = {}) {
    super(code, message, cause);
    const isSearched = cause instanceof UnresolvedError && cause.search !== null;
    this.searched = isSearched ? { ...cause.search, since: cause.since, looks: cause.looks } : null;
  }
}

/** The idempotency key belongs to another request, or to one that is still running. */
export class TicketIdempotencyError extends TicketError {}

const ERROR_CLASSES: Partial<
  Record<ErrorCode, new (code: ErrorCode, message?: string, cause?: Partial<CodedError>) => TicketError>
> = {
  NOT_FOUND: TicketNotFoundError,
  FORBIDDEN: TicketForbiddenError,
  RATE_LIMITED: TicketRateLimitError,
  OVERLOADED: TicketRateLimitError,
  MUTATION_OUTCOME_UNKNOWN: TicketOutcomeUnknownError,
  IDEMPOTENCY_MISMATCH: TicketIdempotencyError,
  IDEMPOTENCY_IN_PROGRESS: TicketIdempotencyError,
};

/** The typed error for a coded error; any other error unchanged. */
function toTicketError(error: unknown, paramToInput: ParamToInput): unknown {
  if (error instanceof TicketError || !isCodedError(error)) return error;
  const { code, message } = error;
  if (code === 'BAD_USER_INPUT' || code === 'BAD_CURSOR') {
    return new TicketValidationError([{ path: inputPathOf(error, paramToInput) ?? ['input'], message }]);
  }
  if (code === 'CONFLICT') return new TicketConflictError();
  const ErrorClass = ERROR_CLASSES[code];
  const hasOwnMessage = error instanceof UnresolvedError || error instanceof StoreUnavailableError;
  return ErrorClass === undefined ? error : new ErrorClass(code, hasOwnMessage ? message : undefined, error);
}

/**
 * Runs a mutation and throws its typed errors. A read-only gateway runs none.
 * @param paramToInput the input field behind each parameter of the API
 */
export async function runMutation<T>(
  settings: { readonly readOnly: boolean },
  run: () => Promise<T>,
  paramToInput: ParamToInput = {},
): Promise<T> {
  if (settings.readOnly) throw new TicketForbiddenError('FORBIDDEN', 'This gateway is read-only.');
  try {
    return await run();
  } catch (error) {
    throw toTicketError(error, paramToInput);
  }
}

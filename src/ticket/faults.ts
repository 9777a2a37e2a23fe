import { ERROR_CODES, type ErrorCode, isCoded } from '../graphql/errors.ts';
import { type InputOf, inputPathOf } from './input-path.ts';

/** One fault of an input: where, and what to do. */
export interface InputIssue {
  /** From `input` down, such as `["input", "emails", "0"]`. */
  readonly path: readonly string[];
  readonly message: string;
}

/** A failure that a mutation answers as a value of its own type, not as a GraphQL error. */
export abstract class TicketFault extends Error {
  abstract readonly code: ErrorCode;
  readonly retryable: boolean = false;
}

/** The input can't be taken as it is. */
export class ValidationFault extends TicketFault {
  readonly code = 'BAD_USER_INPUT';
  readonly issues: readonly InputIssue[];

  constructor(issues: readonly InputIssue[], message = 'The input has faults: see `issues`.') {
    super(message);
    this.issues = issues;
  }
}

/** There is no such ticket, or not for this user. */
export class NotFoundFault extends TicketFault {
  readonly code = 'NOT_FOUND';
}

/** The user of the token may not do this. */
export class ForbiddenFault extends TicketFault {
  readonly code = 'FORBIDDEN';
}

/** Its present state does not allow this. */
export class ConflictFault extends TicketFault {
  readonly code = 'CONFLICT';
}

/** No upstream calls are left for now. */
export class RateLimitFault extends TicketFault {
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
export class OutcomeUnknownFault extends TicketFault {
  readonly code = 'MUTATION_OUTCOME_UNKNOWN';
}

/**
 * A coded error as the typed failure of a mutation, or itself where mutations have no type for it.
 * `inputOf` names the input field behind the argument of the API that was refused.
 */
export function asFault(error: unknown, inputOf: InputOf = {}): unknown {
  if (error instanceof TicketFault || !isCoded(error)) return error;
  const text = ERROR_CODES[error.code].text;
  switch (error.code) {
    case 'BAD_USER_INPUT':
    case 'BAD_CURSOR':
      return new ValidationFault([
        { path: inputPathOf(error, inputOf) ?? ['input'], message: error.message },
      ]);
    case 'NOT_FOUND':
      return new NotFoundFault(text);
    case 'FORBIDDEN':
      return new ForbiddenFault(text);
    case 'CONFLICT':
      return new ConflictFault(text);
    case 'RATE_LIMITED':
    case 'OVERLOADED':
      return new RateLimitFault(error.code, text, error.retryAfter ?? null);
    case 'MUTATION_OUTCOME_UNKNOWN':
      return new OutcomeUnknownFault(text);
    default:
      return error;
  }
}

/** Runs a mutation so that its typed failures come out as values. */
export async function withFaults<T>(run: () => Promise<T>, inputOf?: InputOf): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asFault(error, inputOf);
  }
}

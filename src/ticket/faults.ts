import { builder } from '../graphql/builder.ts';
import { type Coded, ERROR_CODES, type ErrorCode, isCoded } from '../graphql/errors.ts';

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
export function asFault(error: unknown, inputOf: Readonly<Record<string, readonly string[]>> = {}): unknown {
  if (error instanceof TicketFault || !isCoded(error)) return error;
  const text = ERROR_CODES[error.code].text;
  switch (error.code) {
    case 'BAD_USER_INPUT':
    case 'BAD_CURSOR':
      return new ValidationFault([{ path: pathOf(error, inputOf), message: error.message }]);
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

function pathOf(error: Coded, inputOf: Readonly<Record<string, readonly string[]>>): readonly string[] {
  if (error.path !== undefined) return error.path;
  const parameter = 'parameter' in error && typeof error.parameter === 'string' ? error.parameter : null;
  return ['input', ...(parameter === null ? [] : (inputOf[parameter] ?? []))];
}

const codes = Object.entries(ERROR_CODES).map(([code, { text }]) => [code, { description: text }] as const);

const TicketErrorCode = builder.enumType('TicketErrorCode', {
  description: 'The codes of the error contract, as in `extensions.code` of an error.',
  // @NOTE Object.fromEntries forgets which keys there are.
  values: Object.fromEntries(codes) as Record<ErrorCode, { description: string }>,
});

const TicketError = builder.interfaceRef<TicketFault>('TicketError').implement({
  description: 'A failure of a mutation, as a value.',
  fields: (t) => ({
    message: t.exposeString('message', { nullable: false, description: 'What to do, for people.' }),
    code: t.expose('code', {
      type: TicketErrorCode,
      nullable: false,
      description: 'What it is, for programs.',
    }),
    retryable: t.exposeBoolean('retryable', {
      nullable: false,
      description: 'Whether the same request may succeed later.',
    }),
  }),
});

const TicketInputIssue = builder.objectRef<InputIssue>('TicketInputIssue').implement({
  description: 'One fault of an input.',
  fields: (t) => ({
    path: t.stringList({
      nullable: false,
      description: 'Where, from `input` down; positions in a list as digits.',
      resolve: ({ path }) => [...path],
    }),
    message: t.exposeString('message', { nullable: false, description: 'What to do.' }),
  }),
});

builder.objectType(ValidationFault, {
  name: 'TicketValidationError',
  description: 'The input has faults. Nothing was changed.',
  interfaces: [TicketError],
  fields: (t) => ({
    issues: t.field({
      type: [TicketInputIssue],
      nullable: false,
      description: 'Each fault with its place.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(NotFoundFault, {
  name: 'TicketNotFoundError',
  description: 'There is no such ticket, or not for this user. Nothing was changed.',
  interfaces: [TicketError],
});

builder.objectType(ForbiddenFault, {
  name: 'TicketForbiddenError',
  description: 'The user of the token may not do this. Nothing was changed.',
  interfaces: [TicketError],
});

builder.objectType(ConflictFault, {
  name: 'TicketConflictError',
  description: 'The present state of the ticket does not allow this. Nothing was changed.',
  interfaces: [TicketError],
});

builder.objectType(RateLimitFault, {
  name: 'TicketRateLimitError',
  description: 'No upstream calls are left for now. Nothing was changed.',
  interfaces: [TicketError],
  fields: (t) => ({
    retryAfter: t.exposeInt('retryAfter', {
      nullable: true,
      description: 'Seconds until trying again makes sense; null if not known.',
    }),
  }),
});

builder.objectType(OutcomeUnknownFault, {
  name: 'TicketOutcomeUnknownError',
  description: 'The change was sent, and whether it happened is not known: look before sending it again.',
  interfaces: [TicketError],
});

/** The failures that every mutation of a ticket may answer. */
export const FAULTS = [
  ValidationFault,
  NotFoundFault,
  ForbiddenFault,
  ConflictFault,
  RateLimitFault,
  OutcomeUnknownFault,
];

/** Runs a mutation so that its typed failures come out as values. */
export async function withFaults<T>(
  run: () => Promise<T>,
  inputOf?: Readonly<Record<string, readonly string[]>>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asFault(error, inputOf);
  }
}

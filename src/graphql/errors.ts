import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/**
 * The error contract: every code a client can meet, with the HTTP status of an answer that has no data, whether trying
 * again may help, and the text. `docs/errors.md` has a row for each.
 */
export const ERROR_CODES = {
  BAD_REQUEST: { status: 400, retryable: false, text: 'The request is not a GraphQL request.' },
  GRAPHQL_PARSE_FAILED: { status: 400, retryable: false, text: 'The document could not be parsed.' },
  GRAPHQL_VALIDATION_FAILED: { status: 400, retryable: false, text: 'The document does not fit the schema.' },
  QUERY_TOO_COMPLEX: { status: 400, retryable: false, text: 'The operation is over a limit.' },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false, text: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retryable: false, text: 'Send application/json.' },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false, text: 'Use POST for mutations.' },
  CSRF: { status: 403, retryable: false, text: 'The request could come from another site.' },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    retryable: false,
    text: 'No document is known by that id: send its text.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    retryable: false,
    text: 'Only documents of the manifests of this gateway run here.',
  },
  BAD_USER_INPUT: { status: 200, retryable: false, text: 'The ticket API refused the input.' },
  BAD_CURSOR: { status: 200, retryable: false, text: 'The cursor does not belong to this list.' },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    text: 'Send a valid token of the ticket API as Authorization: Bearer <token>.',
  },
  FORBIDDEN: {
    status: 200,
    retryable: false,
    text: 'The ticket API does not allow this to the user of the token.',
  },
  NOT_FOUND: { status: 200, retryable: false, text: 'There is nothing by that id, or not for this user.' },
  CONFLICT: { status: 200, retryable: false, text: 'It changed meanwhile: read it again, then decide.' },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    text: 'The calls that the ticket API allows are used up: try again after retryAfter seconds.',
  },
  OVERLOADED: { status: 503, retryable: true, text: 'The gateway has too much to do: try again shortly.' },
  UPSTREAM_ERROR: { status: 200, retryable: false, text: 'The ticket API failed.' },
  UPSTREAM_UNAVAILABLE: {
    status: 200,
    retryable: true,
    text: 'The ticket API cannot be reached: try again.',
  },
  UPSTREAM_TIMEOUT: {
    status: 200,
    retryable: true,
    text: 'The ticket API did not answer in time: try again.',
  },
  UPSTREAM_BAD_RESPONSE: {
    status: 200,
    retryable: true,
    text: 'The ticket API gave an answer that cannot be read.',
  },
  UPSTREAM_CONTRACT_DRIFT: {
    status: 200,
    retryable: false,
    text: 'The ticket API answered something else than was asked.',
  },
  MUTATION_OUTCOME_UNKNOWN: {
    status: 200,
    retryable: false,
    text: 'The change was sent, but its outcome is not known: look before sending it again.',
  },
  IDEMPOTENCY_MISMATCH: {
    status: 200,
    retryable: false,
    text: 'This idempotency key was used with other arguments.',
  },
  IDEMPOTENCY_IN_PROGRESS: { status: 200, retryable: true, text: 'The same request is still running.' },
  CANCELLED: { status: 200, retryable: true, text: 'The request was given up before it was answered.' },
  INTERNAL_SERVER_ERROR: { status: 500, retryable: false, text: 'Something went wrong in the gateway.' },
} as const satisfies Record<string, { status: number; retryable: boolean; text: string }>;

/** A code of the error contract. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** What an error needs to have to be shown to clients: every room below throws errors of this shape. */
export interface CodedError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Seconds until trying again makes sense, where known. */
  readonly retryAfter?: number | null;
  /** A finer reason within the code, such as why a cursor was refused. */
  readonly reason?: string;
  /** Where in the input the fault is. Not called `path`: graphql-js takes an error that has one for already located. */
  readonly inputPath?: readonly string[];
  /** The argument of a connection that is at fault. */
  readonly argument?: string | null;
}

/** Whether an error carries a code of the contract, and so a message that was written for clients. */
export function isCodedError(error: unknown): error is CodedError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(ERROR_CODES, error.code) &&
    'retryable' in error &&
    typeof error.retryable === 'boolean'
  );
}

/** An error of the graph itself: a code, a message that says what to do, and where the fault is. */
export class GraphError extends Error implements CodedError {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly inputPath?: readonly string[];

  constructor(code: ErrorCode, message: string = ERROR_CODES[code].text, inputPath?: readonly string[]) {
    super(message);
    this.name = 'GraphError';
    this.code = code;
    this.retryable = ERROR_CODES[code].retryable;
    if (inputPath !== undefined) this.inputPath = inputPath;
  }
}

/** A fault of the arguments: `message` says what is expected, `path` where. */
export const badUserInput = (message: string, path?: readonly string[]): GraphError =>
  new GraphError('BAD_USER_INPUT', message, path);

/** The extensions of an error: code, retryable, and what else is known. */
export function errorExtensions(error: CodedError): Record<string, unknown> {
  const inputPath = error.inputPath ?? (error.argument == null ? null : [error.argument]);
  return {
    code: error.code,
    retryable: error.retryable,
    ...(typeof error.retryAfter === 'number' ? { retryAfter: error.retryAfter } : {}),
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    ...(inputPath === null ? {} : { inputPath }),
  };
}

/** A coded error as GraphQL shows it, at the place in the answer where it was thrown. */
export function toGraphQLError(error: CodedError, at: GraphQLErrorOptions = {}): GraphQLError {
  return new GraphQLError(error.message, { ...at, extensions: errorExtensions(error) });
}

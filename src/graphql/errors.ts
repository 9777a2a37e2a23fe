import { GraphQLError, type GraphQLErrorOptions } from 'graphql';

/**
 * The error contract: every code, the HTTP status of a response without data, whether a retry may help, and the message.
 * `docs/errors.md` has a row for each.
 */
export const ERROR_CODES = {
  BAD_REQUEST: { status: 400, retryable: false, text: 'The request is not a GraphQL request.' },
  GRAPHQL_PARSE_FAILED: { status: 400, retryable: false, text: 'The document is not valid GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    text: 'The document does not match the schema.',
  },
  QUERY_TOO_COMPLEX: { status: 400, retryable: false, text: 'The operation exceeds a limit.' },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false, text: 'The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retryable: false, text: 'Send application/json.' },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false, text: 'Use POST for mutations.' },
  CSRF: { status: 403, retryable: false, text: 'The request may come from another site.' },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 200,
    retryable: false,
    text: 'Unknown document id. Send the document.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    retryable: false,
    text: 'This gateway runs only the documents of its manifests.',
  },
  BAD_USER_INPUT: { status: 200, retryable: false, text: 'The ticket API rejected the input.' },
  BAD_CURSOR: { status: 200, retryable: false, text: 'The cursor does not belong to this list.' },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    text: 'Send a valid token of the ticket API as Authorization: Bearer <token>.',
  },
  FORBIDDEN: { status: 200, retryable: false, text: 'The ticket API does not allow this for your user.' },
  NOT_FOUND: {
    status: 200,
    retryable: false,
    text: 'The object does not exist, or your user cannot see it.',
  },
  CONFLICT: {
    status: 200,
    retryable: false,
    text: 'The object has changed. Read it again before you retry.',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    text: 'No calls to the ticket API are left. Retry after retryAfter seconds.',
  },
  OVERLOADED: { status: 503, retryable: true, text: 'The gateway is overloaded. Retry shortly.' },
  UPSTREAM_ERROR: { status: 200, retryable: false, text: 'The ticket API failed.' },
  UPSTREAM_UNAVAILABLE: { status: 200, retryable: true, text: 'The ticket API is unavailable. Retry.' },
  UPSTREAM_TIMEOUT: { status: 200, retryable: true, text: 'The ticket API did not respond in time. Retry.' },
  UPSTREAM_BAD_RESPONSE: {
    status: 200,
    retryable: true,
    text: 'The ticket API sent an unreadable response.',
  },
  UPSTREAM_CONTRACT_DRIFT: {
    status: 200,
    retryable: false,
    text: 'The response of the ticket API does not match the request.',
  },
  MUTATION_OUTCOME_UNKNOWN: {
    status: 200,
    retryable: false,
    text: 'The change was sent, but its outcome is unknown. Check before you send it again.',
  },
  IDEMPOTENCY_MISMATCH: {
    status: 200,
    retryable: false,
    text: 'This idempotency key was used with other arguments.',
  },
  IDEMPOTENCY_IN_PROGRESS: { status: 200, retryable: true, text: 'The same request is still running.' },
  CANCELLED: { status: 200, retryable: true, text: 'The request was cancelled before the response.' },
  INTERNAL_SERVER_ERROR: { status: 500, retryable: false, text: 'The gateway failed.' },
} as const satisfies Record<string, { status: number; retryable: boolean; text: string }>;

/** A code of the error contract. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** An error that clients may see. */
export interface CodedError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Seconds until a retry may help, if known. */
  readonly retryAfter?: number | null;
  /** The reason within the code, such as why a cursor was rejected. */
  readonly reason?: string;
  /** Where in the input the error is. Not named `path`: graphql-js treats an error with a `path` as already located. */
  readonly inputPath?: readonly string[];
  /** The argument of a connection that is wrong. */
  readonly argument?: string | null;
}

/** Whether an error has a code of the contract, and thus a message for clients. */
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

/** An error of the graph itself. */
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

/** A BAD_USER_INPUT: `message` says what is expected, `path` where. */
export const badUserInput = (message: string, path?: readonly string[]): GraphError =>
  new GraphError('BAD_USER_INPUT', message, path);

/** The `extensions` of an error. */
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

/** A coded error as a GraphQL error. */
export function toGraphQLError(error: CodedError, at: GraphQLErrorOptions = {}): GraphQLError {
  return new GraphQLError(error.message, { ...at, extensions: errorExtensions(error) });
}

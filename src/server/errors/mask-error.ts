import { GraphQLError } from 'graphql';
import {
  ERROR_CODES,
  type ErrorCode,
  GraphError,
  isCodedError,
  toGraphQLError,
} from '../../graphql/errors.ts';
import { requestWords, syntaxWords, validationWords, variableWords } from './redact-message.ts';

/** Faults of the HTTP request itself: their status is sent whatever media type the client accepts. */
const TRANSPORT_CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  'BAD_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'METHOD_NOT_ALLOWED',
  'CSRF',
]);

const finished = new WeakSet<GraphQLError>();
const origins = new WeakMap<GraphQLError, Error>();

/** The error of ours behind a masked one, for the log and never for a client; undefined where nothing was masked. */
export const originOf = (masked: GraphQLError): Error | undefined => origins.get(masked);

/**
 * The one place where whatever went wrong becomes an error of the contract. Errors with a code were written for clients;
 * anything else is masked, since libraries print addresses and whole objects into their messages. Masking twice changes
 * nothing.
 */
export function maskError(error: unknown, { suggestions }: { suggestions: boolean }): GraphQLError {
  if (error instanceof GraphQLError && finished.has(error)) return error;
  const masked = error instanceof GraphQLError ? maskGraphQL(error, suggestions) : maskOther(error);
  finished.add(masked);
  return masked;
}

/** What was thrown outside of execution: while a request was read, or by us. */
function maskOther(error: unknown): GraphQLError {
  if (isCodedError(error)) return withStatus(toGraphQLError(error));
  if (error instanceof SyntaxError) {
    return withStatus(toGraphQLError(new GraphError('BAD_REQUEST', 'A part of the request is not JSON.')));
  }
  return withStatus(internal(error, {}));
}

function maskGraphQL(error: GraphQLError, suggestions: boolean): GraphQLError {
  const original = rootOf(error);
  const place = { ...sourceOf(error), path: error.path ?? null };
  if (isCodedError(original)) return toGraphQLError(original, place);
  if (!(original instanceof GraphQLError)) return internal(original, place);
  if (isSyntaxFault(error)) return request('GRAPHQL_PARSE_FAILED', error, syntaxWords(error.message));
  if (error.extensions['code'] === 'GRAPHQL_VALIDATION_FAILED') {
    return request('GRAPHQL_VALIDATION_FAILED', error, validationWords(error, suggestions));
  }
  const variable = variableWords(error.message);
  if (variable !== null) return withStatus(request('BAD_USER_INPUT', error, variable), 400);
  if (error.path === undefined) return request(requestCode(error), error, requestWords(error.message));
  return internal(original, place);
}

const isSyntaxFault = ({ extensions, name, message }: GraphQLError): boolean =>
  extensions['code'] === 'GRAPHQL_PARSE_FAILED' ||
  name === 'SyntaxError' ||
  message.startsWith('Syntax Error');

/** The error that was thrown first, under the wrappers that give it a place. */
function rootOf(error: GraphQLError): Error {
  let root: Error = error;
  while (root instanceof GraphQLError && root.originalError != null) root = root.originalError;
  return root;
}

function internal(origin: unknown, place: object): GraphQLError {
  const masked = toGraphQLError(new GraphError('INTERNAL_SERVER_ERROR'), place);
  origins.set(masked, origin instanceof Error ? origin : new Error('Something that is no error was thrown.'));
  return masked;
}

/** A fault of the request itself keeps its position and gets its status and code. */
function request(code: ErrorCode, error: GraphQLError, message: string): GraphQLError {
  return withStatus(toGraphQLError(new GraphError(code, message), sourceOf(error)));
}

const sourceOf = ({ nodes, source, positions }: GraphQLError) => ({
  nodes: nodes ?? null,
  source: source ?? null,
  positions: positions ?? null,
});

/**
 * Gives an error the status that an answer without data has (by default the one of its code), and `Retry-After` where it
 * is known. Clients that accept `application/json` alone get 200 for a well-formed request.
 */
export function withStatus(error: GraphQLError, status = statusOf(error)): GraphQLError {
  if (status === 200) return error;
  const seconds = error.extensions['retryAfter'];
  error.extensions['http'] = {
    spec: !TRANSPORT_CODES.has(error.extensions['code']),
    status,
    ...(typeof seconds === 'number' ? { headers: { 'Retry-After': String(Math.ceil(seconds)) } } : {}),
  };
  return error;
}

function statusOf({ extensions: { code, http } }: GraphQLError): number {
  if (http instanceof Object && 'status' in http && typeof http.status === 'number') return http.status;
  // @NOTE the condition checks it.
  return typeof code === 'string' && Object.hasOwn(ERROR_CODES, code)
    ? ERROR_CODES[code as ErrorCode].status
    : 500;
}

/** Yoga reports an invalid request by its status. */
function requestCode(error: GraphQLError): ErrorCode {
  const http: unknown = error.extensions['http'];
  const status = http instanceof Object && 'status' in http ? http.status : 400;
  switch (status) {
    case 405:
      return 'METHOD_NOT_ALLOWED';
    case 413:
      return 'PAYLOAD_TOO_LARGE';
    case 415:
      return 'UNSUPPORTED_MEDIA_TYPE';
    default:
      return 'BAD_REQUEST';
  }
}

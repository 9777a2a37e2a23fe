import { GraphQLError } from 'graphql';
import { asGraphQLError, ERROR_CODES, type ErrorCode, GraphFault, isCoded } from '../graphql/errors.ts';

/**
 * The one place where whatever went wrong becomes an error of the contract. Errors with a code were written for clients;
 * anything else is masked, since libraries print addresses and whole objects into their messages.
 */
export function maskError(error: unknown, { suggestions }: { suggestions: boolean }): GraphQLError {
  if (!(error instanceof GraphQLError)) {
    return withStatus(asGraphQLError(isCoded(error) ? error : new GraphFault('INTERNAL_SERVER_ERROR')));
  }
  const original = rootOf(error);
  const place = { ...sourceOf(error), path: error.path ?? null };
  if (isCoded(original)) return asGraphQLError(original, place);
  const code = error.extensions['code'];
  if (original instanceof GraphQLError) {
    if (
      code === 'GRAPHQL_PARSE_FAILED' ||
      error.name === 'SyntaxError' ||
      error.message.startsWith('Syntax Error')
    ) {
      return request('GRAPHQL_PARSE_FAILED', error, error.message);
    }
    if (code === 'GRAPHQL_VALIDATION_FAILED') {
      return request(
        'GRAPHQL_VALIDATION_FAILED',
        error,
        suggestions ? error.message : withoutSuggestion(error.message),
      );
    }
    const variable = variableFault(error.message);
    if (variable !== null) return asGraphQLError(new GraphFault('BAD_USER_INPUT', variable), place);
    if (error.path === undefined) return request(requestCode(error), error, error.message);
  }
  return asGraphQLError(new GraphFault('INTERNAL_SERVER_ERROR'), place);
}

/** The error that was thrown first, under the wrappers that give it a place. */
function rootOf(error: GraphQLError): Error {
  let root: Error = error;
  while (root instanceof GraphQLError && root.originalError != null) root = root.originalError;
  return root;
}

/** A fault of the request itself keeps its position and gets its status and code. */
function request(code: ErrorCode, error: GraphQLError, message: string): GraphQLError {
  return withStatus(asGraphQLError(new GraphFault(code, message), sourceOf(error)));
}

const sourceOf = ({ nodes, source, positions }: GraphQLError) => ({
  nodes: nodes ?? null,
  source: source ?? null,
  positions: positions ?? null,
});

/** The status an answer without data has; clients that accept `application/json` get 200 for a well-formed request. */
export function withStatus(error: GraphQLError): GraphQLError {
  const code = error.extensions['code'];
  const known = typeof code === 'string' && Object.hasOwn(ERROR_CODES, code);
  // @NOTE checked by the line above.
  const status = known ? ERROR_CODES[code as ErrorCode].status : 500;
  if (status !== 200) error.extensions['http'] = { spec: true, status, ...(headersOf(error) ?? {}) };
  return error;
}

function headersOf(error: GraphQLError): { headers: Record<string, string> } | null {
  const seconds = error.extensions['retryAfter'];
  return typeof seconds === 'number' ? { headers: { 'Retry-After': String(Math.ceil(seconds)) } } : null;
}

/** Yoga tells what is wrong with a request by a status. */
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

/**
 * graphql-js prints the value of a variable it can't take, which may be personal data. What is kept is where it is.
 * Null for any other message.
 */
function variableFault(message: string): string | null {
  const name = /^Variable "(\$\w+)"/.exec(message)?.[1];
  if (name === undefined) return null;
  const place = / at "([\w.[\]]+)"/.exec(message)?.[1];
  return `The variable ${name} has a value that does not fit its type${place === undefined ? '' : `, at ${place}`}.`;
}

const withoutSuggestion = (message: string): string => message.replace(/ Did you mean .*$/s, '');

import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { GraphError, toGraphQLError } from '../../graphql/errors.ts';
import { mapParts, type Part, withErrors } from '../defer/parts.ts';
import { withStatus } from '../errors/mask-error.ts';
import { ACCEPTED } from '../limits/use-request-checks.ts';
import { readRequestInfo } from '../request-info.ts';

/** Messages for statuses that Yoga sends without a body. */
const BARE: Readonly<Record<number, string>> = {
  406: ACCEPTED,
  415: 'Send application/json.',
};

/**
 * Finishes a response: masks the remaining errors (those of validation), adds the request id, and sets the status of a
 * response without data (one with data, or in parts, is 200). Responses are `no-store` unless they say otherwise.
 */
export function useResponseHeaders(mask: (error: GraphQLError) => GraphQLError): Plugin<Context> {
  return {
    onResultProcess({ result, request, setResult }) {
      if (Array.isArray(result)) return;
      const { requestId } = readRequestInfo(request);
      const signed = (error: GraphQLError) => signedBy(requestId, mask(error));
      if (Symbol.asyncIterator in result) setResult(mapParts(result, (part) => finishPart(part, signed)));
      else setResult(finish(result, signed));
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const { requestId } = readRequestInfo(request);
      const text = response.body === null ? BARE[response.status] : undefined;
      const answer =
        text === undefined
          ? response
          : fetchAPI.Response.json(
              { errors: [{ message: text, extensions: { ...UNSUPPORTED, requestId } }] },
              { status: response.status, headers: withoutAccept(response.headers) },
            );
      answer.headers.set('X-Request-Id', requestId);
      // The rest of that body is never read, so the connection can't be reused.
      if (answer.status === 413) answer.headers.set('Connection', 'close');
      if (!answer.headers.has('Cache-Control')) answer.headers.set('Cache-Control', 'no-store');
      if (answer !== response) setResponse(answer);
    },
  };
}

const UNSUPPORTED = toGraphQLError(new GraphError('UNSUPPORTED_MEDIA_TYPE')).extensions;

function withoutAccept(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('accept');
  return kept;
}

type Sign = (error: GraphQLError) => GraphQLError;

function finish(result: ExecutionResult, signed: Sign): ExecutionResult {
  const empty = result.data == null || Object.values(result.data).every((value) => value === null);
  const errors = result.errors?.map((error) => (empty ? withStatus(signed(error)) : signed(error)));
  return errors === undefined ? result : { ...result, errors };
}

/** A part has no status of its own. */
function finishPart(part: Part, signed: Sign): Part {
  return withErrors(part, (error) => {
    const finished = signed(error);
    delete finished.extensions['http'];
    return finished;
  });
}

function signedBy(requestId: string, error: GraphQLError): GraphQLError {
  error.extensions['requestId'] = requestId;
  return error;
}

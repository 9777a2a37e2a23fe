import type { Plugin } from 'graphql-yoga';
import { GraphError } from '../../graphql/errors.ts';
import { acceptsAnswer } from '../http/accept.ts';
import { readRequestInfo } from '../request-info.ts';

/** What is said with a 406. */
export const ACCEPTED = 'Accept application/json or application/graphql-response+json.';

/** Headers that a page of another site can't set without being asked for permission first, beside `Authorization`. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name', 'x-router-secret'];

/**
 * Takes no request that a page of another site could send by itself: a body is JSON and nothing else, and a GET carries a
 * header that no form, image or script can set. Nor a body that is compressed: what it unpacks to is not known. Nor a request
 * whose answer the client would not take: it is refused before it runs, and not after.
 */
export function useRequestChecks(): Plugin {
  return {
    onRequestParse({ request }) {
      const { headers, method } = request;
      if (!acceptsAnswer(headers.get('accept'))) throw new GraphError('UNSUPPORTED_MEDIA_TYPE', ACCEPTED);
      if (!/^(?:identity)?$/i.test(headers.get('content-encoding') ?? '')) {
        throw new GraphError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as it is, without a content-encoding.');
      }
      if (method === 'POST' && !isJson(headers)) throw new GraphError('UNSUPPORTED_MEDIA_TYPE');
      if (method === 'GET' && !isPreflighted(request)) {
        throw new GraphError('CSRF', 'Send the header apollo-require-preflight with a GET.');
      }
    },
  };
}

const isJson = (headers: Headers): boolean =>
  /^application\/json\s*(?:;[^,]*)?$/i.test(headers.get('content-type') ?? '');

/** Naming GraphQL's own media type counts too: nothing but a script can, and what it reads it can't use. */
function isPreflighted(request: Request): boolean {
  const { headers } = request;
  return (
    readRequestInfo(request).credential !== null ||
    PREFLIGHT_HEADERS.some((name) => headers.has(name)) ||
    isJson(headers) ||
    /\bapplication\/graphql-response\+json\b/i.test(headers.get('accept') ?? '')
  );
}

import type { Plugin } from 'graphql-yoga';
import { GraphError } from '../../graphql/errors.ts';
import { acceptsAnswer } from '../http/accept.ts';
import { readRequestInfo } from '../request-info.ts';

/** The message of a 406. */
export const ACCEPTED = 'Accept application/json or application/graphql-response+json.';

/** Headers that a page of another site can send only after a preflight, beside `Authorization`. */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name', 'x-router-secret'];

/**
 * Rejects what a page of another site can send without a preflight: a body must be JSON, and a GET needs a header that no
 * form, image or script can set. Rejects compressed bodies, and requests whose client accepts none of our responses.
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

/** GraphQL's own media type counts too: only a script can name it, and it can't read the response. */
function isPreflighted(request: Request): boolean {
  const { headers } = request;
  return (
    readRequestInfo(request).credential !== null ||
    PREFLIGHT_HEADERS.some((name) => headers.has(name)) ||
    isJson(headers) ||
    /\bapplication\/graphql-response\+json\b/i.test(headers.get('accept') ?? '')
  );
}

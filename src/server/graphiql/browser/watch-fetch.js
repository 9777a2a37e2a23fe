/** @import { Trace } from './layout.js' */
import { followParts, taken } from './watch-parts.js';

/** Asks the gateway to say which calls an operation made. */
const TRACE_HEADER = 'x-ticket-trace';

/**
 * Watches the operations that GraphiQL sends. `begin` is called when one goes out, and what it returns with its trace, or
 * with null where none can be told (a failure on the way). The trace is taken out of the answer, or of the last of its
 * parts, so that people see what their own client would.
 *
 * @param {object} follower
 * @param {(headers: Headers) => Headers} follower.complete  Fills in what the headers lack.
 * @param {() => (trace: Trace | null) => void} follower.begin
 * @param {() => void} follower.refused  Called when the schema was refused for want of a token.
 */
export function followFetch({ complete, begin, refused }) {
  const plain = globalThis.fetch.bind(globalThis);
  globalThis.fetch = async (input, init) => {
    if (typeof init?.body !== 'string') return plain(input, init);
    const headers = complete(new Headers(init.headers));
    if (init.body.includes('IntrospectionQuery')) {
      const response = await plain(input, { ...init, headers });
      if (response.status === 401) refused();
      return response;
    }
    const end = begin();
    const began = performance.now();
    headers.set(TRACE_HEADER, '1');
    try {
      const response = await plain(input, { ...init, headers });
      const { status, statusText, body } = response;
      const type = response.headers.get('content-type') ?? '';
      if (/^multipart\/mixed/.test(type) && body !== null) {
        const seen = body.pipeThrough(followParts(began, end));
        return new Response(seen, { status, statusText, headers: response.headers });
      }
      if (!/json/.test(type)) {
        end(null);
        return response;
      }
      const { trace, text } = taken(await response.json(), performance.now() - began);
      end(trace);
      return new Response(text, { status, statusText, headers: response.headers });
    } catch (error) {
      end(null);
      throw error;
    }
  };
}

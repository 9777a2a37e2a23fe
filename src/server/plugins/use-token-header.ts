import type { Plugin } from 'graphql-yoga';
import { readRequestInfo } from '../request-info.ts';

/**
 * Chooses the header of the token. It runs first, since `Authorization` may be the company's own and must not reach the
 * ticket API.
 */
export function useTokenHeader(header?: string): Plugin {
  return {
    onRequest({ request }) {
      readRequestInfo(request, header);
    },
  };
}

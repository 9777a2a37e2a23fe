import type { Plugin } from 'graphql-yoga';
import { readRequestInfo } from '../request-info.ts';

/**
 * Says in which header the caller's token is. It stands first, so that nobody reads another one: `Authorization` may be
 * the company's own, and must then not reach the ticket API.
 */
export function useTokenHeader(header?: string): Plugin {
  return {
    onRequest({ request }) {
      readRequestInfo(request, header);
    },
  };
}

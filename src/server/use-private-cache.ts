import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { type Selected, selectedIn, tagOf } from './answer-tag.ts';

/** Kept by the client alone, and asked for again each time: only this process can know whether it still holds. */
const KEPT = 'private, no-cache';

/** What a 304 repeats of the answer that it stands for. */
const REPEATED = /^(?:etag|cache-control|vary|x-request-id|access-control-)/;

/**
 * Lets a client keep the answer to a GET, and tells it with a 304 that it still holds. Only a whole answer, of somebody who
 * said who they are, and without a field that may hold a secret link; all else stays `no-store`. What is compared is `data`
 * but for its cursors, of which an older one leads to the same place: they and the cost differ each time, so the tag is a
 * weak one. The operation runs all the same; what is saved is the way.
 */
export function usePrivateCache(): Plugin<Context> {
  const may = new WeakMap<Request, Selected>();
  const tags = new WeakMap<Request, string>();
  return {
    onExecute({ args: { contextValue, document, schema } }) {
      const { request, credential } = contextValue;
      if (request.method !== 'GET' || credential === null) return;
      const selected = selectedIn(document, schema);
      if (!selected.secrets) may.set(request, selected);
    },
    onResultProcess({ request, result }) {
      const selected = may.get(request);
      if (selected === undefined || Array.isArray(result) || Symbol.asyncIterator in result) return;
      if (result.data != null && result.errors === undefined) tags.set(request, tagOf(result.data, selected));
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const tag = tags.get(request);
      if (tag === undefined || response.status !== 200) return;
      // The same data in another media type is another answer.
      const form = response.headers.get('content-type')?.includes('graphql-response') === true ? 'g' : 'j';
      const etag = `W/"${tag}-${form}"`;
      response.headers.set('ETag', etag);
      response.headers.set('Cache-Control', KEPT);
      if (!isKnown(request, etag)) return;
      const headers = [...response.headers].filter(([name]) => REPEATED.test(name));
      setResponse(new fetchAPI.Response(null, { status: 304, headers: Object.fromEntries(headers) }));
    },
  };
}

/** Whether `If-None-Match` names what would be sent; a weak tag is the same as a strong one here. */
export function isKnown({ headers }: Request, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = (headers.get('if-none-match') ?? '').split(',').map(bare);
  return known.includes(bare(etag)) || known.includes('*');
}

import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';

/** Scalars that may hold a secret link. */
const SECRETS: ReadonlySet<string> = new Set(['URL', 'JSONObject']);

/** Only the client may store it, and it must revalidate each time. */
const KEPT = 'private, no-cache';

/** Media types with an ETag. The same data in the other one is another response. */
const FORMS = /^application\/(graphql-response\+)?json\b/;

/** Headers that a 304 repeats. */
const REPEATED = /^(?:etag|cache-control|vary|x-request-id|access-control-)/;

/**
 * Lets a client store the response to a GET, and answers 304 while it is current: only a complete response, with a token,
 * and without a field that may hold a secret link. All others stay `no-store`. The ETag is weak, since only `data` is
 * compared. The operation runs all the same.
 */
export function usePrivateCache(): Plugin<Context> {
  const may = new WeakSet<Request>();
  const tags = new WeakMap<Request, string>();
  return {
    onExecute({ args: { contextValue, document, schema } }) {
      const { request, credential } = contextValue;
      if (request.method === 'GET' && credential !== null && !holdsSecrets(document, schema))
        may.add(request);
    },
    onResultProcess({ request, result }) {
      if (!may.has(request) || Array.isArray(result) || Symbol.asyncIterator in result) return;
      if (result.data != null && result.errors === undefined) tags.set(request, tagOf(result.data));
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const tag = tags.get(request);
      const form = FORMS.exec(response.headers.get('content-type') ?? '');
      if (tag === undefined || form === null || response.status !== 200) return;
      const etag = `W/"${tag}-${form[1] === undefined ? 'j' : 'g'}"`;
      response.headers.set('ETag', etag);
      response.headers.set('Cache-Control', KEPT);
      if (!isKnown(request, etag)) return;
      const headers = [...response.headers].filter(([name]) => REPEATED.test(name));
      setResponse(new fetchAPI.Response(null, { status: 304, headers: Object.fromEntries(headers) }));
    },
  };
}

/** Whether `If-None-Match` has the ETag, by weak comparison. */
export function isKnown({ headers }: Request, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = (headers.get('if-none-match') ?? '').split(',').map(bare);
  return known.includes(bare(etag)) || known.includes('*');
}

const tagOf = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22);

const judged = new WeakMap<DocumentNode, boolean>();

/** Whether a document selects a field that may hold a secret. Computed once per document. */
function holdsSecrets(document: DocumentNode, schema: GraphQLSchema): boolean {
  let holds = judged.get(document);
  if (holds === undefined) {
    holds = false;
    const types = new TypeInfo(schema);
    const Field = (): void => {
      const type = getNamedType(types.getType());
      holds ||= type !== undefined && SECRETS.has(type.name);
    };
    visit(document, visitWithTypeInfo(types, { Field }));
    judged.set(document, holds);
  }
  return holds;
}

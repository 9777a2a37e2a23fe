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

/** Scalars that may hold a link which opens something to whoever has it. */
const SECRETS: ReadonlySet<string> = new Set(['URL', 'JSONObject']);

/** Kept by the client alone, and asked for again each time: only this process can know whether it still holds. */
const KEPT = 'private, no-cache';

/** The media types that are kept: the same data in the other one is another answer. */
const FORMS = /^application\/(graphql-response\+)?json\b/;

/** What a 304 repeats of the answer that it stands for. */
const REPEATED = /^(?:etag|cache-control|vary|x-request-id|access-control-)/;

/**
 * Lets a client keep the answer to a GET, and tells it with a 304 that it still holds. Only a whole answer, of somebody who
 * said who they are, and without a field that may hold a secret link; all else stays `no-store`. What is compared is `data`:
 * the cost differs each time, so the tag is a weak one. The operation runs all the same; what is saved is the way.
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

/** Whether `If-None-Match` names what would be sent; a weak tag is the same as a strong one here. */
export function isKnown({ headers }: Request, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  const known = (headers.get('if-none-match') ?? '').split(',').map(bare);
  return known.includes(bare(etag)) || known.includes('*');
}

const tagOf = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 22);

const judged = new WeakMap<DocumentNode, boolean>();

/** Whether anything in a document asks for a field that may hold a secret. Looked at once for each. */
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

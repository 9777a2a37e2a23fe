import type { GraphQLParams, Plugin } from 'graphql-yoga';
import type { Context } from '../../context.ts';
import { isSha256, sha256Hex } from '../../documents/document-id.ts';
import {
  type DocumentRequest,
  ID_PARAMETERS,
  readDocumentRequest,
} from '../../documents/document-request.ts';
import { GraphError } from '../../graphql/errors.ts';
import type { Callers } from '../../user/caller.ts';
import type { ServerServices } from '../create-context.ts';
import { type Warning, withWarning } from '../errors/warning.ts';
import { MAX_CHARACTERS } from '../limits/document-size.ts';
import { isRouter, readRequestInfo } from '../request-info.ts';
import { noteServed, type ServedDocument, servedOf } from './served-document.ts';

/** Settings of the plugin. */
export interface PersistedSettings {
  readonly services: Pick<ServerServices, 'documents' | 'callers'>;
  readonly routerSecret: string | undefined;
}

/** The query of probes. It reveals nothing, so it need not be trusted. */
const PROBE = /^(?:query\b(?:\s+\w+)?\s*)?\{\s*__typename\s*\}$/;
const LONGEST_PROBE = 200;

/** The message that the clients of Apollo and urql expect before they send the text. */
const NOT_FOUND = 'PersistedQueryNotFound';

/** As Apollo Server says it. */
const NOT_ITS_HASH = 'provided sha does not match query';

/**
 * Replaces the id of a document by its text before anything else reads the request: documents of manifests, and those that
 * clients register (automatic persisted queries). With `enforce`, all others are rejected here, except those of a router
 * with its secret.
 */
export function usePersisted({ services, routerSecret }: PersistedSettings): Plugin<Context> {
  const { documents, callers } = services;
  const { mode, trusted, registered } = documents;
  /** Texts to register once their operation has run. */
  const waiting = new WeakMap<Request, string>();

  const look = async ({ id, text }: DocumentRequest, known: boolean): Promise<Found | null> => {
    if (text !== null) {
      if (id !== null && id !== sha256Hex(text) && !trusted.matches(id, text)) {
        throw new GraphError('BAD_REQUEST', NOT_ITS_HASH);
      }
      return { text, via: 'text' };
    }
    if (id === null) return null;
    const manifest = trusted.textOf(id);
    if (manifest !== null) return { text: manifest, via: 'manifest' };
    // Registered documents need a token.
    if (!known) throw new GraphError('UNAUTHENTICATED');
    const kept = isSha256(id) ? await registered.find(id) : null;
    if (kept === null) throw new GraphError('PERSISTED_QUERY_NOT_FOUND', NOT_FOUND);
    return { text: kept, via: 'apq' };
  };

  const isTrusted = ({ text, via }: Found): boolean =>
    via === 'manifest' ||
    (text.length <= LONGEST_PROBE && PROBE.test(text.trim())) ||
    (text.length <= MAX_CHARACTERS && trusted.has(text));

  return {
    async onParams({ request, params, setParams }) {
      const asked = readDocumentRequest({ ...params }, idsOf(request, { ...params }));
      const router = isRouter(request, routerSecret);
      const known = router || readRequestInfo(request).credential !== null;
      if (asked.id !== null) {
        noteServed(request, { hash: isSha256(asked.id) ? short(asked.id) : null, via: null, trusted: null });
      }
      const found = await look(asked, known);
      const given = withoutIds(params);
      if (found === null) return setParams(given);
      const { text, via } = found;
      const fine = mode === 'off' || router ? null : isTrusted(found);
      noteServed(request, { hash: short(sha256Hex(text)), via, trusted: fine });
      if (fine === false && mode === 'enforce') {
        throw new GraphError(known ? 'DOCUMENT_NOT_TRUSTED' : 'UNAUTHENTICATED');
      }
      if (asked.registers) waiting.set(request, text);
      setParams({ ...given, query: text });
    },
    onExecute({ args: { contextValue: context } }) {
      const text = waiting.get(context.request);
      if (text === undefined) return;
      return {
        onExecuteDone({ result }) {
          // The answer does not wait for the store. One in parts may make its first call for a later one.
          const keep = () =>
            void isTaken(context, callers).then((taken) => (taken ? registered.save(text) : undefined));
          return Symbol.asyncIterator in result ? { onEnd: keep } : keep();
        },
      };
    },
    onResultProcess({ request, result, setResult }) {
      if (mode !== 'warn' || Array.isArray(result) || servedOf(request)?.trusted !== false) return;
      setResult(withWarning(result, WARNING));
    },
  };
}

/** A text, and where it came from. */
interface Found {
  readonly text: string;
  readonly via: NonNullable<ServedDocument['via']>;
}

const short = (hash: string): string => hash.slice(0, 12);

/** The ids beside the extensions. Those of a GET are in its URL, where Yoga reads none. */
function idsOf({ method, url }: Request, params: Readonly<Record<string, unknown>>): readonly unknown[] {
  if (method !== 'GET') return ID_PARAMETERS.map((name) => params[name]);
  const { searchParams } = new URL(url, 'http://localhost');
  return ID_PARAMETERS.flatMap((name) => searchParams.getAll(name)).filter((id) => id !== '');
}

/** What is left is judged as that of any request. */
function withoutIds(params: GraphQLParams): GraphQLParams {
  const given = Object.entries(params).filter(([name]) => !ID_PARAMETERS.some((one) => one === name));
  return Object.fromEntries(given);
}

/**
 * Whether the ticket API has taken the token, now or earlier. What anybody makes up for one fills no store, and drives
 * nobody's document out of it.
 */
async function isTaken({ credential, callLog }: Context, callers: Callers): Promise<boolean> {
  if (credential === null) return false;
  const answered = callLog.calls.some(({ status, errorCode }) => status !== null && errorCode === null);
  return answered || callLog.hits.length > 0 || callers.isKnown(credential);
}

const WARNING: Warning = {
  code: 'DOCUMENT_NOT_TRUSTED',
  message: 'This document is in no manifest of the gateway: it will be refused once those alone run.',
};

import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLError, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../../context.ts';
import type { ErrorCode } from '../../graphql/errors.ts';
import type { CallerRegistry } from '../../upstream/caller-registry.ts';
import { errorsOf, mapParts, type Part } from '../defer/parts.ts';
import { servedOf } from '../documents/served-document.ts';
import { describeError } from '../errors/describe-error.ts';
import { originOf } from '../errors/mask-error.ts';
import { readRequestInfo } from '../request-info.ts';

/**
 * Logs one line per operation, after its last part: its name and document (a part of its hash), the client, the token and
 * the caller (as hashes), its duration, cost and error codes. No token, variable, URL, document or text of a ticket is
 * logged. A masked error is logged by its name and place.
 */
export function useLog(log: Logger, callerRegistry: CallerRegistry): Plugin<Context> {
  const names = new WeakMap<object, string | undefined>();
  return {
    // As soon as there is a document: an operation may be rejected or explained before it runs.
    onParse: () => {
      return ({ context: { request, params }, result }) => {
        if (result === null || result instanceof Error) return;
        // @NOTE without an error, the result of parsing is a document; Yoga types it as any.
        names.set(request, getOperationAST(result as DocumentNode, params.operationName)?.name?.value);
      };
    },
    onResultProcess({ result, request, serverContext, setResult }) {
      if (Array.isArray(result)) return;
      const { requestId, credential, startedAt } = readRequestInfo(request);
      // @NOTE Yoga's type for the context here forgets that it may not have been built.
      const { callLog } = serverContext as Partial<Context>;
      const write = (errors: readonly GraphQLError[], codes: readonly unknown[]) => {
        const faults = errors.flatMap((error) => originOf(error) ?? []).map(describeError);
        const { hash = null, via = null, trusted = null } = servedOf(request) ?? {};
        const line = {
          requestId,
          operation: shortName(names.get(request)),
          document: hash,
          via,
          ...(trusted === null ? {} : { trusted }),
          client: clientOf(request.headers),
          credential: credential === null ? null : short(credential.hash),
          caller: credential === null ? null : callerOf(credential.hash, callerRegistry),
          ms: Date.now() - startedAt,
          upstreamCalls: callLog?.actual ?? 0,
          codes: [...new Set(codes)],
        };
        if (faults.length === 0) log.info(line, 'operation');
        else log.error({ ...line, faults }, 'operation');
      };
      if (!(Symbol.asyncIterator in result)) {
        write(result.errors ?? [], codesOf(result.errors ?? []));
        return;
      }
      const errors: GraphQLError[] = [];
      let whole = false;
      const look = (part: Part) => {
        errors.push(...errorsOf(part));
        whole = part.hasNext !== true;
        return part;
      };
      setResult(mapParts(result, look, () => write(errors, [...codesOf(errors), ...(whole ? [] : [LEFT])])));
    },
  };
}

const codesOf = (errors: readonly GraphQLError[]): unknown[] =>
  errors.map((error) => error.extensions['code']);

/** The code of a response in parts whose client left before the last one. */
const LEFT: ErrorCode = 'CANCELLED';

/** Enough of a hash to correlate lines. */
const short = (hash: string): string => hash.slice(0, 12);

/** Null until the caller is known. The key itself names the host of the API. */
function callerOf(credential: string, callerRegistry: CallerRegistry): string | null {
  const caller = callerRegistry.known(credential);
  return caller === null ? null : short(createHash('sha256').update(caller).digest('hex'));
}

/** The operation's name, cut: a client may send any length. */
const shortName = (name: string | undefined): string | null => name?.slice(0, 64) ?? null;

/** The client's name and version, by the headers of Apollo's and other clients; null without them. */
function clientOf(headers: Headers): { name: string | null; version: string | null } | null {
  const told = (what: 'name' | 'version'): string | null =>
    tidy(headers.get(`apollographql-client-${what}`) ?? headers.get(`graphql-client-${what}`));
  const [name, version] = [told('name'), told('version')];
  return name === null && version === null ? null : { name, version };
}

/** A header's value, short and with only the characters of names and versions. */
const tidy = (value: string | null): string | null =>
  value
    ?.slice(0, 64)
    .replaceAll(/[^\w .:/+()-]/g, '?')
    .trim() || null;

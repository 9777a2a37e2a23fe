import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import type { Subgraph } from '../federation/subgraph.ts';
import { schema } from '../schema.ts';
import { createContext, type ServerServices } from './create-context.ts';
import { useDefer } from './defer/use-defer.ts';
import { checkDocuments } from './documents/check-manifests.ts';
import { createDocumentCaches } from './documents/document-cache.ts';
import { usePersisted } from './documents/use-persisted.ts';
import { maskError } from './errors/mask-error.ts';
import type { GraphiqlSettings } from './graphiql/settings.ts';
import { useGraphiql } from './graphiql/use-graphiql.ts';
import { useGraphiqlTrace } from './graphiql/use-graphiql-trace.ts';
import { corsFor } from './http/cors.ts';
import { type Listening, listenOn } from './http/listen.ts';
import { useConcurrencyLimit } from './limits/use-concurrency-limit.ts';
import { useLimits } from './limits/use-limits.ts';
import { useNonNullVariables } from './limits/use-non-null-variables.ts';
import { useRequestChecks } from './limits/use-request-checks.ts';
import { useAuth } from './plugins/use-auth.ts';
import { useBudget } from './plugins/use-budget.ts';
import { useEncoding } from './plugins/use-encoding.ts';
import { useHealth } from './plugins/use-health.ts';
import { useLog } from './plugins/use-log.ts';
import { usePrivateCache } from './plugins/use-private-cache.ts';
import { useResponseHeaders } from './plugins/use-response-headers.ts';
import { useTokenHeader } from './plugins/use-token-header.ts';
import { readRequestInfo } from './request-info.ts';

/** Settings of the server. */
export interface GatewayOptions {
  readonly services: ServerServices;
  readonly log: Logger;
  readonly graphiql: boolean;
  /** Filled in where the sandbox is embedded. */
  readonly graphiqlToken: string | null;
  readonly introspection: boolean;
  readonly routerSecret: string | undefined;
  /** Whether clients may request plans. Default: false. */
  readonly explains?: boolean;
  /** The header that carries the caller's token; default `authorization`. */
  readonly tokenHeader?: string;
  /** The subgraph; absent without federation. */
  readonly subgraph?: Subgraph | null;
  readonly corsOrigins: readonly string[];
}

/** The gateway as a server. */
export interface Gateway {
  /** Answers a request without a socket. */
  fetch(request: Request): Promise<Response>;
  /** Listens; port 0 takes a free one. @throws if the port is taken */
  listen(port: number, host: string): Promise<{ url: string }>;
  /** Accepts no new requests, finishes those in flight, and frees the port. */
  close(): Promise<void>;
}

/** Largest request body, in bytes. */
const MAX_BODY = 256 * 1024;

/** The path of the endpoint. */
const ENDPOINT = '/graphql';

/**
 * Creates the server. The order of the plugins matters: health answers before anything is read; HTTP is checked before the
 * body is read; an id becomes its document before that is checked; auth and limits see the parsed document before
 * validation; a response in parts gets its form, then its errors and headers, then the log, the ETag and the compression.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { services, log } = options;
  const mask = (error: unknown) => maskError(error, { suggestions: options.introspection });
  let draining = false;
  const graph = options.subgraph?.schema ?? schema;
  checkDocuments(services.documents, graph, log);
  const yoga = createYoga<object, Context>({
    schema: graph,
    graphqlEndpoint: ENDPOINT,
    context: ({ request }) => createContext(services, readRequestInfo(request)),
    plugins: [
      useTokenHeader(options.tokenHeader),
      useHealth(services.upstream, () => draining),
      useGraphiql(graphiqlSettings(options), options.graphiql),
      useRequestChecks(),
      usePersisted({ services, routerSecret: options.routerSecret }),
      useConcurrencyLimit(services.callerRegistry),
      useAuth({ introspection: options.introspection, routerSecret: options.routerSecret }),
      useLimits(),
      useDefer(),
      useResponseHeaders(mask),
      useNonNullVariables(),
      useBudget({ explains: options.explains ?? false, services }),
      useLog(log, services.callerRegistry),
      ...(options.subgraph == null ? [] : [options.subgraph.plugin]),
      ...(options.graphiql ? [useGraphiqlTrace()] : []),
      usePrivateCache(),
      useEncoding({
        endpoint: ENDPOINT,
        tokenHeader: options.tokenHeader ?? 'authorization',
        cors: options.corsOrigins.length > 0,
      }),
    ],
    maskedErrors: { maskError: mask },
    logging: false,
    landingPage: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: MAX_BODY,
    parserAndValidationCache: createDocumentCaches(),
    graphiql: false,
    cors: corsFor(options.corsOrigins),
  });
  let listening: Listening | undefined;
  return {
    fetch: async (request) => yoga.fetch(request),
    async listen(port, host) {
      listening = await listenOn(yoga, port, host);
      return { url: `${listening.origin}${ENDPOINT}` };
    },
    async close() {
      draining = true;
      const closing = listening;
      listening = undefined;
      await closing?.close();
    },
  };
}

const graphiqlSettings = ({ graphiqlToken, tokenHeader }: GatewayOptions): GraphiqlSettings => ({
  endpoint: ENDPOINT,
  token: graphiqlToken,
  tokenHeader: tokenHeader ?? 'authorization',
});

import { type OperationName, type ResolvedWire, WIRE } from './endpoint/endpoints.ts';
import { type Base, buildRequest, parseBaseUrl, previewRequest } from './endpoint/request.ts';
import { type Call, compose, type Handler, type Interceptor, isCached } from './interceptors/interceptor.ts';
import { createTransport, type TransportSettings } from './transport/transport.ts';
import type { CallContext, CallOptions, Params, Upstream, UpstreamClient } from './types.ts';

/** How the upstream is set up. Only `url` has no default. */
export interface UpstreamSettings extends Partial<Omit<TransportSettings, 'origin'>> {
  /** Base of the API with its prefix, such as `https://host/api/v3`. */
  readonly url: string;
  /** The endpoints, with their overrides. */
  readonly wire?: ResolvedWire;
  /** What wraps each call, outermost first. */
  readonly interceptors?: readonly Interceptor[];
}

/** Connects to one ticket API. @throws TypeError if `url` can't be the address of an API */
export function createUpstream(settings: UpstreamSettings): Upstream {
  const { url, interceptors = [] } = settings;
  const wire: ResolvedWire = settings.wire ?? WIRE;
  const base = parseBaseUrl(url);
  const transport = createTransport({
    version: '0',
    connections: 64,
    maxResponseBytes: 8 * 1024 * 1024,
    ...settings,
    origin: base.origin,
  });
  const deps = { wire, base, interceptors, handle: compose(interceptors, transport.send) };
  return {
    withContext: (context) => createClient(deps, context),
    hasParam: (operation, parameter) => typeof wire[operation].params[parameter]?.name === 'string',
    preview: (operation, params) => previewRequest(operation, wire[operation], params),
    template: (operation) => `${wire[operation].method} ${wire[operation].path}`,
    ping: (timeoutMs = 3_000) => transport.ping(base.prefix || '/', timeoutMs),
    close: () => transport.close(),
  };
}

/** What all clients share. */
interface ClientDeps {
  readonly wire: ResolvedWire;
  readonly base: Base;
  readonly interceptors: readonly Interceptor[];
  readonly handle: Handler;
}

function createClient(
  { wire, base, interceptors, handle }: ClientDeps,
  context: CallContext,
): UpstreamClient {
  const writeListeners: (() => void)[] = [];
  const toCall = (operation: OperationName, params: Params, options: CallOptions = {}): Call => {
    const endpoint = wire[operation];
    const encode = (others: Params) => buildRequest(operation, endpoint, others, base);
    const signal = options.detached === true ? new AbortController().signal : context.signal;
    return {
      operation,
      endpoint,
      params,
      request: encode(params),
      encode,
      context,
      deadline: { at: context.deadline, signal },
      fresh: options.fresh === true,
      cause: 'field',
      fieldPath: context.fieldPath?.() ?? null,
      writeListeners,
      beforeSend: options.beforeSend,
    };
  };
  return {
    call: async (operation, params, options) => handle(toCall(operation, params, options)),
    async isCached(operation, params) {
      try {
        return await isCached(interceptors, toCall(operation, params));
      } catch {
        return false;
      }
    },
    onWrite: (listener) => void writeListeners.push(listener),
  };
}

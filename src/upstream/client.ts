import type { Endpoint } from './endpoint/declare.ts';
import { encodeValues } from './endpoint/encode.ts';
import type { ResolvedApi } from './endpoint/overrides.ts';
import { type Base, buildRequest, parseBaseUrl } from './endpoint/request.ts';
import type { ResolvedEndpoint } from './endpoint/resolve.ts';
import { type Call, compose, type Handler, type Interceptor, isCached } from './interceptors/interceptor.ts';
import { createTransport, type TransportSettings } from './transport/transport.ts';
import type { CallContext, CallOptions, ParamValues, Upstream, UpstreamClient } from './types.ts';

/** How the upstream is set up. */
export interface UpstreamSettings extends Partial<Omit<TransportSettings, 'origin'>> {
  /** Base of the API with its prefix, such as `https://host/api/v3`. */
  readonly url: string;
  /** The endpoints that can be called. */
  readonly api: ResolvedApi;
  /** What wraps each call, outermost first. */
  readonly interceptors?: readonly Interceptor[];
}

/** Connects to one API. @throws TypeError if `url` can't be its address */
export function createUpstream(settings: UpstreamSettings): Upstream {
  const { url, api, interceptors = [] } = settings;
  const base = parseBaseUrl(url);
  const transport = createTransport({
    version: '0',
    connections: 64,
    maxResponseBytes: 8 * 1024 * 1024,
    ...settings,
    origin: base.origin,
  });
  const resolve = ({ name }: Pick<Endpoint, 'name'>): ResolvedEndpoint => {
    const endpoint = api[name];
    if (endpoint === undefined) throw new TypeError(`This API has no endpoint ${name}`);
    return endpoint;
  };
  const deps = { resolve, base, interceptors, handle: compose(interceptors, transport.send) };
  return {
    withContext: (context) => createClient(deps, context),
    hasParam: (endpoint, param) => typeof resolve(endpoint).params[param]?.name === 'string',
    preview(endpoint, values) {
      const resolved = resolve(endpoint);
      const parameters = encodeValues(resolved, values);
      return {
        method: resolved.method,
        path: resolved.path,
        parameters: parameters.map(({ name, text, place }) => ({ name, value: text, place })),
      };
    },
    template: (name) => (api[name] === undefined ? null : `${api[name].method} ${api[name].path}`),
    ping: (timeoutMs = 3_000) => transport.ping(base.prefix || '/', timeoutMs),
    close: () => transport.close(),
  };
}

/** What all clients share. */
interface ClientDeps {
  readonly resolve: (endpoint: Pick<Endpoint, 'name'>) => ResolvedEndpoint;
  readonly base: Base;
  readonly interceptors: readonly Interceptor[];
  readonly handle: Handler;
}

function createClient(
  { resolve, base, interceptors, handle }: ClientDeps,
  context: CallContext,
): UpstreamClient {
  const writeListeners: (() => void)[] = [];
  const toCall = (named: Pick<Endpoint, 'name'>, params: ParamValues, options: CallOptions = {}): Call => {
    const endpoint = resolve(named);
    const encode = (values: ParamValues) => buildRequest(endpoint, values, base);
    const signal = options.detached === true ? new AbortController().signal : context.signal;
    return {
      operation: endpoint.name,
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
    // @NOTE the resolved endpoint returns what the declared one does.
    call: async <R>(endpoint: Endpoint<never, R>, values: ParamValues, options?: CallOptions) =>
      resolve(endpoint).decode(await handle(toCall(endpoint, values, options))) as R,
    send: async (endpoint, values, options) => handle(toCall(endpoint, values, options)),
    async isCached(endpoint, values) {
      try {
        return await isCached(interceptors, toCall(endpoint, values));
      } catch {
        return false;
      }
    },
    onWrite: (listener) => void writeListeners.push(listener),
  };
}

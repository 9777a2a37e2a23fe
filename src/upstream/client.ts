import type { OperationName, ParameterName, ResolvedWire } from './endpoint/endpoints.ts';
import { WIRE } from './endpoint/endpoints.ts';
import { type Call, compose, type Handler, type Interceptor, isCached } from './interceptors/interceptor.ts';
import { previewRequest } from './transport/preview.ts';
import { buildRequest, parseBaseUrl } from './transport/request.ts';
import { createTransport, type TransportSettings } from './transport/transport.ts';
import type {
  CallContext,
  CallOptions,
  Params,
  Upstream,
  UpstreamClient,
  UpstreamResponse,
} from './types.ts';

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
  const handle = compose(interceptors, transport.send);
  const hasParam = <O extends OperationName>(operation: O, parameter: ParameterName<O>): boolean =>
    typeof wire[operation].params[parameter]?.name === 'string';
  const encode = (operation: OperationName, params: Params) =>
    buildRequest(operation, wire[operation], params, base);
  return {
    withContext: (context) => new Client({ wire, handle, interceptors, hasParam, encode }, context),
    hasParam,
    preview: (operation, params) => previewRequest(operation, wire[operation], params),
    template: (operation) => `${wire[operation].method} ${wire[operation].path}`,
    ping: (timeoutMs = 3_000) => transport.ping(base.prefix || '/', timeoutMs),
    close: () => transport.close(),
  };
}

/** What all clients share. */
interface ClientDeps extends Pick<Upstream, 'hasParam'> {
  readonly wire: ResolvedWire;
  readonly handle: Handler;
  readonly interceptors: readonly Interceptor[];
  readonly encode: (operation: OperationName, params: Params) => Call['request'];
}

class Client implements UpstreamClient {
  readonly #deps: ClientDeps;
  readonly #context: CallContext;

  constructor(deps: ClientDeps, context: CallContext) {
    this.#deps = deps;
    this.#context = context;
  }

  hasParam<O extends OperationName>(operation: O, parameter: ParameterName<O>): boolean {
    return this.#deps.hasParam(operation, parameter);
  }

  async call<O extends OperationName>(
    operation: O,
    params: Params<O>,
    options?: CallOptions,
  ): Promise<UpstreamResponse> {
    return this.#deps.handle(this.#toCall(operation, params, options));
  }

  async isCached<O extends OperationName>(operation: O, params: Params<O>): Promise<boolean> {
    try {
      return await isCached(this.#deps.interceptors, this.#toCall(operation, params));
    } catch {
      return false;
    }
  }

  #toCall(
    operation: OperationName,
    params: Params,
    { fresh = false, beforeSend, detached = false }: CallOptions = {},
  ): Call {
    const { wire, encode } = this.#deps;
    const context = this.#context;
    return {
      operation,
      endpoint: wire[operation],
      params,
      request: encode(operation, params),
      encode: (others) => encode(operation, others),
      context,
      deadline: { at: context.deadline, signal: detached ? new AbortController().signal : context.signal },
      fresh,
      cause: 'asked',
      fieldPath: context.fieldPath?.() ?? null,
      beforeSend,
    };
  }
}

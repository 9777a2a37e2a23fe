/** The client of the ticket API: one shared pool of sockets, and a client per scope that speaks by the wire table. */
import { Agent } from 'undici';
import { bearerOf } from './credential.ts';
import { TimeLimit } from './deadline.ts';
import type { OperationRow } from './endpoint/endpoint.ts';
import type { OperationName, ParameterName, ResolvedWire } from './endpoint/endpoints.ts';
import { CancelledError, UpstreamError, UpstreamTimeoutError } from './errors.ts';
import { type Call, isCached, runInterceptors } from './interceptors/interceptor.ts';
import type { RateObservation } from './rate-limit/limiter.ts';
import { readBlamedParameter, readJson } from './transport/body.ts';
import { discardBody, type ExchangeState, send, TransportError } from './transport/exchange.ts';
import { dateOf, isPage, rateOf } from './transport/headers.ts';
import { errorFacts, errorOfStatus, toUpstreamError } from './transport/outcome.ts';
import { previewRequest } from './transport/preview.ts';
import { type Base, buildRequest, type WireRequest } from './transport/request.ts';
import { baseOf, type FullSettings, UPSTREAM_DEFAULTS, type UpstreamSettings } from './transport/settings.ts';
import type {
  CallContext,
  CallOptions,
  Params,
  Upstream,
  UpstreamClient,
  UpstreamResponse,
} from './types.ts';

/** What a request id may look like to become a header; any other is not sent. */
const HEADER_SAFE = /^[\x21-\x7e]{1,200}$/;

/** What all clients share. */
interface Line {
  readonly agent: Agent;
  readonly base: Base;
  readonly settings: FullSettings;
}

/** Connects to one ticket API. @throws TypeError if the address is not one of an API */
export function createUpstream(given: UpstreamSettings): Upstream {
  const settings: FullSettings = { ...UPSTREAM_DEFAULTS, ...given };
  const base = baseOf(settings);
  const agent = new Agent({
    connections: settings.connections,
    pipelining: settings.pipelining,
    connect: { timeout: settings.connectTimeoutMs },
    // One request on a socket at a time, so that giving one up harms no other.
    allowH2: false,
  });
  let closed: Promise<void> | undefined;
  return {
    withContext: (scope) => new Client({ agent, base, settings }, scope),
    hasParam: (operation, parameter) => binds(settings.wire, operation, parameter),
    preview: (operation, params) => previewRequest(operation, settings.wire[operation], params),
    template: (operation) => `${settings.wire[operation].method} ${settings.wire[operation].path}`,
    ping: () => ping({ agent, base, settings }),
    close() {
      closed ??= agent.close();
      return closed;
    },
  };
}

class Client implements UpstreamClient {
  readonly #line: Line;
  readonly #scope: CallContext;

  constructor(line: Line, scope: CallContext) {
    this.#line = line;
    this.#scope = scope;
  }

  hasParam<O extends OperationName>(operation: O, parameter: ParameterName<O>): boolean {
    return binds(this.#line.settings.wire, operation, parameter);
  }

  async call<O extends OperationName>(
    operation: O,
    params: Params<O>,
    options: CallOptions = {},
  ): Promise<UpstreamResponse> {
    const { base, settings } = this.#line;
    // What can't be sent is told before anything waits, asks a cache or takes from a budget.
    buildRequest(operation, settings.wire[operation], params, base);
    return runInterceptors(settings.interceptors, this.#asked(operation, params, options), (last) =>
      this.#attempt(last),
    );
  }

  isCached<O extends OperationName>(operation: O, params: Params<O>): Promise<boolean> {
    return isCached(this.#line.settings.interceptors, this.#asked(operation, params));
  }

  #asked(
    operation: OperationName,
    params: Params,
    { fresh = false, beforeSend, detached }: CallOptions = {},
  ): Call {
    return {
      operation,
      kind: this.#line.settings.wire[operation].kind,
      params,
      context: this.#scope,
      fresh,
      cause: 'asked',
      fieldPath: this.#scope.fieldPath?.() ?? null,
      beforeSend,
      detached,
    };
  }

  /** One try: admitted, counted, limited in time. Its scope may be another than this client's, where calls are shared. */
  async #attempt(call: Call): Promise<UpstreamResponse> {
    const { operation, params, kind, cause, fieldPath, context, beforeSend } = call;
    const { base, settings } = this.#line;
    const { credential, deadline, callLog } = context;
    const signal = call.detached === true ? new AbortController().signal : context.signal;
    const row = settings.wire[operation];
    const request = buildRequest(operation, row, params, base);
    const asking = { credential: credential.hash, kind, cause, operation, callLog, signal, deadline };
    const turn = await settings.rateLimiter.acquire(asking);
    await beforeSend?.().catch((error: unknown) => {
      turn.end(null);
      throw error;
    });
    if (Date.now() >= context.deadline || signal.aborted) {
      turn.end(null);
      throw signal.aborted ? new CancelledError({ operation }) : new UpstreamTimeoutError({ operation });
    }
    const limit = new TimeLimit(Math.min(context.deadline, Date.now() + this.#tryMs(request)), signal);
    const progress: ExchangeState = { sent: false, status: null, headers: {} };
    const end = callLog.start(operation, row.method, row.path, cause, fieldPath);
    try {
      const answer = await this.#exchange(operation, row, request, context, limit, progress);
      end({ status: answer.status, errorCode: null });
      return answer;
    } catch (error) {
      const settled = toUpstreamError(error, limit.reached, operation, row, progress);
      end({ status: progress.status, errorCode: settled instanceof UpstreamError ? settled.code : null });
      throw settled;
    } finally {
      limit.clear();
      turn.end(sightingOf(operation, progress));
    }
  }

  async #exchange(
    operation: OperationName,
    row: OperationRow,
    request: WireRequest,
    scope: CallContext,
    limit: TimeLimit,
    progress: ExchangeState,
  ): Promise<UpstreamResponse> {
    const { agent, base, settings } = this.#line;
    const incoming = await send(agent, base.origin, request, this.#headers(scope), limit, progress);
    const { status, headers } = incoming;
    if (status < 200 || status > 299) {
      throw errorOfStatus(
        status,
        await readBlamedParameter(incoming, row, limit),
        errorFacts(operation, progress),
      );
    }
    const answer = { status, date: dateOf(headers), rate: rateOf(headers) };
    if (row.answers === 'json')
      return { ...answer, body: await readJson(incoming, settings.maxAnswerBytes, limit) };
    discardBody(incoming.body);
    // The page of a proxy or a login: the API was never asked, whatever the status says.
    if (isPage(headers)) throw new TransportError('type');
    return { ...answer, body: undefined };
  }

  #headers({ credential, requestId }: CallContext): Record<string, string> {
    return {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: `Bearer ${bearerOf(credential)}`,
      'user-agent': `ticket-gateway/${this.#line.settings.version}`,
      ...(HEADER_SAFE.test(requestId) ? { 'x-request-id': requestId } : {}),
    };
  }

  #tryMs({ method }: WireRequest): number {
    const { readTimeoutMs, createTimeoutMs, changeTimeoutMs } = this.#line.settings;
    return method === 'GET' ? readTimeoutMs : method === 'POST' ? createTimeoutMs : changeTimeoutMs;
  }
}

/** What the rateLimiter is told of an answer; null where none came. */
function sightingOf(operation: OperationName, progress: ExchangeState): RateObservation | null {
  const { status, headers } = progress;
  if (status === null) return null;
  return { status, rate: rateOf(headers), retryAfter: errorFacts(operation, progress).retryAfter };
}

function binds<O extends OperationName>(
  wire: ResolvedWire,
  operation: O,
  parameter: ParameterName<O>,
): boolean {
  return typeof wire[operation].params[parameter]?.name === 'string';
}

async function ping({ agent, base, settings }: Line): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(settings.readTimeoutMs);
    const { body } = await agent.request({
      origin: base.origin,
      path: base.prefix || '/',
      method: 'GET',
      signal,
    });
    discardBody(body);
    return true;
  } catch {
    return false;
  }
}

/** The client of the ticket API: one shared pool of sockets, and a client per scope that speaks by the wire table. */
import { Agent } from 'undici';
import { bearerOf } from './credential.ts';
import { CancelledError, UpstreamError, UpstreamTimeoutError } from './errors.ts';
import { ExchangeFault, type Incoming, letGo, type Progress, readBody, send } from './exchange.ts';
import type { Admission } from './governor.ts';
import { dateOf, isJson, rateOf, retryAfterOf } from './headers.ts';
import { throughLayers } from './layer.ts';
import { errorOfStatus, factsOf, settle } from './outcome.ts';
import { parameterBlamed } from './refusal.ts';
import { type Base, buildRequest, type WireRequest } from './request.ts';
import { baseOf, type FullSettings, UPSTREAM_DEFAULTS, type UpstreamSettings } from './settings.ts';
import { TimeLimit } from './time-limit.ts';
import type { Answer, CallScope, Upstream, UpstreamClient, WireParams } from './types.ts';
import type { OperationName, ParameterName } from './wire.ts';
import type { OperationRow } from './wire-row.ts';

/** An error body is read for so many bytes and milliseconds: all it can tell is a parameter's name. */
const ERROR_BODY = { bytes: 64 * 1024, ms: 1_000 };

/** What a request id may look like to become a header; any other is not sent. */
const HEADER_SAFE = /^[\x21-\x7e]{1,200}$/;

/** Connects to one ticket API. @throws TypeError if the address is not one of an API */
export function createUpstream(given: UpstreamSettings): Upstream {
  const settings: FullSettings = { ...UPSTREAM_DEFAULTS, ...given };
  const base = baseOf(settings);
  const agent = new Agent({
    connections: settings.connections,
    pipelining: settings.pipelining,
    connect: { timeout: settings.connectTimeoutMs },
    allowH2: false,
  });
  let closed: Promise<void> | undefined;
  const binds = <O extends OperationName>(operation: O, parameter: ParameterName<O>): boolean =>
    settings.wire[operation].params[parameter]?.name != null;
  return {
    as: (scope) => new Client(agent, base, settings, scope, binds),
    binds,
    ping: () => ping(agent, base, settings),
    close: () => {
      closed ??= agent.close();
      return closed;
    },
  };
}

class Client implements UpstreamClient {
  readonly binds: UpstreamClient['binds'];
  readonly #agent: Agent;
  readonly #base: Base;
  readonly #settings: FullSettings;
  readonly #scope: CallScope;

  constructor(agent: Agent, base: Base, settings: FullSettings, scope: CallScope, binds: Upstream['binds']) {
    this.#agent = agent;
    this.#base = base;
    this.#settings = settings;
    this.#scope = scope;
    this.binds = binds;
  }

  async call<O extends OperationName>(operation: O, params: WireParams<O>): Promise<Answer> {
    const row = this.#settings.wire[operation];
    const request = buildRequest(operation, row, params, this.#base);
    const call = { operation, kind: row.kind, params, scope: this.#scope };
    return throughLayers(this.#settings.layers, call, () => this.#attempt(operation, row, request));
  }

  /** One try: admitted, counted, limited in time. */
  async #attempt(operation: OperationName, row: OperationRow, request: WireRequest): Promise<Answer> {
    const { credential, signal, deadline, meter } = this.#scope;
    const admission = { callerKey: credential.hash, kind: row.kind, operation, signal, deadline };
    await this.#settings.governor.admit(admission);
    if (Date.now() >= deadline) throw new UpstreamTimeoutError({ operation });
    if (signal.aborted) throw new CancelledError({ operation });
    const limit = new TimeLimit(Math.min(deadline, Date.now() + this.#tryMs(request)), signal);
    const progress: Progress = { sent: false, status: null, headers: {} };
    const end = meter.start(operation, row.method, row.path);
    try {
      const answer = await this.#exchange(operation, row, request, limit, progress);
      end({ status: answer.status, errorCode: null });
      return answer;
    } catch (error) {
      const settled = settle(error, limit.reached, operation, row, progress);
      end({ status: progress.status, errorCode: settled instanceof UpstreamError ? settled.code : null });
      throw settled;
    } finally {
      limit.clear();
      this.#observe(admission, progress);
    }
  }

  async #exchange(
    operation: OperationName,
    row: OperationRow,
    request: WireRequest,
    limit: TimeLimit,
    progress: Progress,
  ): Promise<Answer> {
    const incoming = await send(this.#agent, this.#base.origin, request, this.#headers(), limit, progress);
    const { status, headers } = incoming;
    if (status < 200 || status > 299) {
      const blamed = await this.#blamed(incoming, row, limit);
      throw errorOfStatus(status, blamed, factsOf(operation, progress));
    }
    const answer = { status, date: dateOf(headers), rate: rateOf(headers) };
    if (row.answers === 'json') return { ...answer, body: await this.#json(incoming, limit) };
    letGo(incoming.body);
    return { ...answer, body: undefined };
  }

  /** Status was judged before; now the content type, then the body. */
  async #json(incoming: Incoming, limit: TimeLimit): Promise<unknown> {
    const fault = incoming.status === 204 ? 'empty' : isJson(incoming.headers) ? null : 'type';
    if (fault !== null) {
      letGo(incoming.body);
      throw new ExchangeFault(fault);
    }
    const bytes = await readBody(incoming, this.#settings.maxAnswerBytes, limit);
    if (bytes === null) throw new ExchangeFault('empty');
    const body = parse(bytes);
    if (body === undefined) throw new ExchangeFault('invalid');
    return body;
  }

  /** The parameter that an error body blames. Never worth more than a moment, and never worth another error. */
  async #blamed(incoming: Incoming, row: OperationRow, limit: TimeLimit): Promise<string | null> {
    if ((incoming.status !== 400 && incoming.status !== 422) || !isJson(incoming.headers)) {
      letGo(incoming.body);
      return null;
    }
    limit.shorten(ERROR_BODY.ms);
    const bytes = await readBody(incoming, ERROR_BODY.bytes, limit).catch(() => null);
    return bytes === null ? null : parameterBlamed(parse(bytes), row);
  }

  #headers(): Record<string, string> {
    const { credential, requestId } = this.#scope;
    return {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: `Bearer ${bearerOf(credential)}`,
      'user-agent': `ticket-gateway/${this.#settings.version}`,
      ...(HEADER_SAFE.test(requestId) ? { 'x-request-id': requestId } : {}),
    };
  }

  #tryMs({ method }: WireRequest): number {
    const { readTimeoutMs, createTimeoutMs, changeTimeoutMs } = this.#settings;
    return method === 'GET' ? readTimeoutMs : method === 'POST' ? createTimeoutMs : changeTimeoutMs;
  }

  #observe(admission: Admission, { status, headers }: Progress): void {
    if (status === null) return;
    const retryAfter = status === 429 || status === 503 ? retryAfterOf(headers) : null;
    this.#settings.governor.observe(admission, { status, rate: rateOf(headers), retryAfter });
  }
}

/** JSON, or undefined for what is none (JSON itself has no undefined). Ill-formed UTF-8 costs a character, not the answer. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

async function ping(
  agent: Agent,
  { origin, prefix }: Base,
  { readTimeoutMs }: FullSettings,
): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(readTimeoutMs);
    const { body } = await agent.request({ origin, path: prefix || '/', method: 'GET', signal });
    letGo(body);
    return true;
  } catch {
    return false;
  }
}

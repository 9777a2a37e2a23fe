import { type Dispatcher, Pool } from 'undici';
import { bearerOf } from '../credential.ts';
import type { Call, Handler } from '../interceptors/interceptor.ts';
import type { UpstreamResponse } from '../response.ts';
import { bodyUse, readBlamedParameter, readJson } from './body.ts';
import { exchange, type RawResponse } from './exchange.ts';
import { dateOf, rateOf } from './headers.ts';
import { errorFacts, errorOfStatus, toUpstreamError } from './outcome.ts';

/** How the transport is set up. */
export interface TransportSettings {
  /** Scheme, host and port of the API. */
  readonly origin: string;
  /** Sent in the user agent. */
  readonly version: string;
  /** Most sockets. */
  readonly connections: number;
  /** Most bytes of a response body. */
  readonly maxResponseBytes: number;
}

/** The end of the chain: one pool of sockets. */
export interface Transport {
  /** Sends the request of a call. */
  readonly send: Handler;
  /** Whether the host answers at all. Never rejects. */
  ping(path: string, timeoutMs: number): Promise<boolean>;
  /** Waits for calls in flight, then closes all sockets. */
  close(): Promise<void>;
}

const CONNECT_MS = 1_000;

/** A request id that is no such text is not sent. */
const HEADER_SAFE = /^[\x21-\x7e]{1,200}$/;

/** Opens the pool. Sockets connect with the first calls. */
export function createTransport(settings: TransportSettings): Transport {
  const { origin, version, connections, maxResponseBytes: maxBytes } = settings;
  // One request on a socket at a time, so that aborting one harms no other.
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    connect: { timeout: CONNECT_MS },
    allowH2: false,
  });
  const userAgent = `ticket-gateway/${version}`;
  let closed: Promise<void> | undefined;
  return {
    async send(call) {
      try {
        const response = await exchange(pool, httpRequest(call, userAgent), call.deadline.signal, {
          maxBytes,
          bodyUse: (status, headers) => bodyUse(call.endpoint, maxBytes, status, headers),
        });
        return toUpstreamResponse(call, response);
      } catch (error) {
        throw toUpstreamError(error, call);
      }
    },
    ping: (path, timeoutMs) =>
      exchange(pool, { method: 'GET', path }, AbortSignal.timeout(timeoutMs), {
        maxBytes: 0,
        bodyUse: () => 'discard',
      }).then(
        () => true,
        () => false,
      ),
    close() {
      closed ??= pool.close();
      return closed;
    },
  };
}

/** @throws TransportError, UpstreamError for a response that is no success */
function toUpstreamResponse({ operation, endpoint }: Call, response: RawResponse): UpstreamResponse {
  const { status, headers } = response;
  if (status > 299) {
    const parameter = readBlamedParameter(response, endpoint);
    throw errorOfStatus(status, parameter, errorFacts(operation, response));
  }
  const body = endpoint.returns.shape === 'nothing' ? undefined : readJson(response);
  return { status, date: dateOf(headers), rate: rateOf(headers), body };
}

function httpRequest({ request, context }: Call, userAgent: string): Dispatcher.DispatchOptions {
  const { method, target, body } = request;
  const { credential, requestId } = context;
  return {
    method,
    path: target,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: `Bearer ${bearerOf(credential)}`,
      'user-agent': userAgent,
      ...(HEADER_SAFE.test(requestId) ? { 'x-request-id': requestId } : {}),
      ...(body === null ? {} : { 'content-type': body.type }),
    },
    body: body?.text ?? null,
    // The deadline of the call ends it: the limits of the library do not.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

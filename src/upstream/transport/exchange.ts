/** One HTTP exchange: a request goes out, its answer comes back as bytes. Knows sockets, and nothing of tickets. */
import { type Agent, type Dispatcher, errors } from 'undici';
import type { TimeLimit } from '../deadline.ts';
import type { BadResponseReason } from '../errors.ts';
import { type AnswerHeaders, isPlain, lengthOf } from './headers.ts';
import type { WireRequest } from './request.ts';

type Body = Dispatcher.ResponseData['body'];

/** What has come of a request so far; it must outlive a failure. */
export interface ExchangeState {
  /** Was the request handed to a socket? From then on the upstream may have got it. */
  sent: boolean;
  /** Status of the answer, if one came. */
  status: number | null;
  headers: AnswerHeaders;
}

/** An answer whose body is still to be read, or to be let go. */
export interface RawResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Body;
}

/** What went wrong between the sockets. Becomes an `UpstreamError` where it is known whose call it was (`outcome.ts`). */
export class TransportError extends Error {
  readonly reason: 'unreachable' | BadResponseReason;
  constructor(reason: 'unreachable' | BadResponseReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Bytes of a body that nobody wants which are still read, so that its socket can be used again. */
const DRAINED_BYTES = 64 * 1024;

/** Milliseconds after which such a body is cut off. */
const DRAINED_MS = 1_000;

/**
 * Sends a request and waits for the head of its answer. Notes in `progress` how far it came.
 * @throws ExchangeFault, or what `limit` throws when it is reached
 */
export async function send(
  agent: Agent,
  origin: string,
  { method, target, body }: WireRequest,
  headers: Readonly<Record<string, string>>,
  limit: TimeLimit,
  progress: ExchangeState,
): Promise<RawResponse> {
  const noted = agent.compose(
    onRequestSent(() => {
      progress.sent = true;
    }),
  );
  const asked = noted.request({
    origin,
    path: target,
    method,
    headers: body === null ? headers : { ...headers, 'content-type': body.type },
    body: body?.text ?? null,
    signal: limit.signal,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const answer = await limit.within(asked).catch((error: unknown) => {
    throw limit.reached === null ? connectionFault(error) : error;
  });
  progress.status = answer.statusCode;
  progress.headers = answer.headers;
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/**
 * Reads a body whole.
 * @returns null if it is empty
 * @throws ExchangeFault `type` (encoded), `too-large` (its socket is closed), `cut`; or what `limit` throws
 */
export async function readBody(
  { headers, body }: RawResponse,
  maxBytes: number,
  limit: TimeLimit,
): Promise<Buffer | null> {
  const fault = !isPlain(headers) ? 'type' : (lengthOf(headers) ?? 0) > maxBytes ? 'too-large' : null;
  if (fault !== null) {
    discardBody(body);
    throw new TransportError(fault);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw limit.reached === null ? new TransportError('cut') : error;
  }
  if (size > maxBytes) throw new TransportError('too-large');
  return size === 0 ? null : Buffer.concat(chunks, size);
}

/** Lets a body go without waiting: a short one is drained behind our back, a long or slow one is cut off. */
export function discardBody(body: Body): void {
  body.dump({ limit: DRAINED_BYTES, signal: AbortSignal.timeout(DRAINED_MS) }).catch(() => {});
}

/** A dispatcher that tells when a request is handed to its socket, which the library's promise does not. */
function onRequestSent(onStart: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        onStart();
        handler.onRequestStart?.(controller, context);
      },
      onResponseStart: (...all) => handler.onResponseStart?.(...all),
      onResponseData: (...all) => handler.onResponseData?.(...all),
      onResponseEnd: (...all) => handler.onResponseEnd?.(...all),
      onResponseError: (...all) => handler.onResponseError?.(...all),
    });
}

/** By the library's class and code alone: its texts and fields hold addresses. */
function connectionFault(error: unknown): Error {
  const code = error instanceof errors.UndiciError ? error.code : '';
  if (code === 'UND_ERR_INVALID_ARG') return new TypeError('This request can not be sent.');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new TransportError('too-large');
  return new TransportError(error instanceof errors.HTTPParserError ? 'invalid' : 'unreachable');
}

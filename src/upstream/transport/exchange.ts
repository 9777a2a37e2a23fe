import { type Dispatcher, errors } from 'undici';
import type { EndReason } from '../deadline.ts';
import type { BadResponseReason } from '../errors.ts';
import type { ResponseHeaders } from './headers.ts';

/** How far a request came. */
export interface ExchangeState {
  /** Whether the request was handed to a socket: from then on the API may have received it. */
  readonly sent: boolean;
  /** Null if no response came. */
  readonly status: number | null;
  readonly headers: ResponseHeaders;
}

/** A response. Its body is null if it is empty or was not read. */
export interface RawResponse extends ExchangeState {
  readonly status: number;
  readonly body: Buffer | null;
}

/** What failed between the sockets; `outcome.ts` makes an `UpstreamError` of it. */
export class TransportError extends Error {
  readonly reason: 'unreachable' | EndReason | BadResponseReason;
  readonly state: ExchangeState;
  constructor(reason: TransportError['reason'], state: ExchangeState) {
    super(reason);
    this.reason = reason;
    this.state = state;
  }
}

/**
 * What happens to a body. `read`: it is collected, and has to be whole. `glance`: it is collected if it is short and comes
 * soon. `discard`: nothing waits for it. Any other value is the reason why the response can't be used.
 */
export type BodyUse = 'read' | 'glance' | 'discard' | BadResponseReason;

/** How a response is received. */
export interface ExchangeRules {
  /** Most bytes of a body that is read. */
  readonly maxBytes: number;
  /** Decides by status and headers. */
  readonly bodyUse: (status: number, headers: ResponseHeaders) => BodyUse;
}

/** Bodies that are not read are drained up to this size and time, so that their socket can be used again. */
const DRAIN = { bytes: 64 * 1024, ms: 1_000 };

/**
 * Sends a request and receives its response. `signal` ends it at any point; its reason is an `EndReason`.
 * @throws TransportError
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  rules: ExchangeRules,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const handler = new ExchangeHandler(rules, resolve, reject);
    signal.addEventListener('abort', () =>
      handler.end(signal.reason === 'cancelled' ? 'cancelled' : 'timeout'),
    );
    dispatcher.dispatch(request, handler);
  });
}

/** Why a request was aborted: seen by the HTTP library only. */
const ABORTED = new Error('aborted');

/** Receives one response from the HTTP library. Only the first of its outcomes counts. */
class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #rules: ExchangeRules;
  readonly #resolve: (response: RawResponse) => void;
  readonly #reject: (error: Error) => void;
  readonly #state: { sent: boolean; status: number | null; headers: ResponseHeaders } = {
    sent: false,
    status: null,
    headers: {},
  };
  #controller: Dispatcher.DispatchController | null = null;
  #isEnded = false;
  #use: BodyUse = 'read';
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    rules: ExchangeRules,
    resolve: (response: RawResponse) => void,
    reject: (error: Error) => void,
  ) {
    this.#rules = rules;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Ends it at once, and frees its socket. */
  end(reason: EndReason): void {
    this.#isEnded = true;
    this.#fail(reason);
    this.#controller?.abort(ABORTED);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // If it ended while it waited for a socket, it is never sent.
    if (this.#isEnded) controller.abort(ABORTED);
    else this.#state.sent = true;
  }

  onResponseStart(_: unknown, status: number, headers: ResponseHeaders): void {
    if (status < 200) return;
    Object.assign(this.#state, { status, headers });
    this.#use = this.#rules.bodyUse(status, headers);
    if (this.#use === 'read') return;
    this.#timer = setTimeout(() => this.#cutOff(), DRAIN.ms).unref();
    if (this.#use === 'discard') this.#succeed();
    else if (this.#use !== 'glance') this.#fail(this.#use);
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > (this.#use === 'read' ? this.#rules.maxBytes : DRAIN.bytes)) this.#cutOff();
    else if (this.#use === 'read' || this.#use === 'glance') this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    const [first = null] = this.#chunks;
    this.#succeed(this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first);
  }

  onResponseError(_: unknown, error: Error): void {
    clearTimeout(this.#timer);
    if (this.#state.status === null) this.#fail(connectionFault(error));
    else if (this.#use === 'glance') this.#succeed();
    else this.#fail('cut');
  }

  /** The body is too long, or takes too long. */
  #cutOff(): void {
    if (this.#use === 'read') this.#fail('too-large');
    else this.#succeed();
    this.#controller?.abort(ABORTED);
  }

  #succeed(body: Buffer | null = null): void {
    this.#resolve({ ...this.#state, status: this.#state.status ?? 0, body });
  }

  #fail(reason: TransportError['reason'] | TypeError): void {
    this.#reject(reason instanceof TypeError ? reason : new TransportError(reason, { ...this.#state }));
  }
}

/** By the library's class and code alone: its texts and fields contain addresses. */
function connectionFault(error: unknown): TransportError['reason'] | TypeError {
  const code = error instanceof errors.UndiciError ? error.code : '';
  if (code === 'UND_ERR_INVALID_ARG') return new TypeError('This request can not be sent.');
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return 'too-large';
  return error instanceof errors.HTTPParserError ? 'invalid' : 'unreachable';
}

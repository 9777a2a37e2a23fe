import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type ErrorCode, GraphError, toGraphQLError } from '../../graphql/errors.ts';
import { trackAnswers } from './drain.ts';

/** Limits of a socket. Times in milliseconds. */
export interface SocketLimits {
  /** Bytes of the request line and all headers. */
  readonly maxHeaderSize: number;
  /** Until all headers are there. */
  readonly headersTimeout: number;
  /** Until the whole request is there. */
  readonly requestTimeout: number;
  /** How often sockets are checked. */
  readonly connectionsCheckingInterval: number;
  /** Of a socket without traffic, such as a client that does not read its response. */
  readonly idleTimeout: number;
}

/** Enough for a phone on a bad line, and no more. */
export const SOCKET_LIMITS: SocketLimits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  idleTimeout: 60_000,
};

/** Bytes of a rejected body that are read to keep the connection. */
const FORGOTTEN_BYTES = 256 * 1024;

/** How often those bytes are counted, in milliseconds. */
const LOOK_MS = 50;

/** Time for a rejected client to read the response before its socket closes, in milliseconds. */
const LINGER_MS = 500;

/** A server that slow clients can't block. It does not read a rejected body to its end. */
export function createListener(
  handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  limits = SOCKET_LIMITS,
): Server {
  const server = createServer({ ...limits }, (request, response) => {
    // Read now: a finished response may have released its socket.
    const { socket } = request;
    if (!isHost(request.headers.host ?? 'localhost')) {
      refuse('INVALID_HOST', socket);
      return;
    }
    response.once('finish', () => {
      if (!request.complete) forget(request, socket);
    });
    handle(request, response);
  });
  server.setTimeout(limits.idleTimeout);
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || code === 'ECONNRESET') socket.destroy();
    else refuse(code, socket);
  });
  trackAnswers(server);
  return server;
}

/** Discards the rest of a short body, so that its connection can be reused; closes the connection of a long one. */
function forget(request: IncomingMessage, socket: Socket): void {
  if (Number(request.headers['content-length'] ?? 0) > FORGOTTEN_BYTES) {
    hangUp(socket);
    return;
  }
  // The request does not report discarded bytes, but its socket counts them.
  const before = socket.bytesRead;
  const look = setInterval(() => {
    const over = socket.bytesRead - before > FORGOTTEN_BYTES;
    if (over) hangUp(socket);
    if (over || request.complete || socket.destroyed) clearInterval(look);
  }, LOOK_MS);
}

/** Sends what is queued, reads no more, and closes. */
function hangUp(socket: Socket): void {
  socket.pause();
  socket.end();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

/** Responses to invalid requests. */
const REFUSALS: Readonly<Record<string, readonly [status: string, code: ErrorCode, text: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'PAYLOAD_TOO_LARGE',
    'The headers of the request are too large.',
  ],
  INVALID_HOST: ['400 Bad Request', 'BAD_REQUEST', 'The Host header is not valid.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'BAD_REQUEST', 'The request took too long to arrive.'],
};
const NO_REQUEST = ['400 Bad Request', 'BAD_REQUEST', 'This is no HTTP request.'] as const;

/** Whether a `Host` header can be part of a URL: the layers above build one of it. */
const isHost = (host: string): boolean => /^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`);

function refuse(reason: string, socket: Socket): void {
  const [status, code, text] = REFUSALS[reason] ?? NO_REQUEST;
  const { message, extensions } = toGraphQLError(new GraphError(code, text));
  const body = JSON.stringify({ errors: [{ message, extensions }] });
  const head = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Cache-Control: no-store',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  hangUp(socket);
}

/** A ticket API on a real socket: it responds as a test says, and records what it receives. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { CallLog } from '../../src/upstream/call-log.ts';
import { createUpstream, type UpstreamSettings } from '../../src/upstream/client.ts';
import { Credential } from '../../src/upstream/credential.ts';
import type { HttpMethod } from '../../src/upstream/endpoint/declare.ts';
import {
  limitTime,
  logCall,
  rateLimit,
  runBeforeSend,
  TRY_TIMEOUTS,
} from '../../src/upstream/interceptors/attempt.ts';
import { type RateLimiter, unlimited } from '../../src/upstream/rate-limit/limiter.ts';
import type { CallContext, Upstream, UpstreamClient } from '../../src/upstream/types.ts';
import { api } from '../helpers/endpoints.ts';

/** Texts that must never be seen in an error, a log or a callLog. */
export const SECRETS = ['secret-token-of-alice', '+33612345678', 'paul@example.com', 'CASE-SECRET-77'];

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Stage {
  readonly url: string;
  readonly received: Received[];
  readonly upstream: Upstream;
  readonly callLog: CallLog;
  readonly client: UpstreamClient;
  /** A client with another context, such as a signal or a deadline. */
  as(scope: Partial<CallContext>): UpstreamClient;
}

/** Settings of a stage; `interceptors` wrap those of a single try. */
export interface StageSettings extends Partial<UpstreamSettings> {
  readonly rateLimiter?: RateLimiter;
  readonly timeouts?: Partial<Record<HttpMethod, number>>;
}

/** A chain without memo, cache and retries. */
export function attempts({ interceptors = [], rateLimiter = unlimited, timeouts = {} }: StageSettings = {}) {
  const tries = [rateLimit(rateLimiter), runBeforeSend, limitTime({ ...TRY_TIMEOUTS, ...timeouts }), logCall];
  return [...interceptors, ...tries];
}

export type Act = (request: IncomingMessage, response: ServerResponse) => void;

/** Responds with a status and JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Act {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** A ticket API over HTTP. Ends with the test. */
export async function httpStage(act: Act, settings: StageSettings = {}): Promise<Stage> {
  const received: Received[] = [];
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://fake');
      const body = Buffer.concat(chunks).toString();
      received.push({
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body,
      });
      act(request, response);
    });
  });
  const port = await listen(server);
  onTestFinished(() => server.closeAllConnections());
  return stage(`http://127.0.0.1:${port}/api/v3`, received, settings);
}

/** A server that uses its socket as the test says, for responses that no HTTP server gives. */
export async function tcpStage(
  act: (socket: Socket) => void,
  settings: StageSettings = {},
): Promise<Stage & { readonly sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => act(socket));
  });
  const port = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  return { ...stage(`http://127.0.0.1:${port}/api/v3`, [], settings), sockets };
}

/** A client for any address. */
export function stage(url: string, received: Received[] = [], settings: StageSettings = {}): Stage {
  const upstream = createUpstream({
    api,
    url,
    version: '9.9',
    ...settings,
    interceptors: attempts(settings),
  });
  onTestFinished(() => upstream.close());
  const callLog = new CallLog();
  const as = (scope: Partial<CallContext>): UpstreamClient =>
    upstream.withContext({
      credential: new Credential('secret-token-of-alice'),
      signal: new AbortController().signal,
      deadline: Date.now() + 10_000,
      requestId: 'req-1',
      callLog,
      ...scope,
    });
  return { url, received, upstream, callLog, client: as({}), as };
}

/** A port without a server. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The error of a call. A call that succeeds fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    () => ({ failed: false, error: undefined }),
    (error: unknown) => ({ failed: true, error }),
  );
  if (!outcome.failed) throw new Error('the call was expected to fail, and succeeded');
  return outcome.error;
}

function listen(server: ReturnType<typeof createTcpServer>): Promise<number> {
  onTestFinished(() => {
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

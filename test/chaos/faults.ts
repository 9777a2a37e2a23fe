/** Everything that can go wrong between gateway and ticket API, by name, with what a client is told then. */
import { gzipSync } from 'node:zlib';
import { type Fault, pass } from './proxy.ts';

/** A fault and its row of the error contract. A write that may have happened is always `MUTATION_OUTCOME_UNKNOWN`. */
export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
  /** Code of a read; null: it succeeds all the same. */
  readonly read: string | null;
  /** Code of a write whose answer has a body; null: it succeeds all the same. */
  readonly write: string | null;
  /** Code of a write whose answer has none (update, delete), where that differs. */
  readonly change?: string | null;
  /** What is seen instead where luck or the machine have it so, and is as good. */
  readonly or?: 'ok' | 'UPSTREAM_TIMEOUT';
  /** Takes as long as the client is willing to wait. */
  readonly slow?: true;
}

const UNKNOWN = 'MUTATION_OUTCOME_UNKNOWN';
const BAD = 'UPSTREAM_BAD_RESPONSE';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers by itself; nothing reaches the API. */
export const answer =
  (
    status: number,
    headers: Record<string, string> = {},
    body = '{"code":-1,"message":"secret-of-upstream"}',
  ): Fault =>
  ({ socket }) => {
    socket.write(message(status, { 'content-type': 'application/json', ...headers }, Buffer.from(body)));
  };

/** Lets the API do its work, then answers something else in its place. */
const instead =
  (headers: Record<string, string>, body: string | Buffer): Fault =>
  async ({ socket, forward }) => {
    await forward();
    socket.write(message(200, headers, Buffer.from(body)));
  };

function message(status: number, headers: Record<string, string>, body: Buffer): Buffer {
  const lines = Object.entries({ ...headers, 'content-length': String(body.length) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Played\r\n${head}\r\n`), body]);
}

const JSON_TYPE = { 'content-type': 'application/json' };
const CHUNKED = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;

/** Resets the connection before anything is answered. */
export const reset: Fault = ({ socket }) => void socket.resetAndDestroy();

const resetInBody: Fault = async ({ socket, forward }) => {
  await forward();
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"data":[');
  await later(20);
  socket.resetAndDestroy();
};

const drip: Fault = async ({ socket, forward }) => {
  await forward();
  socket.write(`${CHUNKED}9\r\n{"data":[\r\n`);
  const timer = setInterval(() => socket.write('1\r\n \r\n'), 100);
  socket.on('close', () => clearInterval(timer));
};

/** Takes the request and never says anything. */
export const hang: Fault = () => {};

const huge: Fault = async ({ socket, forward }) => {
  await forward();
  const size = 100 * 1024 * 1024;
  socket.write(`${CHUNKED}${size.toString(16)}\r\n`);
  const chunk = Buffer.alloc(64 * 1024, ' ');
  for (let sent = 0; sent < size && !socket.destroyed; sent += chunk.length) {
    if (!socket.write(chunk))
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
};

/** The first request of a socket is served, the next one meets a socket that has gone. */
const stale: Fault = async (exchange) => {
  if (exchange.before === 0) await pass(exchange);
  else exchange.socket.resetAndDestroy();
};

const wait =
  (least: number, most: number): Fault =>
  async (exchange) => {
    await later(least + Math.random() * (most - least));
    await pass(exchange);
  };

/** Every fault. */
export const FAULTS: readonly NamedFault[] = [
  { name: 'none', fault: pass, read: null, write: null },
  { name: 'latency 300 ms', fault: wait(300, 300), read: null, write: null },
  { name: 'jitter 0 to 400 ms', fault: wait(0, 400), read: null, write: null },
  { name: '400', fault: answer(400), read: 'BAD_USER_INPUT', write: 'BAD_USER_INPUT' },
  { name: '401', fault: answer(401), read: 'UNAUTHENTICATED', write: 'UNAUTHENTICATED' },
  { name: '403', fault: answer(403), read: 'FORBIDDEN', write: 'FORBIDDEN' },
  { name: '409', fault: answer(409), read: 'CONFLICT', write: 'CONFLICT' },
  {
    name: '429, 30 s',
    fault: answer(429, { 'retry-after': '30' }),
    read: 'RATE_LIMITED',
    write: 'RATE_LIMITED',
  },
  { name: '429, unsaid', fault: answer(429), read: 'RATE_LIMITED', write: 'RATE_LIMITED' },
  { name: '500', fault: answer(500), read: 'UPSTREAM_ERROR', write: UNKNOWN },
  { name: '502', fault: answer(502), read: 'UPSTREAM_UNAVAILABLE', write: UNKNOWN },
  { name: '503', fault: answer(503), read: 'UPSTREAM_UNAVAILABLE', write: UNKNOWN },
  { name: '504', fault: answer(504), read: 'UPSTREAM_TIMEOUT', write: UNKNOWN },
  { name: '302', fault: answer(302, { location: 'http://127.0.0.1:9/' }), read: BAD, write: UNKNOWN },
  { name: 'reset before', fault: reset, read: 'UPSTREAM_UNAVAILABLE', write: UNKNOWN },
  { name: 'reset in body', fault: resetInBody, read: BAD, write: UNKNOWN, change: null },
  {
    name: 'cut JSON',
    fault: instead(JSON_TYPE, '{"data":[{"id":1,"sta'),
    read: BAD,
    write: UNKNOWN,
    change: null,
  },
  {
    name: 'not JSON',
    fault: instead(JSON_TYPE, 'secret-of-upstream'),
    read: BAD,
    write: UNKNOWN,
    change: null,
  },
  {
    name: 'another shape',
    fault: instead(JSON_TYPE, '"secret-of-upstream"'),
    read: BAD,
    write: UNKNOWN,
    change: null,
  },
  {
    name: 'HTML',
    fault: instead({ 'content-type': 'text/html' }, '<h1>secret-of-upstream'),
    read: BAD,
    write: UNKNOWN,
  },
  {
    name: 'wrong type',
    fault: instead({ 'content-type': 'text/plain' }, '[]'),
    read: BAD,
    write: UNKNOWN,
    change: null,
  },
  { name: 'empty', fault: instead(JSON_TYPE, ''), read: BAD, write: UNKNOWN, change: null },
  {
    name: 'gzip bomb',
    fault: instead(
      { ...JSON_TYPE, 'content-encoding': 'gzip' },
      gzipSync(Buffer.alloc(100 * 1024 * 1024, ' ')),
    ),
    read: BAD,
    write: UNKNOWN,
    change: null,
  },
  { name: '100 MB', fault: huge, read: BAD, write: UNKNOWN, change: null, or: 'UPSTREAM_TIMEOUT' },
  { name: 'slow drip', fault: drip, read: 'UPSTREAM_TIMEOUT', write: UNKNOWN, change: null, slow: true },
  { name: 'hang', fault: hang, read: 'UPSTREAM_TIMEOUT', write: UNKNOWN, slow: true },
  { name: 'stale sockets', fault: stale, read: null, write: UNKNOWN, or: 'ok' },
];

/**
 * The mock of the ticket API: HTTP/1.1 over raw sockets with keep-alive and pipelining, and whole answers kept by path, so that
 * it costs as little as possible on the core that it shares with the load generator.
 *
 * `GET /__stats` answers `{ calls, peakInFlight }`, `/__reset` clears them, `/__latency/25` delays every later answer by 25 ms.
 * The list of token `bench-N` begins at row N, so every caller has rows of their own.
 */
import { createServer } from 'node:net';
import { envelope, paths, ROUTE, TICKETS } from './contract.ts';
import { event, eventCount, media, mediaCount, ticket, user } from './data.ts';

const newestFirst = Array.from({ length: TICKETS }, (_, at) => JSON.stringify(ticket(TICKETS - at)));
const answers = new Map<string, Buffer>();
const stats = { calls: 0, inFlight: 0, peakInFlight: 0 };
let latency = Number(process.env['LATENCY'] ?? 0);

/** A whole HTTP response. */
const frame = (status: string, body: string): Buffer =>
  Buffer.from(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nDate: Sun, 01 Nov 2026 10:00:00 GMT\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: keep-alive\r\n\r\n${body}`,
  );

const ok = (body: string): Buffer => frame('200 OK', body);
const notFound = (): Buffer => frame('404 Not Found', '{"error":"not found"}');

/** Answers the path of one request; `first` is the row at which the caller's list begins. */
function compute(target: string, first: number): Buffer {
  const { pathname, searchParams } = new URL(target, 'http://mock');
  if (pathname === paths.me) return ok(JSON.stringify(user(first)));
  const [matched, id, child] = ROUTE.exec(pathname) ?? [];
  if (matched === undefined) return notFound();
  const page = (rows: readonly string[]): Buffer => {
    const ordered = searchParams.get('order') === 'asc' ? rows.toReversed() : rows;
    const offset = Number(searchParams.get('offset') ?? 0);
    const limit = Math.min(Number(searchParams.get('limit') ?? 10), 1000);
    return ok(envelope(ordered.slice(offset, offset + limit), rows.length, offset));
  };
  if (id === undefined) return page(newestFirst.slice(first));
  const number = Number(id);
  const row = newestFirst[TICKETS - number];
  if (row === undefined) return notFound();
  if (child === undefined) return ok(row);
  if (child === 'medias') return page(rowsOf(mediaCount(number), (k) => media(number, k)));
  const events = rowsOf(eventCount(number), (k) => event(number, k));
  return ok(envelope(events, events.length, 0));
}

const rowsOf = (count: number, make: (k: number) => object): string[] =>
  Array.from({ length: count }, (_, k) => JSON.stringify(make(k)));

function control(path: string): Buffer {
  if (path === '/__reset') Object.assign(stats, { calls: 0, peakInFlight: 0 });
  if (path.startsWith('/__latency/')) latency = Number(path.slice('/__latency/'.length));
  return ok(JSON.stringify(stats));
}

function respond(path: string, head: string): Buffer {
  const first = Number(/Bearer bench-(\d+)/.exec(head)?.[1] ?? 0);
  const key = `${path.includes('/tickets?') || path === paths.me ? first : ''} ${path}`;
  const known = answers.get(key) ?? compute(path, first);
  answers.set(key, known);
  return known;
}

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  let rest = '';
  socket.on('data', (chunk) => {
    const heads = (rest + chunk.toString('latin1')).split('\r\n\r\n');
    rest = heads.pop() ?? '';
    const out: Buffer[] = [];
    let calls = 0;
    for (const head of heads) {
      const path = head.slice(head.indexOf(' ') + 1, head.indexOf(' HTTP/'));
      if (path.startsWith('/__')) {
        out.push(control(path));
      } else {
        calls += 1;
        out.push(respond(path, head));
      }
    }
    stats.calls += calls;
    stats.inFlight += calls;
    stats.peakInFlight = Math.max(stats.peakInFlight, stats.inFlight);
    const send = () => {
      stats.inFlight -= calls;
      if (out.length > 0) socket.write(out.length === 1 ? (out[0] ?? '') : Buffer.concat(out));
    };
    if (latency > 0 && calls > 0) setTimeout(send, latency);
    else send();
  });
});
server.listen(Number(process.env['PORT'] ?? 4100), '127.0.0.1', () => process.stdout.write('ready\n'));

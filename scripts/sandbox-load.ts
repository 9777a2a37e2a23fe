import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { createSandbox } from '../src/sandbox/sandbox.ts';

/**
 * Measures the sandbox's list on 100,000 tickets and 1,000,000 events: 20 callers at once, beside a server that does nothing
 * but the same queries on the same file, and with writers going on. Both in processes of their own, one after the other.
 * The processor time of a call is told too: unlike the waiting, it hardly depends on what else the machine does.
 */
const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '100000' },
    events: { type: 'string', default: '1000000' },
    calls: { type: 'string', default: '1000' },
    callers: { type: 'string', default: '20' },
    db: { type: 'string' },
    serve: { type: 'string' },
  },
});
const [tickets, events] = [Number(values.tickets), Number(values.events)];
const [calls, callers] = [Number(values.calls), Number(values.callers)];

/** How sandboxes are opened here. */
const OPTIONS = { seed: 1, rateLimit: 0, admin: false, jwtSecret: 'x'.repeat(32) };

if (values.serve !== undefined) await serve(values.serve, values.db ?? '');
else await measure();

/** What is asked in turn: the first page, a later one, other orders, a window of time, a reference nobody has. */
function asked(n: number): string {
  const pages = [
    'limit=20',
    'limit=100',
    'limit=20&offset=200',
    'limit=20&orderby=created',
    'limit=20&orderby=modified&order=asc',
    'limit=20&since=2026-01-01T00:00:00Z',
    'limit=20&reference=CASE-1',
  ];
  return `/tickets?${pages[n % pages.length]}`;
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-load-'));
  const db = values.db ?? join(folder, 'load.db');
  try {
    if (!existsSync(db)) await fill(db);
    say(
      `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}; ${calls} calls by ${callers} callers`,
    );
    const bare = await load('bare', db, 0);
    const list = await load('sandbox', db, 0);
    const [time, work] = [list.p99 / bare.p99, list.cpu / bare.cpu];
    say(`ratio: ${time.toFixed(2)} of the p99 (at most 3), ${work.toFixed(2)} of the processor time`);
    const busy = await load('sandbox', db, 2);
    say(
      `with two writers: list p99 ${busy.p99.toFixed(1)} ms; ${busy.writes} writes, none refused, slowest ${busy.slowest.toFixed(0)} ms`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The seed's lives have about eight events each; the rest is strewn over all tickets. */
async function fill(db: string): Promise<void> {
  const began = performance.now();
  const sandbox = await createSandbox({ ...OPTIONS, db, tickets });
  await sandbox.close();
  const file = new DatabaseSync(db);
  const has = Number(file.prepare('select count(*) as n from events').get()?.['n']);
  const times = JSON.stringify(Array.from({ length: 40 }, (_, n) => n));
  file
    .prepare(
      `insert into events (ticket, name, source, at, data_json)
         select tickets.id, 'media.OCRDone', 'system', modified, '{}' from json_each('${times}'), tickets limit ?`,
    )
    .run(Math.max(0, events - has));
  const all = file
    .prepare('select (select count(*) from tickets) as t, (select count(*) from events) as e')
    .get();
  file.close();
  say(
    `filled with ${all?.['t']} tickets and ${all?.['e']} events in ${Math.round((performance.now() - began) / 1000)} s`,
  );
}

/** Times in milliseconds; `cpu` is what the server spends on one call, by all its threads. */
interface Measured {
  p99: number;
  cpu: number;
  writes: number;
  slowest: number;
}

async function load(kind: 'bare' | 'sandbox', db: string, writers: number): Promise<Measured> {
  const child = fork(import.meta.filename, ['--serve', kind, '--db', db]);
  // @NOTE the child below sends nothing but this.
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: callers + writers });
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, who = 'alice') => {
    const began = performance.now();
    const headers = { authorization: `Bearer sandbox-${who}` };
    const { statusCode, body } = await pool.request({ method, path: `/api/v3${path}`, headers });
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`${method} ${path} was answered ${statusCode}`);
    return { ms: performance.now() - began, id: Number(/"id":(\d+)/.exec(text)?.[1]) };
  };
  const spent = async () => {
    child.send('cpu');
    // @NOTE as above.
    const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
    return (user + system) / 1000;
  };
  for (let n = 0; n < 200; n += 1) await call('GET', asked(n));
  const spentBefore = await spent();
  let next = 0;
  let isOver = false;
  const reads: number[] = [];
  const writes: number[] = [];
  const reader = async () => {
    while (next < calls) {
      next += 1;
      reads.push((await call('GET', asked(next))).ms);
    }
  };
  const writer = async (_: unknown, nth: number) => {
    for (let n = 0; !isOver; n += 1) {
      const made = await call('POST', `/tickets?email=load${nth}-${n}@example.com&agent=alice`, 'dana');
      const changed = await call('PUT', `/tickets/${made.id}?subject=${nth}-${n}`, 'dana');
      writes.push(made.ms, changed.ms);
    }
  };
  const writing = Array.from({ length: writers }, writer);
  const began = performance.now();
  await Promise.all(Array.from({ length: callers }, reader));
  const rate = calls / ((performance.now() - began) / 1000);
  const cpu = ((await spent()) - spentBefore) / calls;
  isOver = true;
  await Promise.all(writing);
  await pool.close();
  child.disconnect();
  await once(child, 'exit');
  const sorted = reads.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  if (writers === 0)
    say(
      `${kind}: p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms, ${rate.toFixed(0)} calls a second, ${cpu.toFixed(2)} ms of processor time each`,
    );
  return { p99: at(0.99), cpu, writes: writes.length, slowest: Math.max(0, ...writes) };
}

/** A server until the parent lets go: the sandbox, or one that does the queries of its list and nothing else. Asked, it tells its processor time. */
async function serve(kind: string, db: string): Promise<void> {
  const server = kind === 'bare' ? await bareServer(db) : await sandboxServer(db);
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.send?.({ port: server.port });
  process.once('disconnect', () => void server.close());
}

async function sandboxServer(db: string) {
  const sandbox = await createSandbox({ ...OPTIONS, db, tickets: 0 });
  const { port } = await sandbox.listen(0);
  return { port, close: () => sandbox.close() };
}

/** It spares itself what the sandbox does too: statements are prepared once, and a total is counted once, as nobody writes here. */
async function bareServer(db: string) {
  const file = new DatabaseSync(db);
  file.exec('pragma cache_size = -32768');
  const statements = new Map<string, StatementSync>();
  const totals = new Map<string, number>();
  const statement = (sql: string) => {
    const kept = statements.get(sql) ?? file.prepare(sql);
    statements.set(sql, kept);
    return kept;
  };
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://bare.test').searchParams;
    const [key, order] = [query.get('orderby') ?? 'start_time', query.get('order') ?? 'desc'];
    const since = query.has('since') ? `and +created >= ${Date.parse(query.get('since') ?? '') / 1000}` : '';
    const reference = query.has('reference') ? `and reference = '${query.get('reference')}'` : '';
    const from = `from tickets where service = 401 and owner = 1201 ${since} ${reference}`;
    const limits = `limit ${query.get('limit')} offset ${query.get('offset') ?? 0}`;
    const counting = `select count(*) as n ${from.replace('+created', 'created')}`;
    const total = totals.get(counting) ?? Number(statement(counting).get()?.['n']);
    totals.set(counting, total);
    const sorted = total > 500 ? key : `+${key}`;
    const rows = statement(`select * ${from} order by ${sorted} ${order}, id ${limits}`).all();
    const of = rows.map(() => '?').join(',');
    const ids = rows.map(({ id }) => Number(id));
    const people = statement(`select * from participants where ticket in (${of}) order by id`).all(...ids);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: rows, total, people }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // @NOTE a server that listens on a host and a port has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close() {
      server.closeAllConnections();
      server.close();
      file.close();
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

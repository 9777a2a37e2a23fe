import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { fill } from './load/fill.ts';
import { judge } from './load/judge.ts';
import { serve } from './load/serve.ts';

/**
 * Measures the sandbox's list on 100,000 tickets and 1,000,000 events: 20 callers at once, beside a server that does nothing
 * but the same queries on the same file, and with writers going on. Both in processes of their own, one after the other.
 * The processor time of a call is told too: unlike the waiting, it hardly depends on what else the machine does.
 * Fails where a limit is missed that the machine lets be judged.
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
    const [load = 0] = loadavg();
    const filled = existsSync(db) ? null : await fill(db, tickets, events);
    if (filled !== null) {
      const seconds = Math.round(filled.seconds);
      say(`filled with ${filled.tickets} tickets and ${filled.events} events in ${seconds} s`);
    }
    say(
      `${cpus().length} cores, load ${load.toFixed(1)}, Node ${process.versions.node}; ${calls} calls by ${callers} callers`,
    );
    const bare = await drive('bare', db, 0);
    const list = await drive('sandbox', db, 0);
    const [time, work] = [list.p99 / bare.p99, list.cpu / bare.cpu];
    say(`ratio: ${time.toFixed(2)} of the p99 (at most 3), ${work.toFixed(2)} of the processor time`);
    const busy = await drive('sandbox', db, 2);
    say(
      `with two writers: list p99 ${busy.p99.toFixed(1)} ms; ${busy.writes} writes, none refused, slowest ${busy.slowest.toFixed(0)} ms`,
    );
    const { lines, missed } = judge({ filled, load, bareP99: bare.p99, listP99: list.p99 });
    for (const line of lines) say(line);
    for (const miss of missed) say(`over its limit: ${miss}`);
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Times in milliseconds; `cpu` is what the server spends on one call, by all its threads. */
interface Measured {
  p99: number;
  cpu: number;
  writes: number;
  slowest: number;
}

async function drive(kind: 'bare' | 'sandbox', db: string, writers: number): Promise<Measured> {
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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

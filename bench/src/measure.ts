/** Starts targets beside the mock, holds their answers to be equal, and measures each workload in alternating rounds. */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds, type Running, residentMb, start } from './processes.ts';
import { BENCH, type Target } from './targets.ts';
import { lineOf, normalize, type Workload } from './workloads.ts';

/** The target runs on one core, the mock and the load generator on the other. */
const TARGET_CORE = '0';
const LOAD_CORE = '1';

const UPSTREAM_PORT = 4100;
const UPSTREAM = `http://127.0.0.1:${UPSTREAM_PORT}`;

/** A target that answers. */
interface Started extends Target {
  readonly url: string;
  readonly process: Running;
}

/** How to measure. */
export interface Options {
  readonly rounds: number;
  /** Seconds of one round, and of the load before the first. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Milliseconds by which the mock delays every answer. */
  readonly latencyMs: number;
}

/** One round of one target. */
export interface Round {
  readonly workload: string;
  readonly target: string;
  readonly round: number;
  readonly cpuMicros: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly upstreamCalls: number;
  readonly residentMb: number;
  readonly errors: number;
}

/** Measures every target with every workload. Targets whose answers differ from the first one's are refused. */
export async function measure(
  targets: readonly Target[],
  workloads: readonly (readonly [string, Workload])[],
  options: Options,
): Promise<Round[]> {
  await startUpstream(options.latencyMs);
  const started: Started[] = [];
  for (const [at, target] of targets.entries()) started.push(await startTarget(target, 4110 + at));
  for (const [, workload] of workloads) await assertEqualAnswers(started, workload);
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  const rounds: Round[] = [];
  for (const [name, workload] of workloads) {
    const files = writeRequests(directory, name, workload);
    for (const target of started) await load(target, workload, files, options.warmUpSeconds, 0);
    for (let round = 0; round < options.rounds; round += 1) {
      for (const target of started) {
        const before = cpuSeconds(target.process.pid);
        await fetch(`${UPSTREAM}/__reset`);
        const result = await load(target, workload, files, options.seconds, (round + 1) * 20_011);
        const cpu = cpuSeconds(target.process.pid) - before;
        // @NOTE the mock's own answer.
        const { calls } = (await (await fetch(`${UPSTREAM}/__stats`)).json()) as { calls: number };
        rounds.push(roundOf(name, target, round, result, cpu, calls));
      }
    }
  }
  return rounds;
}

/** Starts the mock. */
export async function startUpstream(latencyMs = 0): Promise<Running> {
  const upstream = start([process.execPath, 'src/upstream.ts'], LOAD_CORE, {
    cwd: BENCH,
    env: { PORT: String(UPSTREAM_PORT), LATENCY: String(latencyMs) },
  });
  await until(() => Promise.resolve(upstream.output().includes('ready')), upstream);
  return upstream;
}

/** Starts a target and waits until it answers. @throws with what it printed if it does not */
export async function startTarget(target: Target, port: number): Promise<Started> {
  const process = start(target.command, TARGET_CORE, {
    cwd: target.cwd,
    env: { PORT: String(port), UPSTREAM, UPSTREAM_URL: `${UPSTREAM}/api/v3`, ...target.env },
  });
  const started = { ...target, process, url: `http://127.0.0.1:${port}/graphql` };
  await until(async () => {
    await post(started, 'bench-0\t{"query":"{__typename}"}');
    return true;
  }, process);
  return started;
}

async function until(ready: () => Promise<boolean>, process: Running): Promise<void> {
  for (let tries = 0; tries < 600 && !process.hasExited(); tries += 1) {
    if (await ready().catch(() => false)) return;
    await sleep(50);
  }
  throw new Error(`A process did not start:\n${process.output()}`);
}

/** Sends one line of a workload. */
export async function post(target: { readonly url: string }, line: string) {
  const [token, body = ''] = line.split('\t');
  const response = await fetch(target.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    },
    body,
  });
  // @NOTE every target answers GraphQL over HTTP.
  return (await response.json()) as { data?: null; errors?: { extensions?: { code?: string } }[] };
}

async function assertEqualAnswers(targets: readonly Started[], workload: Workload): Promise<void> {
  const answers = await Promise.all(
    targets.map((target) => post(target, lineOf(workload, target.dialect, 3))),
  );
  const texts = answers.map(({ data = null, errors }) => JSON.stringify(errors ?? normalize(data)));
  for (const [at, text] of texts.entries()) {
    if (text !== texts[0] || answers[at]?.errors !== undefined) {
      throw new Error(
        `${targets[at]?.name} answers otherwise:\n${text.slice(0, 600)}\n${texts[0]?.slice(0, 600)}`,
      );
    }
  }
}

function writeRequests(directory: string, name: string, workload: Workload) {
  const write = (dialect: 'gateway' | 'peer'): string => {
    const file = join(directory, `${name}-${dialect}`);
    const lines = Array.from({ length: workload.requests }, (_, i) => lineOf(workload, dialect, i));
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  };
  return { gateway: write('gateway'), peer: write('peer') };
}

/** What `load.lua` prints in the end; times are microseconds. */
interface LoadResult {
  readonly requests: number;
  readonly us: number;
  readonly p50: number;
  readonly p99: number;
  readonly errStatus: number;
  readonly errConnect: number;
  readonly errTimeout: number;
  readonly errRead: number;
}

function load(
  target: Started,
  workload: Workload,
  files: Readonly<Record<'gateway' | 'peer', string>>,
  seconds: number,
  first: number,
): Promise<LoadResult> {
  const script = `${BENCH}src/load.lua`;
  const options = ['-t1', `-c${workload.connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script];
  const child = spawn('taskset', ['-c', LOAD_CORE, 'wrk', ...options, target.url], {
    env: { ...process.env, BODIES: files[target.dialect], START: String(first) },
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new Error('wrk is needed: install the Debian package `wrk`.')));
    child.once('close', () => {
      const json = /@@(\{.*\})/.exec(output)?.[1];
      if (json === undefined) reject(new Error(`${target.name}: ${output}`));
      else resolve(JSON.parse(json));
    });
  });
}

function roundOf(
  workload: string,
  { name, process }: Started,
  round: number,
  result: LoadResult,
  cpu: number,
  calls: number,
): Round {
  const { requests, us, p50, p99 } = result;
  return {
    workload,
    target: name,
    round,
    cpuMicros: (cpu * 1e6) / requests,
    requestsPerSecond: requests / (us / 1e6),
    p50Ms: p50 / 1000,
    p99Ms: p99 / 1000,
    upstreamCalls: calls / requests,
    residentMb: residentMb(process.pid),
    errors: result.errStatus + result.errConnect + result.errTimeout + result.errRead,
  };
}

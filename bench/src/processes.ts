/** Starts processes on a core of their own and reads what they cost from `/proc` (Linux). */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in `/proc/PID/stat`; Linux fixes them for user space. */
const TICKS = 100;

const started = new Set<ChildProcess>();

/** A process that runs until `stop`. */
export interface Running {
  readonly pid: number;
  /** The first part of what it printed. */
  output(): string;
  hasExited(): boolean;
}

/** Starts a command on the given cores; `env` is added to this process's environment. */
export function start(
  command: readonly string[],
  cores: string,
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Running {
  const child = spawn('taskset', ['-c', cores, ...command], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', ...env },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    if (output.length < 4000) output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  started.add(child);
  return { pid: child.pid ?? 0, output: () => output, hasExited: () => child.exitCode !== null };
}

/** Ends every started process with its children. */
export function stopAll(): void {
  for (const { pid } of started) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended before.
    }
  }
  started.clear();
}
process.on('exit', stopAll);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** CPU seconds of a process and its children, user and system. */
export const cpuSeconds = (pid: number): number =>
  sumOver(pid, (one) => {
    const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  });

/** Resident memory of a process and its children, in MB. */
export const residentMb = (pid: number): number =>
  sumOver(
    pid,
    (one) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1]) / 1024,
  );

function sumOver(pid: number, read: (pid: number) => number): number {
  return tree(pid).reduce((sum, one) => {
    try {
      return sum + read(one);
    } catch {
      return sum;
    }
  }, 0);
}

function tree(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return [pid, ...children.flatMap(tree)];
  } catch {
    return [];
  }
}

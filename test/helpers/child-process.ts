import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where the project lies. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What a program prints and how it ends. */
export interface Program {
  readonly pid: number;
  readonly printed: { out: string; err: string };
  /** Resolves when a pattern is printed, with its match; rejects if the program ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  signal(signal: NodeJS.Signals): void;
  /** How it ended; all it printed has arrived then. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const started = new Set<ChildProcess>();

/** Starts a program with nothing of this process's environment but what finds programs. */
export function run(
  command: readonly string[],
  { env = {}, cwd = ROOT }: { env?: Record<string, string>; cwd?: string } = {},
): Program {
  const [file = '', ...args] = command;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(file, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  started.add(child);
  const printed = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    printed.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    printed.err += chunk;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => {
      started.delete(child);
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid ?? 0,
    printed,
    ended,
    signal: (signal) => void child.kill(signal),
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(printed.out);
          if (match !== null) resolve(match);
        };
        child.stdout.on('data', look);
        look();
        void ended.then(({ code, signal }) => {
          reject(new Error(`It ended (${code ?? signal}) without saying ${pattern}: ${printed.err}`));
        });
      }),
  };
}

/** Ends, without asking, every program that a test left running. */
export async function endPrograms(): Promise<void> {
  await Promise.all(
    [...started].map((child) => {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      return gone;
    }),
  );
}

/** The rows of a banner: label to lines, and the line that it says to try. */
export function readBanner(text: string): { rows: Record<string, string[]>; line: string } {
  const [head = '', line = ''] = text.split('\n  Try\n');
  const rows: Record<string, string[]> = {};
  let label = '';
  for (const [, named, said = ''] of head.matchAll(/^ {2}(\S+| {9}) {2,}(\S.*)$/gm)) {
    label = named?.trim() || label;
    rows[label] = [...(rows[label] ?? []), said];
  }
  return { rows, line: line.split('\n\n')[0] ?? '' };
}

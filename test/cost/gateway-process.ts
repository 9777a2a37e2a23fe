import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Cost } from '../../src/cost/report.ts';

/** What a peer answers. */
export interface PeerAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query of a test
  data: Record<string, any> | null;
  errors?: { extensions: { code: string } }[];
  extensions: { cost: Cost };
}

/** A gateway in a process of its own. */
export interface Peer {
  readonly url: string;
  ask(query: string, token?: string): Promise<PeerAnswer>;
  /** What it warned of so far. */
  warnings(): string[];
  close(): Promise<void>;
}

/** Starts a gateway as `npm start` does, with settings of the environment. */
export async function openPeer(env: Record<string, string>): Promise<Peer> {
  const child = spawn(process.execPath, ['src/main.ts', 'gateway'], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = linesOf(child);
  const url = await lines.first(/GraphQL +(http:\S+)/);
  return {
    url,
    async ask(query, token = 'sandbox-alice') {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      // @NOTE a gateway answers nothing else.
      return (await response.json()) as PeerAnswer;
    },
    warnings: () =>
      lines.all().flatMap((line) => (line.startsWith('{"level":40') ? [JSON.parse(line).msg] : [])),
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** What a child writes, line by line. */
function linesOf(child: ChildProcessByStdio<null, Readable, Readable>) {
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const look of waiting) look();
    });
  }
  return {
    all: () => text.split('\n'),
    first: (pattern: RegExp) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(text)?.[1];
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        child.once('exit', () => reject(new Error(`the gateway ended: ${text}`)));
      }),
  };
}

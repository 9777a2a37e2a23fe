import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const PROGRAM = fileURLToPath(new URL('../../bin/ticket-gateway.mjs', import.meta.url));

/** A process under way. */
export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/** How long a program may take until it says where it is, in milliseconds. */
const START_MS = 60_000;

/** Starts the ticket gateway on its sandbox, as a subgraph, in a process of its own. */
export function startTickets(settings: Readonly<Record<string, string>>): Promise<Running> {
  const env = { ...process.env, LOG_LEVEL: 'warn', FEDERATION: '1', SANDBOX_DB: ':memory:', ...settings };
  return startProgram([PROGRAM], env, /GraphQL\s+(http\S+)/);
}

/**
 * Starts a Node program and waits until it prints its address.
 * @throws Error with what it printed, if it ends or keeps silent
 */
export async function startProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  address: RegExp,
): Promise<Running> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  // However this process ends, none is left behind.
  process.once('exit', () => child.kill('SIGTERM'));
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const printed: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`${args.join(' ')} did not start:\n${printed.join('\n')}`));
    const timer = setTimeout(fail, START_MS);
    child.once('exit', fail);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (coloured) => {
        const line = stripVTControlCharacters(coloured);
        printed.push(line);
        const found = address.exec(line)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        child.off('exit', fail);
        resolve(found);
      });
    }
  }).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { url, close };
}

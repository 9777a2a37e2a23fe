import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Measures how long `npm start` takes until it says that it is ready: once with an empty sandbox, then warm. Fails if that is too long. */
const RUNS = 5;
/** The longest that the middle one of the warm starts may take, in milliseconds. */
const MOST_MS = 3_000;

const folder = mkdtempSync(join(tmpdir(), 'start-time-'));
try {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) times.push(await once(join(folder, 'sandbox.db')));
  const [cold = 0, ...warm] = times;
  const sorted = warm.toSorted((a, b) => a - b);
  const median = sorted[RUNS >> 1] ?? Number.POSITIVE_INFINITY;
  process.stdout.write(
    `first ${cold} ms (seeds the sandbox), warm ${sorted.join(', ')} ms, median ${median} ms (at most ${MOST_MS})\n`,
  );
  if (median > MOST_MS) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** One start and its end. */
function once(database: string): Promise<number> {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, PORT: '0', SANDBOX_PORT: '0', SANDBOX_DB: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let ms: number | undefined;
    child.stdout.on('data', (chunk) => {
      if (ms !== undefined || !String(chunk).includes('is ready')) return;
      ms = Math.round(performance.now() - began);
      child.kill('SIGTERM');
    });
    child.once('close', () => (ms === undefined ? reject(new Error('It never got ready.')) : resolve(ms)));
  });
}

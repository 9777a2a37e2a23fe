import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis of the test's own, that it may stop. */
export interface OwnRedis {
  readonly url: string;
  /** As a machine that fails: at once. */
  kill(): Promise<void>;
  /** At the same address, empty. */
  start(): Promise<void>;
}

/** Starts a Redis on a free port; null where none is installed, aloud, or a failure where every test has to run. */
export async function startOwnRedis(): Promise<OwnRedis | null> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const own: OwnRedis = {
    url,
    async kill() {
      if (child === undefined) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      child = undefined;
    },
    async start() {
      const args = ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'];
      child = spawn('redis-server', args, { stdio: 'ignore' });
      await Promise.race([
        answers(url),
        once(child, 'error').then(() => Promise.reject(new Error('no redis-server'))),
      ]);
    },
  };
  try {
    await own.start();
    return own;
  } catch {
    if (process.env['REQUIRE_ALL'] === '1') throw new Error('No redis-server starts, and REQUIRE_ALL is set');
    process.stderr.write('\n*** No redis-server starts: tests of its outage are SKIPPED ***\n');
    return null;
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
    redis.on('error', () => {});
    const pong = await redis
      .connect()
      .then(() => redis.ping())
      .catch(() => null);
    redis.disconnect();
    if (pong === 'PONG') return;
    await sleep(25);
  }
  throw new Error('it does not answer');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address instanceof Object ? address.port : 0;
}

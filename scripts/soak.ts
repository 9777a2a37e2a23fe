/**
 * `SOAK_S=1800 npm run soak`: a gateway in a process of its own under mixed load and faults for so many seconds (60), after
 * 45 seconds that do not count. Its resident memory is sampled each second; the median of the last third may be at most
 * 5 % above the middle third's.
 */
import { readFileSync } from 'node:fs';
import { createSandbox } from 'ticket-api-sandbox';
import { FAULTS } from '../test/chaos/faults.ts';
import { load, type Tally } from '../test/chaos/load.ts';
import { createProxy } from '../test/chaos/proxy.ts';
import { endPrograms, readBanner, run } from '../test/helpers/child-process.ts';

const seconds = Number(process.env['SOAK_S'] ?? 60);
const print = (line: string) => process.stdout.write(`${line}\n`);
const MB = 1024 * 1024;

const sandbox = await createSandbox({
  db: ':memory:',
  tickets: 60,
  seed: 1,
  rateLimit: 0,
  admin: false,
  jwtSecret: 'a-secret-of-the-soak',
});
const proxy = await createProxy((await sandbox.listen(0)).url);
const faults = FAULTS.filter(({ name }) => name !== '100 MB').map(({ fault }) => fault);
// One call in twenty fails, each time in another way.
proxy.play(() => (Math.random() < 0.05 ? (faults[Math.floor(Math.random() * faults.length)] ?? null) : null));

// A small heap and a small cache, so that both are full within the first third: what grows after that is a leak. The young
// generation has its size from the start: V8 doubles it at any time else, once for good, and that is 8 to 12 MB at once.
const HEAP = ['--max-old-space-size=128', '--min-semi-space-size=8', '--max-semi-space-size=8'];
const gateway = run(['node', ...HEAP, 'src/main.ts', 'gateway'], {
  env: {
    PORT: '0',
    UPSTREAM_URL: proxy.url,
    LOG_LEVEL: 'error',
    STORE: 'memory',
    CACHE_BYTES: '2000000',
    UPSTREAM_RATE_LIMIT: '0',
  },
});
await gateway.says(/\n {2}Try\n(.+\n)+\n/);
const url = readBanner(gateway.printed.out).rows['GraphQL']?.[0] ?? '';

// Caches fill and code is compiled before anything is measured.
await load(url, 45, 8, 0);
const samples: number[] = [];
const sampling = setInterval(() => {
  samples.push(Number(readFileSync(`/proc/${gateway.pid}/statm`, 'utf8').split(' ')[1]) * 4096);
  proxy.seen.length = 0;
  proxy.targets.length = 0;
}, 1_000);

const tally: Tally = { operations: 0, codes: {}, wrong: [] };
await load(url, seconds, 8, 10, tally);
clearInterval(sampling);

const third = Math.floor(samples.length / 3);
const median = (part: number[]): number => part.toSorted((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0;
const thirds = [0, 1, 2].map((at) => median(samples.slice(at * third, (at + 1) * third)));
const growth = (thirds[2] ?? 0) / (thirds[1] ?? 1) - 1;
print(`${seconds} s, ${tally.operations} operations: ${JSON.stringify(tally.codes)}`);
print(
  `resident memory, median of each third: ${thirds.map((bytes) => `${Math.round(bytes / MB)} MB`).join(', ')}`,
);
print(`last third against the middle one: ${(growth * 100).toFixed(1)} %`);
if (tally.wrong.length > 0) print(`wrong: ${[...new Set(tally.wrong)].slice(0, 10).join('; ')}`);
if (gateway.printed.err !== '') print(`the gateway said: ${gateway.printed.err.slice(0, 2_000)}`);
const good = growth <= 0.05 && tally.wrong.length === 0 && gateway.printed.err === '';
await endPrograms();
await proxy.close();
await sandbox.close();
process.exit(good ? 0 : 1);

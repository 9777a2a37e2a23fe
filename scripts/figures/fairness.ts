import { setTimeout as sleep } from 'node:timers/promises';
import { openDesk } from '../../test/cost/workbench.ts';
import { table } from './table.ts';

/** Places for calls under way, and milliseconds for each call. */
const PLACES = 4;
const LATENCY_MS = 20;

/** Operations of the light caller, and of the heavy one: a hundred times as many. */
const LIGHT = 40;
const HEAVY = 100 * LIGHT;

const ONE = 'query ($id: ID!) { ticket(ticketId: $id) { subject } }';

/** How long a light caller waits beside one at a hundred times its share, by the clock on the wall. */
export async function fairnessFigures(told: (text: string) => void): Promise<string> {
  told('fairness');
  const desk = await openDesk({ env: { UPSTREAM_CONCURRENCY: String(PLACES) } });
  for (const token of ['sandbox-alice', 'sandbox-bob'])
    await desk.run('{ viewer { __typename } }', {}, token);
  desk.before = () => sleep(LATENCY_MS);
  const alone = await waits(desk.run, LIGHT);
  const heavy = Array.from({ length: HEAVY }, async (_, n) => {
    const began = performance.now();
    await desk.run(ONE, { id: `heavy${n}` }, 'sandbox-bob');
    return performance.now() - began;
  });
  // Once the crowd stands in line: making so many operations at once takes this process a moment itself.
  await sleep(2_000);
  const beside = await waits(desk.run, LIGHT);
  const crowd = await Promise.all(heavy);
  await desk.close();
  const row = (name: string, all: number[]) => [
    name,
    all.length,
    ...[0.5, 0.99].map((share) => quantile(all, share)),
  ];
  const rows = [row('light, alone', alone), row('light, beside it', beside), row('heavy', crowd)];
  return `${table(['caller', 'operations', 'median ms', 'p99 ms'], rows)}\n`;
}

async function waits(
  run: (document: string, variables: Record<string, unknown>, token: string) => Promise<unknown>,
  count: number,
) {
  const all: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const began = performance.now();
    await run(ONE, { id: `light${Math.random().toString(36).slice(2)}` }, 'sandbox-alice');
    all.push(performance.now() - began);
  }
  return all;
}

function quantile(all: readonly number[], share: number): number {
  const sorted = all.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

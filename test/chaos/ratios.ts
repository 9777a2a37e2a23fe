/** How the gateway bears an API of which a part of the calls fails, in numbers. */
import type { World } from '../helpers/world.ts';
import { answer, reset } from './faults.ts';
import type { ChaosProxy, Fault } from './proxy.ts';
import { openChaos } from './stage.ts';

/** What came of many reads that cost one call each. */
export interface Ratio {
  readonly reads: number;
  /** Part of the reads that were right. */
  readonly right: number;
  /** Calls that reached the API for each read. */
  readonly calls: number;
  /** Codes of the others. */
  readonly codes: readonly string[];
  /** Milliseconds of each read that cost no call, since the breaker was open; sorted. */
  readonly refusals: readonly number[];
}

const TRANSIENT: readonly Fault[] = [reset, answer(502), answer(503), answer(504)];

/** How many reads run at once. */
const AT_ONCE = 10;

/** Makes so many reads while a part of the calls fails by a reset, 502, 503 or 504. */
export async function ratioAt(part: number, reads: number): Promise<Ratio> {
  const { world, proxy } = await openChaos();
  try {
    const ids = await known(world);
    proxy.play(() => (Math.random() < part ? (TRANSIENT[Math.floor(Math.random() * 4)] ?? reset) : null));
    return await read(world, proxy, ids, reads);
  } finally {
    await world.close();
  }
}

/** What an outage looks like while the breaker is open, and how soon after its end all is right again. */
export async function outage(fault: Fault): Promise<{ open: Ratio; recoveredMs: number }> {
  const { world, proxy } = await openChaos();
  try {
    const ids = await known(world);
    proxy.play(() => fault);
    // Each asks for another ticket: who asks for the same one waits together for the one call that looks if all is well.
    const others = Array.from({ length: 400 }, (_, at) => String(900_000 + at));
    await read(world, proxy, others.slice(0, 20), 20);
    // One at a time, or each would wait for the others: they all run in this process.
    const open = await read(world, proxy, others.slice(20), 200, 1);
    const began = performance.now();
    proxy.play(() => null);
    while ((await read(world, proxy, ids, 1)).right < 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { open, recoveredMs: performance.now() - began };
  } finally {
    await world.close();
  }
}

/** Tickets to read; and the caller is known from then on. */
async function known(world: World): Promise<string[]> {
  const { data } = await world.ask<{ tickets: { nodes: { ticketId: string }[] } }, object>(
    '{ tickets(first: 20) { nodes { ticketId } } viewer { user { username } } }',
  );
  return data.tickets.nodes.map(({ ticketId }) => ticketId);
}

async function read(
  world: World,
  proxy: ChaosProxy,
  ids: readonly string[],
  reads: number,
  atOnce = AT_ONCE,
): Promise<Ratio> {
  const before = proxy.seen.length;
  const [codes, refusals]: [string[], number[]] = [[], []];
  let [started, right] = [0, 0];
  const work = async (): Promise<void> => {
    while (started < reads) {
      const id = ids[started % ids.length];
      started += 1;
      const began = performance.now();
      const { data, errors, extensions } = await world.ask<{ ticket: { ticketId: string } | null }, object>(
        `{ ticket(ticketId: "${id}") { ticketId subject } }`,
      );
      if (extensions.cost.actual === 0) refusals.push(performance.now() - began);
      if (data.ticket?.ticketId === id) right += 1;
      else codes.push(errors?.[0]?.extensions.code ?? 'no error');
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const calls = (proxy.seen.length - before) / reads;
  return { reads, right: right / reads, calls, codes, refusals: refusals.sort((a, b) => a - b) };
}

/** The value below which so many percent of sorted times are, in milliseconds. */
export const percentile = (times: readonly number[], percent: number): number =>
  times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0;

/** How the gateway bears an API of which a part of the calls fails, in numbers. */
import { Random } from '../helpers/random.ts';
import type { Answer, TestGateway } from '../helpers/test-gateway.ts';
import { openChaos } from './chaos-gateway.ts';
import { answer, reset } from './faults.ts';
import type { ChaosProxy, Fault } from './proxy.ts';

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

/** Tries of one read. */
const TRIES = 3;

/** What the nth call for a ticket meets where a part of the calls fails: the same each time it is asked. */
function fateOf(part: number, ticketId: string, nth: number): Fault | null {
  const random = new Random(Number(ticketId) * TRIES + nth);
  return random.chance(part) ? random.pick(TRANSIENT) : null;
}

/** What should come of reads of these tickets, if every call that fails is tried again: calls a read, and how many are right. */
export function expectedAt(part: number, ids: readonly string[]): Pick<Ratio, 'right' | 'calls'> {
  const tries = [...Array(TRIES).keys()];
  const failing = ids.map((id) => tries.findIndex((nth) => fateOf(part, id, nth) === null));
  const calls = failing.reduce((sum, first) => sum + (first < 0 ? TRIES : first + 1), 0);
  return { right: failing.filter((first) => first >= 0).length / ids.length, calls: calls / ids.length };
}

/** Makes so many reads, each of another ticket, while a part of the calls fails by a reset, 502, 503 or 504. */
export async function ratioAt(part: number, reads: number): Promise<Ratio & { ids: readonly string[] }> {
  const { world, proxy } = await openChaos();
  try {
    await known(world);
    const ids = (await world.admin.insert({ count: reads })).map(String);
    const made = new Map<string, number>();
    proxy.play(({ path }) => {
      const nth = made.get(path) ?? 0;
      made.set(path, nth + 1);
      return fateOf(part, path.split('/').at(-1) ?? '', nth);
    });
    return { ...(await read(world, proxy, ids, reads)), ids };
  } finally {
    await world.close();
  }
}

/** What so many reads see of an outage while the breaker is open, and how soon after its end all is right again. */
export async function outage(fault: Fault, reads: number): Promise<{ open: Ratio; recoveredMs: number }> {
  const { world, proxy } = await openChaos();
  try {
    const ids = await known(world);
    proxy.play(() => fault);
    // Each asks for another ticket: who asks for the same one waits together for the one call that looks if all is well.
    const others = Array.from({ length: 20 + reads }, (_, at) => String(900_000 + at));
    await read(world, proxy, others.slice(0, 20), 20);
    // One at a time, or each would wait for the others: they all run in this process.
    const open = await read(world, proxy, others.slice(20), reads, 1);
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
async function known(world: TestGateway): Promise<string[]> {
  const { data } = await world.ask<{ tickets: { nodes: { ticketId: string }[] } }, object>(
    '{ tickets(first: 20) { nodes { ticketId } } viewer { user { username } } }',
  );
  return data.tickets.nodes.map(({ ticketId }) => ticketId);
}

async function read(
  world: TestGateway,
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
      const { data, errors, extensions } = await ask(
        world,
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

/** Asks and does nothing else, since the time it takes is measured. */
async function ask(
  world: TestGateway,
  query: string,
): Promise<Pick<Answer<{ ticket: { ticketId: string } | null }>, 'data' | 'errors' | 'extensions'>> {
  const headers = { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' };
  const body = JSON.stringify({ query });
  return (
    await world.fetch(new Request('http://gateway.test/graphql', { method: 'POST', headers, body }))
  ).json();
}

/** The value below which so many percent of sorted times are, in milliseconds. */
export const percentile = (times: readonly number[], percent: number): number =>
  times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))] ?? 0;

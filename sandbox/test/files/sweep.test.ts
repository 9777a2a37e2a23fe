import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openRoom, type Room } from './room.ts';

/** Collections that somebody asked for: V8 marks them as forced, and its own it does not. */
let forced = 0;
const observer = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    // @NOTE entries of the type `gc` have this detail, as Node documents it; its types leave it out.
    const { detail } = entry as PerformanceEntry & { detail: { flags: number } };
    if ((detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) !== 0) forced += 1;
  }
});

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room[Symbol.asyncDispose]());
beforeEach(() => {
  forced = 0;
  observer.observe({ entryTypes: ['gc'] });
});
afterEach(() => observer.disconnect());

/** Downloads files of these sizes in one archive, and answers how often memory was swept for it. */
async function sweeps(...sizes: number[]): Promise<number> {
  const ticket = await room.newTicket();
  room.give(
    ticket,
    sizes.map((size) => ({ title: `${size} bytes`, bytes: Buffer.alloc(size, 'x') })),
  );
  const bytes = (await (await room.call(`/tickets/${ticket}/medias?download=1`)).arrayBuffer()).byteLength;
  expect(bytes).toBeGreaterThanOrEqual(sizes.reduce((sum, size) => sum + size, 0));
  // The observer is told a little later.
  await pause(50);
  return forced;
}

const MB = 1_000_000;

describe('What the buffers of a file leave behind', () => {
  test('is swept up twice in one of 20 MB: after each 8 MiB', async () => {
    expect(await sweeps(20 * MB)).toBe(2);
  });

  test('is swept up by their sum in one of many parts', async () => {
    expect(await sweeps(...Array(9).fill(MB))).toBe(1);
  });

  test('is left to V8 in a small one: a sweep holds up everybody', async () => {
    for (let n = 0; n < 3; n += 1) expect(await sweeps(4 * MB)).toBe(0);
  });
});

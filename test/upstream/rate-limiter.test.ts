import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/types.ts';
import { CallLog } from '../../src/upstream/call-log.ts';
import { type CallerRegistry, createCallerRegistry } from '../../src/upstream/caller-registry.ts';
import { createRateLimiter } from '../../src/upstream/rate-limit/create-limiter.ts';
import type { RateSetting } from '../../src/upstream/rate-limit/limit-estimate.ts';
import type {
  Permit,
  PermitRequest,
  RateLimiter,
  RateObservation,
} from '../../src/upstream/rate-limit/limiter.ts';
import { settled, VirtualClock } from './virtual-clock.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface Stage {
  clock: VirtualClock;
  rateLimiter: RateLimiter;
  callerRegistry: CallerRegistry;
  /** Names of the calls that started, with the second in which they did. */
  started: [name: string, second: number][];
  /** Names of those that were rejected, with their `retryAfter`. */
  refused: Map<string, number | null>;
  /** Requests a permit; the call ends after `lasts` milliseconds. */
  ask(
    name: string,
    differs?: Partial<PermitRequest> & {
      signal?: AbortSignal;
      /** Milliseconds from now. */
      within?: number;
      lasts?: number;
      seen?: RateObservation | null;
    },
  ): Promise<void>;
}

function stage({
  setting = 'auto',
  concurrency = 64,
  clock = new VirtualClock(),
  store = createMemoryStore(clock.now),
}: {
  setting?: RateSetting;
  concurrency?: number;
  clock?: VirtualClock;
  store?: Store;
} = {}): Stage {
  const space = store.space('budget', { maxBytes: 1_000_000 });
  const callerRegistry = createCallerRegistry(store.space('identities', { maxBytes: 1_000_000 }));
  const rateLimiter = createRateLimiter({ space, callerRegistry, setting, concurrency, clock });
  const [begin, started, refused] = [clock.now(), [] as Stage['started'], new Map<string, number | null>()];
  return {
    clock,
    rateLimiter,
    callerRegistry,
    started,
    refused,
    async ask(name, { lasts = 0, seen = null, signal, within = 10 * MINUTE, ...differs } = {}) {
      const call: PermitRequest = {
        credential: 'alice',
        kind: 'read',
        cause: 'field',
        operation: 'listTickets',
        callLog: new CallLog(),
        deadline: { at: clock.now() + within, signal: signal ?? new AbortController().signal },
        ...differs,
      };
      let permit: Permit;
      try {
        permit = await rateLimiter.acquire(call);
      } catch (error) {
        refused.set(name, (error as { retryAfter: number | null }).retryAfter);
        return;
      }
      started.push([name, Math.round((clock.now() - begin) / SECOND)]);
      if (lasts === 0) permit.end(seen);
      else clock.after(lasts, () => permit.end(seen));
    },
  };
}

const names = ({ started }: Stage): string[] => started.map(([name]) => name);
const answered = (
  rate: RateObservation['rate'],
  status = 200,
  retryAfter: number | null = null,
): RateObservation => ({
  status,
  rate,
  retryAfter,
});

describe('The quota of a caller', () => {
  it('lets at most the limit start in any minute, and the rest as soon as possible', async () => {
    const { clock, started, ask } = stage();
    for (let n = 0; n < 25; n += 1) {
      void ask(`call ${n}`);
      await clock.pass(1 * SECOND);
    }
    await clock.pass(5 * MINUTE);
    expect(started).toHaveLength(25);
    const seconds = started.map(([, second]) => second);
    for (const [at, second] of seconds.entries()) {
      expect(second - (seconds[at - 10] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60);
    }
    // Not later than needed either: the eleventh as soon as the first has left the minute.
    expect(seconds[10]).toBe(61);
  });

  it('belongs to the caller: tokens of one user share it, another user has another', async () => {
    const world = stage();
    world.callerRegistry.record('phone', 'host#1');
    world.callerRegistry.record('tablet', 'host#1');
    world.callerRegistry.record('other', 'host#2');
    for (let n = 0; n < 8; n += 1) {
      void world.ask(`phone ${n}`, { credential: 'phone' });
      void world.ask(`tablet ${n}`, { credential: 'tablet' });
      void world.ask(`other ${n}`, { credential: 'other' });
    }
    await settled();
    expect(names(world).filter((name) => name.startsWith('other'))).toHaveLength(8);
    expect(names(world).filter((name) => !name.startsWith('other'))).toHaveLength(10);
  });

  it('includes what a credential started before its caller was known', async () => {
    const world = stage();
    for (let n = 0; n < 4; n += 1) void world.ask(`early ${n}`, { credential: 'phone' });
    await settled();
    world.callerRegistry.record('phone', 'host#1');
    await settled();
    for (let n = 0; n < 10; n += 1) void world.ask(`late ${n}`, { credential: 'phone' });
    await settled();
    expect(world.started).toHaveLength(10);
    expect(await world.rateLimiter.status('phone')).toMatchObject({ limit: 10, remaining: 0 });
  });

  it('survives a restart with the store', async () => {
    const clock = new VirtualClock();
    const store = createSqliteStore(':memory:', clock.now);
    const before = stage({ clock, store });
    for (let n = 0; n < 7; n += 1) void before.ask(`before ${n}`);
    await settled();
    const after = stage({ clock, store });
    for (let n = 0; n < 7; n += 1) void after.ask(`after ${n}`);
    await settled();
    expect([before.started.length, after.started.length]).toEqual([7, 3]);
    await store.close();
  });

  it('is off with 0, and fixed by a number whatever the API says', async () => {
    const off = stage({ setting: 0 });
    for (let n = 0; n < 100; n += 1) void off.ask(`call ${n}`);
    await settled();
    expect(off.started).toHaveLength(100);
    expect(await off.rateLimiter.status('alice')).toEqual({
      limit: null,
      remaining: null,
      resetAt: null,
      source: null,
    });
    const pinned = stage({ setting: 3 });
    void pinned.ask('first', { seen: answered({ limit: 500, remaining: 499, resetAt: null }) });
    await settled();
    for (let n = 0; n < 9; n += 1) void pinned.ask(`call ${n}`);
    await settled();
    expect(pinned.started).toHaveLength(3);
  });
});

describe('A limit that follows the API', () => {
  it('rises at once when the API says more', async () => {
    const world = stage();
    await world.ask('first', { seen: answered({ limit: 600, remaining: 599, resetAt: null }) });
    await settled();
    expect(await world.rateLimiter.status('alice')).toMatchObject({
      limit: 600,
      remaining: 599,
      source: 'OBSERVED',
    });
    for (let n = 0; n < 300; n += 1) void world.ask(`call ${n}`);
    await settled();
    expect(world.started).toHaveLength(301);
  });

  it('falls at once when the API says less', async () => {
    const world = stage();
    await world.ask('first', { seen: answered({ limit: 4, remaining: 3, resetAt: null }) });
    await settled();
    for (let n = 0; n < 9; n += 1) void world.ask(`call ${n}`);
    await settled();
    expect(world.started).toHaveLength(4);
  });

  it('includes calls of other programs of the user, until the window of the API ends', async () => {
    const world = stage();
    const resetAt = world.clock.now() + 20 * SECOND;
    await world.ask('first', { seen: answered({ limit: 10, remaining: 2, resetAt }) });
    await settled();
    expect(await world.rateLimiter.status('alice')).toMatchObject({ remaining: 2 });
    for (let n = 0; n < 9; n += 1) void world.ask(`call ${n}`);
    await settled();
    expect(world.started).toHaveLength(3);
    await world.clock.pass(21 * SECOND);
    void world.ask('late');
    await settled();
    expect(world.started.length).toBeGreaterThan(3);
  });

  it('is inferred from a 429 without such headers, and rises again over time', async () => {
    const world = stage();
    for (let n = 0; n < 6; n += 1)
      void world.ask(`call ${n}`, { seen: n < 5 ? null : answered(null, 429, 30) });
    await settled();
    expect(await world.rateLimiter.status('alice')).toMatchObject({
      limit: 5,
      remaining: 0,
      source: 'OBSERVED',
    });
    await world.clock.pass(26 * MINUTE);
    expect(await world.rateLimiter.status('alice')).toMatchObject({ limit: 10, remaining: 10 });
  });

  it('pauses only that caller after a 429, as long as it says', async () => {
    const world = stage();
    await world.ask('limited', { seen: answered(null, 429, 30) });
    await settled();
    void world.ask('waits');
    void world.ask('another', { credential: 'bob' });
    await settled();
    expect(names(world)).toEqual(['limited', 'another']);
    await world.clock.pass(31 * SECOND);
    expect(world.started.at(-1)).toEqual(['waits', 30]);
  });

  it('shares its estimate with other gateways, where the store is shared', async () => {
    const clock = new VirtualClock();
    const store = createMemoryStore(clock.now);
    const [here, there] = [stage({ clock, store }), stage({ clock, store })];
    await there.ask('first');
    await here.ask('limited', { seen: answered(null, 429, 30) });
    await clock.pass(1 * SECOND);
    void there.ask('second');
    await settled();
    expect(names(there)).toEqual(['first']);
  });
});

describe('The queue of a caller', () => {
  it("rejects at once a call that can't start in time, with the seconds to wait", async () => {
    const world = stage();
    for (let n = 0; n < 10; n += 1) void world.ask(`call ${n}`);
    await settled();
    await world.clock.pass(15 * SECOND);
    void world.ask('hopeless', { within: 10 * SECOND });
    await settled();
    expect(world.refused).toEqual(new Map([['hopeless', 46]]));
  });

  it('rejects at once a call behind too many others', async () => {
    const world = stage({ setting: 2 });
    for (let n = 0; n < 4; n += 1) void world.ask(`call ${n}`);
    void world.ask('in the third minute', { within: 90 * SECOND });
    await settled();
    expect([...world.refused.keys()]).toEqual(['in the third minute']);
    expect(world.refused.get('in the third minute')).toBe(121);
  });

  it('rejects, after a 429, all calls that can no longer start in time', async () => {
    const world = stage({ setting: 1 });
    void world.ask('under way', { lasts: 2 * SECOND, seen: answered(null, 429, 120) });
    void world.ask('in a minute', { within: 90 * SECOND });
    void world.ask('patient', { within: 200 * SECOND });
    await world.clock.pass(3 * SECOND);
    expect(world.refused).toEqual(new Map([['in a minute', 120]]));
    await world.clock.pass(3 * MINUTE);
    expect(names(world)).toEqual(['under way', 'patient']);
  });

  it('starts writes before reads, background calls last, and equals in the order they came', async () => {
    const world = stage({ setting: 1 });
    void world.ask('first');
    await settled();
    void world.ask('renewal', { cause: 'background' });
    for (const n of [1, 2]) void world.ask(`read ${n}`);
    for (const n of [1, 2]) void world.ask(`write ${n}`, { kind: 'write' });
    await world.clock.pass(6 * MINUTE);
    expect(names(world)).toEqual(['first', 'write 1', 'write 2', 'read 1', 'read 2', 'renewal']);
  });

  it('drops a call whose client has left, and starts the next', async () => {
    const world = stage({ setting: 1 });
    const client = new AbortController();
    void world.ask('first');
    await settled();
    const left = world.ask('left', { signal: client.signal });
    void world.ask('next');
    await settled();
    client.abort();
    await left;
    await world.clock.pass(61 * SECOND);
    expect(names(world)).toEqual(['first', 'next']);
    expect(world.refused.has('left')).toBe(true);
  });

  it('accepts no call whose client has already left', async () => {
    const world = stage();
    await world.ask('gone', { signal: AbortSignal.abort() });
    expect([world.started.length, world.refused.size]).toEqual([0, 1]);
  });
});

describe('A reservation', () => {
  it('reserves starts for its operation: others use the rest, and get them back at its end', async () => {
    const world = stage();
    const callLog = new CallLog();
    await world.rateLimiter.reserve('alice', callLog, 4, world.clock.now() + 10 * SECOND);
    expect(await world.rateLimiter.status('alice')).toMatchObject({ remaining: 6 });
    for (let n = 0; n < 9; n += 1) void world.ask(`other ${n}`);
    await settled();
    expect(world.started).toHaveLength(6);
    for (let n = 0; n < 3; n += 1) void world.ask(`own ${n}`, { callLog, kind: n === 0 ? 'write' : 'read' });
    await settled();
    expect(names(world).slice(6)).toEqual(['own 0', 'own 1', 'own 2']);
    world.rateLimiter.release(callLog);
    await settled();
    expect(names(world).slice(9)).toEqual(['other 6']);
  });

  it('is rejected, with the wait, if not all of its calls can start in time', async () => {
    const world = stage();
    for (let n = 0; n < 8; n += 1) void world.ask(`call ${n}`);
    await settled();
    const reserve = (calls: number) =>
      world.rateLimiter.reserve('alice', new CallLog(), calls, world.clock.now() + 10 * SECOND);
    await expect(reserve(3)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfter: 61 });
    await expect(reserve(2)).resolves.toBeUndefined();
    await expect(reserve(1)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('that is rejected lets no call of its operation start: half of a change would be worse than none', async () => {
    const world = stage();
    const callLog = new CallLog();
    const reserving = world.rateLimiter.reserve('alice', callLog, 11, world.clock.now() + 10 * SECOND);
    await expect(reserving).rejects.toMatchObject({ retryAfter: 61 });
    await world.ask('write', { callLog, kind: 'write' });
    await world.ask('another');
    expect([names(world), [...world.refused.entries()]]).toEqual([['another'], [['write', 61]]]);
  });
});

describe('Fairness among callers', () => {
  it('a light caller never waits behind more than one call of one at a hundred times its share', async () => {
    const world = stage({ setting: 0, concurrency: 4 });
    for (let n = 0; n < 2_000; n += 1) void world.ask(`heavy ${n}`, { credential: 'heavy', lasts: 100 });
    await settled();
    const behind: number[] = [];
    for (let n = 0; n < 15; n += 1) {
      const from = world.started.length;
      const light = world.ask(`light ${n}`, { credential: 'light', lasts: 100 });
      await world.clock.pass(1 * SECOND);
      await light;
      behind.push(names(world).slice(from).indexOf(`light ${n}`));
    }
    expect(behind).toHaveLength(15);
    expect(Math.max(...behind)).toBeLessThanOrEqual(1);
    expect(Math.min(...behind)).toBeGreaterThanOrEqual(0);
  });

  it('ten heavy callers delay a light one by one call each at most, and use every place there is', async () => {
    const world = stage({ setting: 0, concurrency: 5 });
    for (let caller = 0; caller < 10; caller += 1) {
      for (let n = 0; n < 100; n += 1)
        void world.ask(`heavy ${caller}`, { credential: `heavy ${caller}`, lasts: 100 });
    }
    await settled();
    expect(world.started).toHaveLength(5);
    void world.ask('light', { credential: 'light', lasts: 100 });
    await world.clock.pass(1 * SECOND);
    const after = names(world).slice(5);
    expect(after.indexOf('light')).toBeLessThanOrEqual(10);
    expect(world.started.length).toBe(55);
  });

  it('starts callers in the order in which they came, and goes round among them', async () => {
    const world = stage({ setting: 0, concurrency: 1 });
    void world.ask('first of all', { credential: 'other', lasts: 100 });
    await settled();
    for (const credential of ['A', 'B', 'C']) {
      for (let n = 1; n <= 3; n += 1) void world.ask(`${credential}${n}`, { credential, lasts: 100 });
      await settled();
    }
    await world.clock.pass(2 * SECOND);
    expect(names(world).slice(1)).toEqual(['A1', 'B1', 'C1', 'A2', 'B2', 'C2', 'A3', 'B3', 'C3']);
  });
});

describe('Two changes at once', () => {
  it('do not reserve the same calls', async () => {
    const world = stage();
    for (let n = 0; n < 8; n += 1) void world.ask(`call ${n}`);
    await settled();
    const promised = await Promise.allSettled(
      [1, 2, 3].map(() =>
        world.rateLimiter.reserve('alice', new CallLog(), 2, world.clock.now() + 10 * SECOND),
      ),
    );
    expect(promised.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});

describe('A broken store', () => {
  it('lets calls start: the API has a limit of its own', async () => {
    const store = createMemoryStore();
    const broken = new Proxy(store.space('budget', { maxBytes: 1_000 }), {
      get: (target, name) =>
        typeof Reflect.get(target, name) === 'function'
          ? () => Promise.reject(new Error('disk full'))
          : false,
    });
    const world = stage({ store: { ...store, space: () => broken } });
    for (let n = 0; n < 12; n += 1)
      void world.ask(`call ${n}`, { seen: answered(null, n === 11 ? 429 : 200, 9) });
    await settled();
    expect(world.started).toHaveLength(12);
    expect(await world.rateLimiter.status('alice')).toMatchObject({ remaining: 0 });
    await world.rateLimiter.reserve('bob', new CallLog(), 3, world.clock.now() + SECOND);
  });
});

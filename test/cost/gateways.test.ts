import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { type OwnRedis, startOwnRedis } from '../store/own-redis.ts';
import { REDIS_URL, redisAnswers } from '../store/test-stores.ts';
import { openPeer, type Peer } from './gateway-process.ts';

const shared = await redisAnswers();
const own = await startOwnRedis();
await own?.kill();

const LIST = '{ tickets(first: 5) { nodes { ticketId subject } } }';
const ticket = (id: string) => `{ ticket(ticketId: "${id}") { ticketId subject description } }`;
const change = (id: string, text: string) =>
  `mutation { updateTicket(input: { ticketId: "${id}", description: "${text}" }) { __typename } }`;

/** A database of the Redis for this run alone. */
const DATABASE = `${REDIS_URL}/${2 + (process.pid % 13)}`;

async function emptied(): Promise<string> {
  const url = DATABASE;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}

/** A world with two gateways in front of it, for all tests of a group. */
function twoGateways(env: Record<string, string>) {
  const stage: { world?: TestGateway; here?: Peer; there?: Peer } = {};
  beforeAll(async () => {
    stage.world = await createTestGateway();
    const settings = {
      STORE: await emptied(),
      UPSTREAM_URL: stage.world.upstreamUrl,
      CURSOR_KEYS: randomUUID(),
      ...env,
    };
    [stage.here, stage.there] = await Promise.all([openPeer(settings), openPeer(settings)]);
  }, 120_000);
  afterAll(async () => {
    await Promise.all([stage.here?.close(), stage.there?.close(), stage.world?.close()]);
    await emptied();
  });
  return () => {
    const { world, here, there } = stage;
    if (world === undefined || here === undefined || there === undefined) throw new Error('not open yet');
    return { world, here, there };
  };
}

describe.skipIf(!shared)('Two gateway processes on one Redis', () => {
  describe('at ten calls a minute', () => {
    const opened = twoGateways({ UPSTREAM_RATE_LIMIT: '10', CACHE: 'off' });

    it('share the budget of a caller: together they make no more calls than one may', async () => {
      const { world, here, there } = opened();
      await here.ask('{ viewer { __typename } }');
      const asked = Array.from({ length: 16 }, (_, n) =>
        (n % 2 === 0 ? here : there).ask(ticket(`none${n}`)),
      );
      const answers = await Promise.all(asked);
      expect(answers.filter(({ errors }) => errors?.[0]?.extensions.code === 'RATE_LIMITED')).toHaveLength(7);
      expect(await world.admin.calls()).toBe(10);
      const left = await Promise.all([here, there].map((peer) => peer.ask('{ budget { limit } }')));
      expect(left.map(({ extensions }) => extensions.cost.remaining)).toEqual([0, 0]);
    });
  });

  describe('with what they keep', () => {
    const opened = twoGateways({ UPSTREAM_RATE_LIMIT: '0', CACHE: 'on' });

    it('know the same callers, so that a token is asked for once', async () => {
      const { here, there } = opened();
      await here.ask('{ viewer { __typename } }');
      expect((await there.ask('{ viewer { __typename } }')).extensions.cost).toMatchObject({
        planned: 0,
        actual: 0,
      });
    });

    it('share it: what one has read costs the other nothing, and nobody can read it in the Redis', async () => {
      const { world, here, there } = opened();
      const first = await here.ask(LIST);
      const before = await world.admin.calls();
      const second = await there.ask(LIST);
      expect(second.data).toEqual(first.data);
      expect([second.extensions.cost.cached, await world.admin.calls()]).toEqual([1, before]);
      const redis = new Redis(DATABASE);
      const keys = await redis.keys('*');
      const values = await Promise.all(keys.map((key) => redis.getBuffer(key).catch(() => Buffer.from(''))));
      redis.disconnect();
      const all = [...keys, ...values.map((value) => value?.toString('latin1') ?? '')].join('\n');
      expect(keys.length).toBeGreaterThan(3);
      expect(all).not.toMatch(/sandbox-alice|subject|alice\.martin/i);
    });

    it('see each other’s changes at once', async () => {
      const { here, there } = opened();
      const id = String((await here.ask(LIST)).data?.['tickets'].nodes[0].ticketId);
      for (const text of ['one', 'two', 'three']) {
        for (const peer of [here, there]) await peer.ask(ticket(id));
        await (text === 'two' ? there : here).ask(change(id, text));
        for (const peer of [here, there]) {
          expect((await peer.ask(ticket(id))).data?.['ticket'].description).toBe(text);
        }
      }
    });
  });
});

describe.skipIf(own === null)('A gateway whose Redis goes away', () => {
  // @NOTE skipped where there is none.
  const redis = own as OwnRedis;
  let world: TestGateway;
  let peer: Peer;

  beforeEach(async () => {
    await redis.start();
    world = await createTestGateway();
    peer = await openPeer({
      STORE: redis.url,
      UPSTREAM_URL: world.upstreamUrl,
      UPSTREAM_RATE_LIMIT: '0',
      CACHE: 'on',
    });
    return async () => {
      await Promise.all([peer.close(), world.close(), redis.kill()]);
    };
  }, 120_000);

  it('loses no answer, says so once, and trusts nothing of before when it is back', async () => {
    const id = String((await peer.ask(LIST)).data?.['tickets'].nodes[0].ticketId);
    await peer.ask(ticket(id));
    // As many as a gateway runs at once for one token, and no more.
    const storm = Array.from({ length: 18 }, (_, n) =>
      sleep(n * 4).then(() => peer.ask(n % 2 === 0 ? LIST : ticket(id))),
    );
    await sleep(30);
    // A machine under load may have lost it for a moment already.
    const losses = () => peer.warnings().filter((text) => /can not be reached/.test(text)).length;
    const before = losses();
    await redis.kill();
    for (const { errors, data } of await Promise.all(storm)) {
      expect(errors?.map(({ extensions }) => extensions.code)).toBeUndefined();
      expect(data).not.toBeNull();
    }
    await peer.ask(change(id, 'while it was away'));
    expect((await peer.ask(ticket(id))).data?.['ticket'].description).toBe('while it was away');
    expect(losses() - before).toBe(1);
    await redis.start();
    const isBack = () => /reached again/.test(peer.warnings().at(-1) ?? '');
    for (let tries = 0; tries < 500 && !isBack(); tries += 1) await sleep(20);
    expect(isBack()).toBe(true);
    expect((await peer.ask(ticket(id))).data?.['ticket'].description).toBe('while it was away');
    expect((await peer.ask(ticket(id))).extensions.cost.cached).toBe(1);
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import { idsIn, latestOf, SYNC_LINKS, shuffled, sync } from './helpers/nodes.ts';
import { codes, lastCalls, warmUpCallers } from './helpers/queries.ts';
import { createBender } from './helpers/tamper-proxy.ts';
import { createTestGateway, type TestGateway, type WorldOptions } from './helpers/test-gateway.ts';

/** Many tickets by their ids where the list of the latest can't be had, or is not what it should be; and what is kept. */
const LIST = '/tickets';
const ONE = '/tickets/{ticketId}';

let world: TestGateway;
let own: string[];
const open = async (options: WorldOptions = {}): Promise<void> => {
  world = await createTestGateway({ ...options, sandbox: { tickets: 1_000, ...options.sandbox } });
  await warmUpCallers(world, 'alice');
  own = await latestOf(world);
};
afterEach(() => world.close());

const callsSince = async (count: number) => (await lastCalls(world, count)).map(({ path }) => path);

describe('where the list fails', () => {
  test.each([
    { status: 500, body: 'error' },
    { status: 403, body: 'error' },
    { status: 400, body: 'error' },
    { status: 404, body: 'error' },
    { status: 200, body: 'html' },
    { status: 200, body: 'empty' },
  ])('with $status and $body, each is asked for alone', async (fault) => {
    await open();
    await world.admin.habits({ fail: [{ path: LIST, ...fault }] });
    const answer = await sync(world, own.slice(0, 6));
    expect(answer.errors).toBeUndefined();
    expect(idsIn(answer)).toEqual(own.slice(0, 6));
    const { actual, retried, bound } = answer.extensions.cost;
    expect(actual - retried).toBe(1 + 6);
    expect(bound).toBe(2 + 6);
  });

  test('in its second window, what the first one brought stays', async () => {
    const bender = createBender((path, body) => {
      if (path.endsWith(LIST))
        return world.admin.habits({ fail: [{ path: LIST, status: 500 }] }).then(() => body);
      return body;
    });
    await open({ through: bender.through });
    await world.admin.habits({});
    const ids = [...own.slice(0, 4), ...own.slice(150, 154)];
    const answer = await sync(world, ids);
    expect(idsIn(answer)).toEqual(ids);
    expect(answer.calls).toBe(2 + 4);
    await bender.close();
  });

  test('to answer in time, each is asked for alone in the time that is left', async () => {
    await open();
    await world.admin.habits({ latency: [{ path: LIST, ms: 4_000 }] });
    const answer = await sync(world, own.slice(0, 6));
    expect([idsIn(answer), answer.errors]).toEqual([own.slice(0, 6), undefined]);
  });

  test('since the token is not accepted, nothing more is asked', async () => {
    await open();
    await world.admin.habits({ fail: [{ path: '*', status: 401 }] });
    const answer = await sync(world, own.slice(0, 6));
    expect(codes(answer)).toEqual(Array.from({ length: 6 }, () => 'UNAUTHENTICATED'));
    expect(answer.calls).toBe(1);
  });

  test('and so does one of the tickets, that one alone has an error', async () => {
    await open();
    const fail = [
      { path: LIST, status: 500 },
      { path: ONE, status: 500, times: 1 },
    ];
    await world.admin.habits({ fail });
    const answer = await sync(world, own.slice(0, 6));
    expect(codes(answer)).toEqual(['UPSTREAM_ERROR']);
    expect(idsIn(answer).filter((id) => id === null)).toHaveLength(1);
  });

  test('for the extra scope and without it, the scope is asked for each', async () => {
    await open();
    await world.admin.habits({ fail: [{ path: LIST, status: 403 }] });
    const answer = await sync(world, own.slice(0, 6), SYNC_LINKS);
    expect(answer.data.nodes.some((node) => node?.agent?.joinUrl != null)).toBe(true);
    expect(answer.calls).toBe(2 + 6);
  });
});

describe('where the list is not as it should be', () => {
  test('rows that can not be read are asked for alone', async () => {
    await open();
    await world.admin.habits({ rewrite: [{ path: LIST, rows: [1, 3], drop: ['id'] }] });
    const answer = await sync(world, own.slice(0, 8));
    expect(answer.errors).toBeUndefined();
    expect(idsIn(answer)).toEqual(own.slice(0, 8));
    expect((await callsSince(3)).toSorted()).toEqual([LIST, ONE, ONE].toSorted());
  });

  test.each([{ hide: [] }, { hide: ['total'] }, { hide: ['next_offset'] }])(
    'a limit cut to fifty without a word is seen, and the second window follows the first ($hide)',
    async ({ hide }) => {
      await open();
      await world.admin.habits({ limitCap: 50, hide });
      const ids = [...own.slice(0, 15), ...own.slice(85, 100)];
      const answer = await sync(world, ids);
      expect([idsIn(answer), answer.calls]).toEqual([ids, 2]);
      const further = await sync(world, shuffled(own.slice(0, 200), 30));
      expect(further.data.nodes).not.toContain(null);
      expect(further.calls).toBeLessThanOrEqual(further.extensions.cost.planned);
    },
  );

  test('one that tells no length is followed where it is full', async () => {
    await open();
    await world.admin.habits({ bareArray: true });
    const ids = own.slice(95, 105);
    expect([idsIn(await sync(world, ids)), (await sync(world, ids)).calls]).toEqual([ids, 2]);
    await world.admin.habits({ bareArray: true, limitCap: 50 });
    const answer = await sync(world, ids);
    expect([idsIn(answer), answer.calls]).toEqual([ids, 1 + 10]);
    // Once a page has met the cut, a window of fifty counts as full.
    await world.ask('{ tickets(first: 100) { nodes { ticketId } } }');
    const known = await sync(world, ids);
    expect([idsIn(known), known.calls]).toEqual([ids, 2 + 5]);
  });

  test('one whose order is not looked at answers other rows, and nothing wrong comes of it', async () => {
    await open();
    await world.admin.habits({ ignore: ['orderby', 'order', 'offset', 'limit'] });
    const ids = shuffled(own, 30);
    const answer = await sync(world, ids);
    expect(idsIn(answer)).toEqual(ids);
    expect(answer.calls).toBeLessThanOrEqual(answer.extensions.cost.bound);
  });

  test('ids that rise with the time of creation are not looked for further down than they can be', async () => {
    await open({ sandbox: { tickets: 0 } });
    for (let n = 0; n < 103; n += 1) {
      const created = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString();
      await world.admin.insert({ user: 'alice', created });
    }
    const latest = await latestOf(world);
    await world.admin.remove(latest.slice(0, 2).map(Number));
    const ids = latest.slice(0, 10);
    const answer = await sync(world, ids);
    expect(idsIn(answer)).toEqual([null, null, ...ids.slice(2)]);
    expect(answer.calls).toBe(1 + 2);
  });
});

describe('while the list moves', () => {
  /** A world whose list changes once, after its first window was read. */
  const moving = async (move: () => Promise<unknown>) => {
    let moved = true;
    const bender = createBender(async (path, body) => {
      if (path.endsWith(LIST) && !moved) {
        moved = true;
        await move();
      }
      return body;
    });
    await open({ through: bender.through });
    moved = false;
    return bender;
  };

  test('a row that slipped up between two windows is asked for alone', async () => {
    const bender = await moving(() => world.admin.remove(own.slice(50, 53).map(Number)));
    const ids = own.slice(90, 120);
    const answer = await sync(world, ids);
    expect(idsIn(answer)).toEqual(ids);
    expect(answer.calls).toBe(2 + 3);
    await bender.close();
  });

  test('rows that come twice are one ticket each', async () => {
    const bender = await moving(() => world.admin.insert({ count: 5, user: 'alice' }));
    const ids = own.slice(90, 120);
    const answer = await sync(world, ids);
    expect([idsIn(answer), answer.calls]).toEqual([ids, 2]);
    await bender.close();
  });
});

describe('what is kept', () => {
  test('costs nothing again: neither what a list has brought nor what was asked for alone', async () => {
    await open({ env: { CACHE: 'on' } });
    const ids = [...shuffled(own.slice(0, 200), 27), ...own.slice(201, 204)];
    const cold = await sync(world, ids);
    expect(cold.calls).toBe(2 + 3);
    const warm = await sync(world, ids.toReversed());
    expect(idsIn(warm)).toEqual(ids.toReversed());
    expect([warm.calls, warm.extensions.cost.cached]).toEqual([0, 30]);
    const [first] = ids;
    expect((await world.ask(`{ ticket(ticketId: "${first}") { subject } }`)).calls).toBe(0);
  });

  test('leaves so few to be read that no list is asked', async () => {
    await open({ env: { CACHE: 'on' } });
    await sync(world, own.slice(0, 10));
    const answer = await sync(world, [...own.slice(0, 10), ...own.slice(210, 213)]);
    expect(answer.data.nodes).not.toContain(null);
    expect(answer.calls).toBe(3);
    expect(await callsSince(3)).toEqual([ONE, ONE, ONE]);
  });

  test('is not used by who wants nothing from before, which is two calls all the same', async () => {
    await open({ env: { CACHE: 'on' } });
    const ids = shuffled(own.slice(0, 200), 30);
    const fresh = { headers: { 'cache-control': 'no-cache' } };
    await sync(world, ids);
    expect((await sync(world, ids, undefined, fresh)).calls).toBe(2);
  });

  test('is forgotten by a change', async () => {
    await open({ env: { CACHE: 'on' } });
    const ids = own.slice(0, 6);
    await sync(world, ids);
    await world.ask(
      `mutation { updateTicket(input: { ticketId: "${ids[2]}", subject: "Renamed" }) { __typename } }`,
    );
    expect((await sync(world, ids)).data.nodes[2]?.subject).toBe('Renamed');
  });

  test('is served old where no call is left, and that is told', async () => {
    await open({ env: { CACHE: 'on', UPSTREAM_RATE_LIMIT: '3' } });
    const ids = shuffled(own.slice(0, 200), 30);
    expect((await sync(world, ids)).calls).toBe(2);
    const fresh = { headers: { 'cache-control': 'no-cache' } };
    const answer = await sync(world, ids, undefined, fresh);
    expect(idsIn(answer)).toEqual(ids);
    expect([answer.calls, answer.errors]).toEqual([0, undefined]);
    expect(answer.extensions.stale?.answers).toBeGreaterThan(0);
  });
});

test('what is left over when the calls are used up is refused in place', async () => {
  // Who it is costs the first of six, the list two.
  await open({ env: { UPSTREAM_RATE_LIMIT: '6' } });
  const ids = [...own.slice(0, 5), ...own.slice(220, 225)];
  const answer = await sync(world, ids);
  expect(answer.calls).toBe(2 + 3);
  expect(idsIn(answer).slice(0, 5)).toEqual(own.slice(0, 5));
  expect(idsIn(answer).filter((id) => id !== null)).toHaveLength(5 + 3);
  expect(codes(answer)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
  expect(answer.errors?.[0]?.extensions['retryAfter']).toBeGreaterThan(0);
});

test('thirty tickets, a few of them gone, work in one go at ten calls a minute', async () => {
  // Who it is costs one more, once a day.
  await open({ env: { UPSTREAM_RATE_LIMIT: '11' } });
  const ids = [...shuffled(own.slice(0, 200), 26), '999991', '999992', '999993', '999994'];
  const answer = await sync(world, ids);
  expect(answer.errors).toBeUndefined();
  expect(idsIn(answer)).toEqual([...ids.slice(0, 26), null, null, null, null]);
  expect(answer.calls).toBe(2 + 4);
});

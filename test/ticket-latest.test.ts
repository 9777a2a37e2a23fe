import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { idsIn, latestOf, SYNC_LINKS, shuffled, sync } from './helpers/nodes.ts';
import { asUser, codes, globalId, lastCalls, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** Many tickets by their ids: the API has no batch read, but a list answers a hundred rows a call. */
let world: TestGateway;
let own: string[];
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 1_000 }, env: { FEDERATION: '1' } });
  await warmUpCallers(world, 'alice');
  own = await latestOf(world);
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

/** Templates of the last calls, with the window of those that list. */
const seen = async (count: number) =>
  (await lastCalls(world, count)).map(({ path, parameters: { limit, offset } }) =>
    path === '/tickets' ? `${path} ${offset}+${limit}` : path,
  );

describe('tickets by many ids', () => {
  test("thirty of one's latest hundred are one call, in the order asked", async () => {
    const ids = shuffled(own.slice(0, 100), 30);
    const answer = await sync(world, ids);
    expect(answer.errors).toBeUndefined();
    expect(idsIn(answer)).toEqual(ids);
    expect(answer.calls).toBe(1);
    const [call] = await lastCalls(world, 1);
    expect(call?.parameters).toEqual({ orderby: 'created', order: 'desc', limit: '100', offset: '0' });
  });

  test("thirty of one's latest two hundred are two", async () => {
    const ids = shuffled(own.slice(0, 200), 30);
    expect(ids.some((id) => own.indexOf(id) >= 100)).toBe(true);
    const answer = await sync(world, ids);
    expect(idsIn(answer)).toEqual(ids);
    expect(answer.calls).toBe(2);
    expect(await seen(2)).toEqual(['/tickets 0+100', '/tickets 100+100']);
  });

  test('to the very last of them', async () => {
    const ids = own.slice(170, 200);
    const answer = await sync(world, ids);
    expect([idsIn(answer), answer.calls]).toEqual([ids, 2]);
  });

  test('say of each what it says alone', async () => {
    const whole = `subject description language state startTime endTime durationMinutes createdAt updatedAt
      requestor { name emails phones country joinUrl } agent { name email joinUrl } group { groupId name }
      service { serviceKey } geolocation { latitude longitude } participants { role name email }`;
    const ids = own.slice(3, 9);
    const many = await world.ask<{ nodes: object[] }, object>(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { ${whole} } } }`,
      { ids: ids.map((id) => globalId('Ticket', id)) },
    );
    expect(many.calls).toBe(1);
    for (const [at, id] of ids.entries()) {
      const alone = await world.ask<{ ticket: object }, object>(`{ ticket(ticketId: "${id}") { ${whole} } }`);
      expect(alone.calls).toBe(1);
      expect(many.data.nodes[at]).toEqual(alone.data.ticket);
    }
  });

  test('that are further back are one call each, after the two that looked for them', async () => {
    const ids = own.slice(220, 226);
    const answer = await sync(world, [...ids, ...own.slice(0, 3)]);
    expect(idsIn(answer)).toEqual([...ids, ...own.slice(0, 3)]);
    expect(answer.calls).toBe(2 + 6);
    expect(answer.extensions.cost).toMatchObject({ planned: 2 + 9, bound: 2 + 9, actual: 2 + 6 });
  });

  test('that are all further back cost what was planned', async () => {
    const answer = await sync(world, own.slice(220, 250));
    expect(answer.data.nodes).not.toContain(null);
    expect(answer.extensions.cost).toMatchObject({ planned: 32, bound: 32, actual: 32 });
  });

  test('are each asked for alone below five, where a list may cost more than it saves', async () => {
    expect((await sync(world, own.slice(0, 4))).extensions.cost).toMatchObject({ planned: 4, actual: 4 });
    expect((await sync(world, own.slice(0, 5))).extensions.cost).toMatchObject({ planned: 7, actual: 1 });
    // An id that is named twice is one ticket.
    const twice = await sync(world, [...own.slice(0, 4), ...own.slice(0, 4)]);
    expect([twice.extensions.cost.planned, twice.calls]).toEqual([4, 4]);
  });

  test('are null in place where they are gone or another enterprise has them, and coded where they are forbidden', async () => {
    const [erins] = await latestOf(world, 'erin');
    const before = own.slice(0, 5);
    const answer = await sync(world, ['99999999', ...before, erins ?? '', '82005', 'x'.repeat(70)]);
    expect(idsIn(answer)).toEqual([null, ...before, null, null, null]);
    expect(answer.errors?.map(({ path, extensions }) => [path?.[1], extensions.code]).toSorted()).toEqual([
      [7, 'FORBIDDEN'],
      [8, 'BAD_USER_INPUT'],
    ]);
  });

  test('of somebody else are not answered by the list of whoever asks', async () => {
    const answer = await sync(world, own.slice(0, 6), undefined, asUser('erin'));
    expect(idsIn(answer)).toEqual(Array.from({ length: 6 }, () => null));
    expect(answer.calls).toBeLessThanOrEqual(2 + 6);
  });

  test('of somebody with few of their own are looked for once: that list ends in its first window', async () => {
    const answer = await sync(world, own.slice(0, 6), undefined, asUser('dana'));
    expect(idsIn(answer)).toEqual(own.slice(0, 6));
    expect(answer.calls).toBe(1 + 6);
  });
});

describe('a batch', () => {
  test('is all that an operation asks for: nodes, node, aliases, references', async () => {
    const [a, b, c, d, e, f] = own.slice(5, 11);
    const answer = await world.ask<Record<string, unknown>, object>(
      `query ($b: ID!, $two: [ID!]!, $more: [ID!]!, $references: [_Any!]!) {
        a: ticket(ticketId: "${a}") { ticketId }
        b: node(id: $b) { ... on Ticket { ticketId } }
        two: nodes(ids: $two) { ... on Ticket { ticketId subject } }
        more: nodes(ids: $more) { ... on Ticket { ticketId state } }
        _entities(representations: $references) { ... on Ticket { ticketId } }
      }`,
      {
        b: globalId('Ticket', b ?? ''),
        two: [c, d].map((id) => globalId('Ticket', id ?? '')),
        more: [d, e].map((id) => globalId('Ticket', id ?? '')),
        references: [{ __typename: 'Ticket', ticketId: f }],
      },
    );
    expect(answer.data).toMatchObject({
      a: { ticketId: a },
      b: { ticketId: b },
      two: [{ ticketId: c }, { ticketId: d }],
      more: [{ ticketId: d }, { ticketId: e }],
      _entities: [{ ticketId: f }],
    });
    expect(answer.extensions.cost).toMatchObject({ planned: 6 + 2, bound: 6 + 2, actual: 1 });
  });

  test('of two hundred references is two calls where they are the latest', async () => {
    const ids = shuffled(own.slice(0, 200), 200);
    const answer = await world.ask<{ _entities: { ticketId: string }[] }, object>(
      'query ($references: [_Any!]!) { _entities(representations: $references) { ... on Ticket { ticketId } } }',
      { references: ids.map((ticketId) => ({ __typename: 'Ticket', ticketId })) },
    );
    expect(answer.data._entities.map(({ ticketId }) => ticketId)).toEqual(ids);
    expect(new Set(ids).size).toBe(200);
    expect(answer.calls).toBe(2);
  });

  test('is found in a page of the same operation that reads the same rows', async () => {
    const answer = await world.ask<{ nodes: unknown[]; tickets: { nodes: unknown[] } }, object>(
      `query ($ids: [ID!]!) {
        nodes(ids: $ids) { ... on Ticket { ticketId } }
        tickets(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ticketId } }
      }`,
      { ids: own.slice(0, 5).map((id) => globalId('Ticket', id)) },
    );
    expect(answer.data.nodes).toEqual(answer.data.tickets.nodes.slice(0, 5));
    expect(answer.calls).toBe(1);
  });
});

describe('join links of many tickets', () => {
  test('come with the list, which then asks for the extra scope', async () => {
    const ids = shuffled(own.slice(0, 100), 30);
    const answer = await sync(world, ids, SYNC_LINKS);
    expect(idsIn(answer)).toEqual(ids);
    expect(answer.calls).toBe(1);
    expect((await lastCalls(world, 1))[0]?.parameters).toMatchObject({ scope: 'sso', limit: '100' });
    const { agent } = await upstream(world, `/tickets/${ids[0]}?scope=sso`);
    expect(answer.data.nodes[0]?.agent?.joinUrl ?? null).toBe(agent?.url ?? null);
    expect(answer.data.nodes.filter((node) => node?.agent?.joinUrl != null).length).toBeGreaterThan(10);
    expect(answer.extensions.cost).toMatchObject({ planned: 32, bound: 63 });
  });

  test('that are refused are refused once for all of them', async () => {
    await world.admin.habits({ refuseScope: true });
    const single = await sync(world, own.slice(0, 1), SYNC_LINKS);
    const ids = [...own.slice(0, 9), ...own.slice(210, 212)];
    const answer = await sync(world, ids, SYNC_LINKS);
    expect(idsIn(answer)).toEqual(ids);
    expect(codes(answer).every((code) => code === codes(single)[0])).toBe(true);
    expect(answer.data.nodes[0]).toEqual(single.data.nodes[0]);
    // One list with the scope, two without it, and what is further back.
    expect(answer.calls).toBe(1 + 2 + 2);
    expect(answer.calls).toBeLessThanOrEqual(answer.extensions.cost.bound);
  });
});

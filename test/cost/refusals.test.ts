import { afterEach, describe, expect, it } from 'vitest';
import { createTestGateway, type TestGateway, type WorldOptions } from '../helpers/test-gateway.ts';

let world: TestGateway;
afterEach(() => world.close());

const open = async (options: WorldOptions = {}): Promise<void> => {
  world = await createTestGateway({
    ...options,
    env: { UPSTREAM_RATE_LIMIT: '5', CACHE: 'on', ...options.env },
  });
  // Who it is costs the first of the five.
  await world.ask('{ viewer { __typename } }');
};

const LIST = '{ tickets(first: 5) { nodes { ticketId subject } } }';
const NESTED = '{ tickets(first: 10) { nodes { ticketId events(first: 2) { nodes { name } } } } }';
const CLOSE = `mutation ($id: ID!) {
  updateTicket(input: { ticketId: $id, description: "seen" }) {
    __typename
    ... on UpdateTicketSuccess { ticket { ticketId description } }
    ... on TicketRateLimitError { code retryable retryAfter }
  }
}`;

/** Uses up so many calls of the budget. */
async function use(calls: number): Promise<void> {
  for (let n = 0; n < calls; n += 1) await world.ask(`{ ticket(ticketId: "nobody${n}") { ticketId } }`);
}

describe('When no call is left', () => {
  it('a query that nothing is kept for is refused: typed, with the wait in body and header', async () => {
    await open();
    await use(4);
    const { status, headers, data, errors, extensions, calls } = await world.ask(LIST);
    expect([status, calls]).toEqual([429, 0]);
    expect(data).toEqual({ tickets: null });
    expect(errors).toMatchObject([
      {
        path: ['tickets'],
        extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: expect.any(Number) },
      },
    ]);
    const wait = Number(errors?.[0]?.extensions['retryAfter']);
    expect(wait).toBeGreaterThan(30);
    expect(wait).toBeLessThanOrEqual(61);
    expect(headers.get('retry-after')).toBe(String(wait));
    expect(extensions.cost).toMatchObject({
      planned: 1,
      actual: 0,
      limit: 5,
      remaining: 0,
      limitSource: 'SET',
    });
  });

  it('to those who accept plain JSON that is a 200 all the same', async () => {
    await open();
    await use(4);
    const { status, errors } = await world.ask(LIST, {}, { headers: { accept: 'application/json' } });
    expect([status, errors?.[0]?.extensions.code]).toEqual([200, 'RATE_LIMITED']);
  });

  it('what is kept is served: a warm query is never refused', async () => {
    await open();
    const before = await world.ask<object, object>(LIST);
    await use(3);
    const after = await world.ask<object, object>(LIST);
    expect(after).toMatchObject({ status: 200, calls: 0, data: before.data });
    expect(after.errors).toBeUndefined();
    expect(after.extensions.cost).toMatchObject({ actual: 0, cached: 1, remaining: 0 });
    expect(after.extensions.stale).toBeUndefined();
  });

  it('what costs nothing works, and tells when to come back', async () => {
    await open();
    await use(4);
    const { status, data, errors } = await world.ask<{ budget: Record<string, unknown> }, object>(
      '{ budget { limit remaining resetAt limitSource pollSeconds } __typename }',
    );
    expect([status, errors]).toEqual([200, undefined]);
    expect(data.budget).toMatchObject({ limit: 5, remaining: 0, limitSource: 'SET', pollSeconds: 72 });
    expect(Date.parse(String(data.budget['resetAt']))).toBeGreaterThan(Date.now());
  });

  it('another user is served', async () => {
    await open();
    await use(4);
    expect((await world.ask(LIST, {}, { token: 'sandbox-bob' })).errors).toBeUndefined();
  });
});

describe('When some calls are left', () => {
  it('nested fields over the budget are one coded error each at their own position, never an empty list', async () => {
    await open();
    const { status, headers, data, errors } = await world.ask<
      { tickets: { nodes: { ticketId: string; events: { nodes: unknown[] } | null }[] } },
      object
    >(NESTED);
    expect(status).toBe(200);
    const { nodes } = data.tickets;
    expect(nodes).toHaveLength(10);
    const missing = nodes.flatMap(({ events }, at) => (events === null ? [at] : []));
    expect(missing).toHaveLength(7);
    for (const { events } of nodes) if (events !== null) expect(events.nodes.length).toBeGreaterThan(0);
    expect(errors?.map(({ path }) => path)).toEqual(missing.map((at) => ['tickets', 'nodes', at, 'events']));
    for (const { extensions } of errors ?? []) {
      expect(extensions).toMatchObject({
        code: 'RATE_LIMITED',
        retryable: true,
        retryAfter: expect.any(Number),
      });
    }
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(30);
  });

  it('the rest comes when it is asked for again: what was read meanwhile is kept', async () => {
    await open({ env: { UPSTREAM_RATE_LIMIT: '10' } });
    const first = await world.ask<object, object>(NESTED);
    expect(first.errors).toHaveLength(2);
    const again = await world.ask(NESTED);
    expect(again.extensions.cost.cached).toBe(9);
    expect(again.errors).toHaveLength(2);
  });
});

describe('A change', () => {
  it('happens only if all of its calls can be made: else nothing is sent, and the refusal is typed', async () => {
    await open();
    const { data: list } = await world.ask<{ tickets: { nodes: { ticketId: string }[] } }, object>(LIST);
    const id = list.tickets.nodes[0]?.ticketId;
    await use(2);
    // One call is left; the change and reading it back are two.
    const { status, headers, data, errors, calls } = await world.ask<
      { updateTicket: { __typename: string; code: string; retryAfter: number } },
      object
    >(CLOSE, { id });
    expect([status, calls, errors]).toEqual([200, 0, undefined]);
    expect(data.updateTicket).toMatchObject({
      __typename: 'TicketRateLimitError',
      code: 'RATE_LIMITED',
      retryable: true,
    });
    expect(headers.get('retry-after')).toBe(String(data.updateTicket.retryAfter));
    // The call that was left is still there.
    expect((await world.ask(`{ ticket(ticketId: "${id}") { ticketId } }`)).errors).toBeUndefined();
  });

  it('keeps its calls while reads crowd in', async () => {
    await open({ env: { UPSTREAM_RATE_LIMIT: '9' } });
    const { data: list } = await world.ask<{ tickets: { nodes: { ticketId: string }[] } }, object>(LIST);
    const id = list.tickets.nodes[0]?.ticketId;
    await world.admin.habits({ latency: [{ path: '*', ms: 30 }] });
    const change = world.ask<{ updateTicket: { __typename: string } }, object>(CLOSE, { id });
    const crowd = Array.from({ length: 12 }, (_, n) =>
      world.ask(`{ ticket(ticketId: "gone${n}") { ticketId } }`),
    );
    expect((await change).data.updateTicket.__typename).toBe('UpdateTicketSuccess');
    const refused = (await Promise.all(crowd)).filter(({ errors }) => errors !== undefined);
    expect(refused).toHaveLength(7);
  });
});

describe('A 429 of the API itself', () => {
  it('teaches the limit, and spares the API the calls that it would refuse', async () => {
    world = await createTestGateway({
      sandbox: { rateLimit: 3 },
      env: { UPSTREAM_RATE_LIMIT: 'auto', CACHE: 'off' },
    });
    await world.ask('{ viewer { __typename } }');
    const { extensions } = await world.ask(LIST);
    expect(extensions.cost).toMatchObject({ limit: 3, remaining: 1, limitSource: 'OBSERVED' });
    await world.ask(LIST);
    const refused = await world.ask(LIST);
    expect([refused.status, refused.calls]).toEqual([429, 0]);
    const seen = await world.admin.lastCalls();
    expect(seen.filter(({ status }) => status === 429)).toEqual([]);
  });

  it('pauses the user that it was about', async () => {
    world = await createTestGateway({ env: { UPSTREAM_RATE_LIMIT: 'auto', CACHE: 'off' } });
    for (const token of ['sandbox-alice', 'sandbox-bob'])
      await world.ask('{ viewer { __typename } }', {}, { token });
    const limited = { path: '/tickets', status: 429, times: 1, headers: { 'Retry-After': '40' } };
    await world.admin.habits({ fail: [limited] });
    const first = await world.ask(LIST);
    expect(first.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 40 });
    const next = await world.ask(LIST);
    expect([next.calls, next.errors?.[0]?.extensions.code]).toEqual([0, 'RATE_LIMITED']);
    expect((await world.ask(LIST, {}, { token: 'sandbox-bob' })).errors).toBeUndefined();
  });
});

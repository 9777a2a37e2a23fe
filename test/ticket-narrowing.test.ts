import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TicketFilter, TicketsDocument } from './generated/graphql.ts';
import { asUser, codes, lastCalls, lastUpstreamParams, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob', 'dana', 'erin');
});
afterAll(() => world.close());

const list = (filter: TicketFilter | null, login = 'alice', first = 50) =>
  world.ask(TicketsDocument, { first, filter }, asUser(login));

describe('whose tickets a list holds', () => {
  test('the viewer by default, sent explicitly', async () => {
    const { data } = await list(null);
    expect(data.tickets?.narrowing).toEqual({ owner: 'VIEWER', userId: null, serviceKey: null });
    expect(data.tickets?.nodes?.every((ticket) => (ticket?.agent?.username ?? 'alice') === 'alice')).toBe(
      true,
    );
    expect(await lastUpstreamParams(world)).not.toHaveProperty('user');
    expect(await lastUpstreamParams(world)).not.toHaveProperty('service_key');
  });

  test('naming the viewer changes nothing', async () => {
    const [silent, said] = [await list(null), await list({ owner: 'VIEWER' })];
    expect(said.data.tickets?.nodes).toEqual(silent.data.tickets?.nodes);
    expect(await lastUpstreamParams(world)).not.toHaveProperty('user');
  });

  test('the whole enterprise, for an admin', async () => {
    const { data } = await list({ owner: 'ENTERPRISE' }, 'dana');
    expect(await lastUpstreamParams(world)).toMatchObject({ user: 'all' });
    expect(data.tickets?.narrowing).toEqual({ owner: 'ENTERPRISE', userId: null, serviceKey: null });
    expect(new Set(data.tickets?.nodes?.map((ticket) => ticket?.agent?.username)).size).toBeGreaterThan(4);
  });

  test('one colleague, for an admin', async () => {
    const bobs = (await upstream(world, '/tickets', 'bob')).total;
    for (const filter of [{ userId: '1202' }, { owner: 'USER', userId: '1202' }] as const) {
      const { data } = await list(filter, 'dana');
      expect(await lastUpstreamParams(world)).toMatchObject({ user: '1202' });
      expect(data.tickets?.narrowing).toEqual({ owner: 'USER', userId: '1202', serviceKey: null });
      expect(data.tickets?.totalCount).toBe(bobs);
    }
  });

  test.each([
    { who: 'the whole enterprise', filter: { owner: 'ENTERPRISE' } as const },
    { who: 'a colleague', filter: { userId: '1202' } },
  ])('$who is FORBIDDEN for an agent, and null', async ({ filter }) => {
    const answer = await list(filter);
    expect(answer).toMatchObject({ status: 200, data: { tickets: null }, calls: 1 });
    expect(answer.errors).toMatchObject([{ path: ['tickets'], extensions: { code: 'FORBIDDEN' } }]);
  });

  test('of an aliased board, what is refused leaves the rest', async () => {
    const answer = await world.ask<Record<string, unknown>, object>(
      '{ mine: tickets(first: 1) { nodes { id } } all: tickets(first: 1, filter: { owner: ENTERPRISE }) { nodes { id } } }',
    );
    expect(answer.data).toEqual({ mine: { nodes: [{ id: expect.any(String) }] }, all: null });
    expect(codes(answer)).toEqual(['FORBIDDEN']);
  });
});

describe('nobody sees what is not theirs', () => {
  test('three people who ask the same get three lists that do not meet', async () => {
    const seen = await Promise.all(
      ['alice', 'bob', 'erin'].map(async (login) => (await list(null, login)).data.tickets?.nodes ?? []),
    );
    const ids = seen.flat().map((ticket) => ticket?.id);
    expect(seen.every((nodes) => nodes.length > 10)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('an admin of one enterprise sees nothing of another', async () => {
    const { data } = await list({ owner: 'ENTERPRISE' }, 'dana', 100);
    const all = new Set(data.tickets?.nodes?.map((ticket) => ticket?.id));
    const erins = (await list(null, 'erin')).data.tickets?.nodes ?? [];
    expect(erins.some((ticket) => all.has(ticket?.id))).toBe(false);
  });

  test('the credential of one operation is used for nothing else', async () => {
    await list(null, 'bob');
    await list(null, 'alice');
    expect((await lastCalls(world, 2)).map(({ user }) => user)).toEqual(['bob', 'alice']);
  });
});

describe('a guest', () => {
  test('who is the second of several is found too', async () => {
    const first = `first-${Date.now()}@example.com`;
    const second = `second-${Date.now()}@example.com`;
    const create = (input: string) =>
      world.ask<
        { createTicket: { ticket: { ticketId: string; requestor: { requestorId: string } } } },
        object
      >(
        `mutation { createTicket(input: { ${input} }) { ... on CreateTicketSuccess {
          ticket { ticketId requestor { requestorId } } } } }`,
      );
    const type = 'type: "video-assistance-multi-participants"';
    const several = (await create(`emails: ["${first}", "${second}"], ${type}`)).data.createTicket.ticket;
    const alone = (await create(`emails: ["${second}"]`)).data.createTicket.ticket;
    const answer = await list({ requestorId: alone.requestor.requestorId });
    expect(codes(answer)).toEqual([]);
    expect(new Set(answer.data.tickets?.nodes?.map((ticket) => ticket?.ticketId))).toEqual(
      new Set([several.ticketId, alone.ticketId]),
    );
  });
});

describe('states, which the API has no filter for', () => {
  test('are filtered by the gateway, which reports the rows that it read', async () => {
    const rows: { id: number; state: string }[] = (await upstream(world, '/tickets?limit=100')).data;
    const wanted = rows.filter(({ state }) => state === 'done' || state === 'closed');
    const { data, calls } = await list({ states: ['DONE', 'CLOSED'] });
    expect(data.tickets?.nodes?.map((ticket) => Number(ticket?.ticketId))).toEqual(
      wanted.map(({ id }) => id),
    );
    expect(data.tickets).toMatchObject({ scannedCount: rows.length, totalCount: null });
    expect(await lastUpstreamParams(world)).not.toHaveProperty('state');
    expect(calls).toBe(1);
  });

  test('are not scanned for where none is named', async () => {
    const { data } = await list({ states: [] });
    expect(data.tickets?.scannedCount).toBeNull();
  });
});

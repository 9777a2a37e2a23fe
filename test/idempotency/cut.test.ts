import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChaosProxy, createProxy, type Exchange, type Fault } from '../chaos/proxy.ts';
import { CreateOnceDocument, type CreateTicketInput } from '../generated/graphql.ts';
import { asUser, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { callsOf, messagesTo, somebody } from './upstream-writes.ts';

// A world for each test: connections that are cut one after the other would open the breaker for writes.
let world: TestGateway;
let proxy: ChaosProxy;
beforeEach(async () => {
  world = await createTestGateway({
    sandbox: { tickets: 0 },
    through: async (url) => {
      proxy = await createProxy(url);
      return proxy.url;
    },
    env: { IDEMPOTENCY_LOOK_SECONDS: '1' },
  });
  await warmUpCallers(world, 'alice', 'dana');
});
afterEach(async () => {
  await world.close();
  await proxy.close();
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const isCreation = ({ method, path }: Exchange) => method === 'POST' && path.endsWith('/tickets');

/** Where the connection of a creation is cut, and whether the ticket comes to be all the same. */
const CUTS: readonly { where: string; happens: boolean; cut: Fault }[] = [
  {
    where: 'before the request is passed on',
    happens: false,
    cut: ({ socket }) => void socket.resetAndDestroy(),
  },
  {
    where: 'before the answer',
    happens: true,
    cut: async ({ socket, forward }) => {
      await forward();
      socket.resetAndDestroy();
    },
  },
  {
    where: 'within the head of the answer',
    happens: true,
    cut: async ({ socket, forward }) => {
      socket.write((await forward()).subarray(0, 40));
      await wait(20);
      socket.destroy();
    },
  },
  {
    where: 'within the body of the answer',
    happens: true,
    cut: async ({ socket, forward }) => {
      socket.write((await forward()).subarray(0, -20));
      await wait(20);
      socket.destroy();
    },
  },
];

/** Sends a creation whose connection is cut, then the same again until it is over; how it ended each time. */
async function createThrough(cut: Fault, input: CreateTicketInput, login = 'alice') {
  proxy.play((exchange) => (isCreation(exchange) ? cut : null));
  const ends = [];
  for (let tries = 0; tries < 4; tries += 1) {
    const { data } = await world.ask(CreateOnceDocument, { input }, asUser(login));
    ends.push(data.createTicket);
    const isPending =
      data.createTicket?.__typename === 'TicketOutcomeUnknownError' && data.createTicket.retryable;
    if (!isPending || input.idempotencyKey == null) break;
    await wait(1_050);
  }
  return ends;
}

describe.each(CUTS)('a connection that is cut $where', ({ where, happens, cut }) => {
  test.each([1, 2, 3])(
    'with a key and a reference ends with the ticket, or for good without (round %i)',
    async (round) => {
      const email = somebody();
      const input = { emails: [email], invite: true, reference: email, idempotencyKey: `${where} ${round}` };
      const before = await callsOf(world, 'POST /tickets');
      const ends = await createThrough(cut, input);
      expect(await messagesTo(world, email)).toBe(happens ? 1 : 0);
      expect((await callsOf(world, 'POST /tickets')) - before).toBe(happens ? 1 : 0);
      if (happens) {
        expect(ends).toMatchObject([
          { __typename: 'CreateTicketSuccess', replayed: false, ticket: { reference: email } },
        ]);
        expect(await createThrough(cut, input)).toMatchObject([
          { replayed: true, ticket: { reference: email } },
        ]);
      } else {
        const searched = { reference: email, serviceKey: null, owner: 'VIEWER' };
        expect(ends).toMatchObject([
          {
            code: 'MUTATION_OUTCOME_UNKNOWN',
            retryable: true,
            retryAfter: 1,
            searched: { ...searched, looks: 1 },
          },
          {
            code: 'MUTATION_OUTCOME_UNKNOWN',
            retryable: false,
            retryAfter: null,
            searched: { ...searched, looks: 2 },
          },
        ]);
        proxy.play(() => null);
        const again = await createThrough(() => {}, input);
        expect(again).toMatchObject([{ retryable: false, searched: { looks: 2 } }]);
      }
      expect(await messagesTo(world, email)).toBe(happens ? 1 : 0);
    },
  );

  test('with a key and no reference can not be looked for, and is never sent again', async () => {
    const email = somebody();
    const input = { emails: [email], invite: true, idempotencyKey: `${where}, blind` };
    const [end] = await createThrough(cut, input);
    expect(end).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN', retryable: false, searched: null });
    proxy.play(() => null);
    const { data, calls } = await world.ask(CreateOnceDocument, { input });
    expect(data.createTicket).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN', retryable: false });
    expect(calls).toBe(0);
    expect(await messagesTo(world, email)).toBe(happens ? 1 : 0);
    const anew = await world.ask(CreateOnceDocument, {
      input: { ...input, idempotencyKey: `${where}, anew` },
    });
    expect(anew.data.createTicket).toMatchObject({ replayed: false });
  });

  test('without a key is looked for once by its reference', async () => {
    const email = somebody();
    const [end] = await createThrough(cut, { emails: [email], invite: true, reference: email });
    expect(end).toMatchObject(
      happens
        ? { __typename: 'CreateTicketSuccess', replayed: false, ticket: { reference: email } }
        : { code: 'MUTATION_OUTCOME_UNKNOWN', retryable: false, searched: { reference: email, looks: 1 } },
    );
    expect(await messagesTo(world, email)).toBe(happens ? 1 : 0);
  });

  test('without a key and a reference is unknown', async () => {
    const email = somebody();
    const [end] = await createThrough(cut, { emails: [email], invite: true });
    expect(end).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN', retryable: false, searched: null });
    expect(await messagesTo(world, email)).toBe(happens ? 1 : 0);
  });
});

describe('a look', () => {
  const [, lostAnswer] = CUTS;
  const cut: Fault = (exchange) => lostAnswer?.cut(exchange);

  test('is among the tickets of the enterprise where another agent is named, if the user may see them', async () => {
    const email = somebody();
    const input = { emails: [email], reference: email, agent: 'bob', idempotencyKey: 'for bob' };
    expect(await createThrough(cut, input, 'dana')).toMatchObject([
      { replayed: false, ticket: { reference: email } },
    ]);
    expect(await createThrough(cut, input, 'alice')).toMatchObject([{ retryable: false, searched: null }]);
  });

  test('is in the service that was named', async () => {
    const [email, serviceKey] = [somebody(), 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf'];
    const ends = await createThrough(cut, {
      emails: [email],
      reference: email,
      serviceKey,
      idempotencyKey: 'service',
    });
    expect(ends).toMatchObject([{ replayed: false, ticket: { reference: email } }]);
  });

  test('takes no ticket of the same reference for another guest', async () => {
    const reference = somebody();
    await createThrough(cut, { emails: [somebody()], reference, idempotencyKey: 'one guest' });
    const reset: Fault = ({ socket }) => void socket.resetAndDestroy();
    const ends = await createThrough(reset, {
      emails: [somebody()],
      reference,
      idempotencyKey: 'another guest',
    });
    expect(ends.at(-1)).toMatchObject({ retryable: false, searched: { reference, looks: 2 } });
  });

  test('that the API does not answer is no look', async () => {
    const email = somebody();
    const input = { emails: [email], reference: email, idempotencyKey: 'limited look' };
    await world.admin.habits({
      fail: [{ path: '/tickets', method: 'GET', status: 429, headers: { 'Retry-After': '9' } }],
    });
    proxy.play((exchange) => (isCreation(exchange) ? cut : null));
    const { data } = await world.ask(CreateOnceDocument, { input });
    expect(data.createTicket).toMatchObject({ retryable: true, retryAfter: 9, searched: { looks: 0 } });
    await world.admin.habits({});
    const again = await world.ask(CreateOnceDocument, { input });
    expect(again.data.createTicket).toMatchObject({ replayed: true, ticket: { reference: email } });
  });

  test('is by a reference made of the key where that was switched on, and none was given', async () => {
    const other = await createTestGateway({
      sandbox: { tickets: 0 },
      through: async (url) => {
        await proxy.close();
        proxy = await createProxy(url);
        return proxy.url;
      },
      env: { IDEMPOTENCY_REFERENCE: 'synthetic' },
    });
    proxy.play((exchange) => (isCreation(exchange) ? cut : null));
    const create = (input: CreateTicketInput) => other.ask(CreateOnceDocument, { input });
    const found = await create({ emails: [somebody()], idempotencyKey: 'synthetic' });
    const reference = expect.stringMatching(/^gw-[0-9a-f]{20}$/);
    expect(found.data.createTicket).toMatchObject({ replayed: false, ticket: { reference } });
    proxy.play(() => null);
    const own = await create({ emails: [somebody()], idempotencyKey: 'own', reference: 'CASE-1' });
    expect(own.data.createTicket).toMatchObject({ ticket: { reference: 'CASE-1' } });
    const unkeyed = await create({ emails: [somebody()] });
    expect(unkeyed.data.createTicket).toMatchObject({ ticket: { reference: null } });
    await other.close();
  });
});

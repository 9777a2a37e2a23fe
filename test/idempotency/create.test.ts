import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CreateOnceDocument, type CreateTicketInput, CreateTwoDocument } from '../generated/graphql.ts';
import { asUser, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { callsOf, isFirst, messagesTo, newToken, outbox, somebody, ticketIdOf } from './upstream-writes.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob');
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const create = (input: CreateTicketInput, asking: Parameters<TestGateway['ask']>[2] = asUser('alice')) =>
  world.ask(CreateOnceDocument, { input }, asking);

/** A new ticket that invites somebody nobody else invites. */
function inviting(idempotencyKey: string, differs: Omit<CreateTicketInput, 'emails'> = {}) {
  const emails: [string] = [somebody()];
  return { emails, invite: true, idempotencyKey, ...differs };
}

describe('the same key', () => {
  test('creates one ticket and returns its current state', async () => {
    const input = inviting('one ticket', { subject: 'Boiler' });
    const first = await create(input);
    expect(first.data.createTicket).toMatchObject({ replayed: false, ticket: { state: 'INVITED' } });
    expect(first.calls).toBe(1);
    const second = await create(input);
    expect(second.data.createTicket).toMatchObject({
      __typename: 'CreateTicketSuccess',
      replayed: true,
      ticket: { subject: 'Boiler' },
    });
    expect(second.calls).toBe(1);
    expect(second.data.createTicket).toMatchObject({ ticketId: ticketIdOf(first.data.createTicket) });
    expect(await messagesTo(world, input.emails[0])).toBe(1);
  });

  test('costs no call where nothing but ids is selected', async () => {
    const input = inviting('ids alone');
    await create(input);
    const again = await world.ask(CreateTwoDocument, { one: input, two: input });
    expect(again.calls).toBe(0);
    expect(again.data).toMatchObject({ one: { replayed: true }, two: { replayed: true } });
  });

  test('ten times at once creates one ticket and invites once', async () => {
    const input = inviting('ten at once');
    const all = await Promise.all(Array.from({ length: 10 }, () => create(input)));
    const ids = all.map(({ data }) => ticketIdOf(data.createTicket));
    expect(new Set(ids).size).toBe(1);
    expect(all.filter(({ data }) => isFirst(data.createTicket))).toHaveLength(1);
    expect(await messagesTo(world, input.emails[0])).toBe(1);
  });

  test('with other arguments is typed, with its place, and sends nothing', async () => {
    await create(inviting('taken'));
    const answer = await create(inviting('taken', { subject: 'Another matter' }));
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'TicketIdempotencyError',
      code: 'IDEMPOTENCY_MISMATCH',
      retryable: false,
    });
    expect(answer.calls).toBe(0);
  });

  test('with the same arguments said otherwise is the same request', async () => {
    const input = inviting('said otherwise', { startTime: '2030-01-31T15:00:00Z' });
    await create(input);
    const again = await create({
      ...input,
      subject: null,
      startTime: '2030-01-31T17:00:00+02:00',
      agent: '1201',
    });
    expect(again.data.createTicket).toMatchObject({ replayed: true });
  });

  test('with a token that was renewed in between is the same caller', async () => {
    const input = inviting('renewed');
    const first = await create(input, { token: await newToken(world, 'alice') });
    const second = await create(input, { token: await newToken(world, 'alice') });
    expect(first.data.createTicket).toMatchObject({ replayed: false });
    expect(second.data.createTicket).toMatchObject({
      replayed: true,
      ticketId: ticketIdOf(first.data.createTicket),
    });
    expect(await messagesTo(world, input.emails[0])).toBe(1);
  });

  test('of another user is another key', async () => {
    const input = inviting('shared by chance');
    await create(input);
    const other = await create(input, asUser('bob'));
    expect(other.data.createTicket).toMatchObject({ replayed: false });
  });

  test('whose ticket is gone answers its id, and no ticket', async () => {
    const input = inviting('gone');
    const first = await create(input);
    const ticketId = ticketIdOf(first.data.createTicket);
    await world.admin.remove([Number(ticketId)]);
    const again = await create(input);
    expect(again.data.createTicket).toMatchObject({ replayed: true, ticketId, ticket: null });
  });

  test('is free again after a refusal', async () => {
    const input = inviting('refused', { agent: 'nobody-of-that-name' });
    const refused = await create(input);
    expect(refused.data.createTicket).toMatchObject({ issues: [{ path: ['input', 'agent'] }] });
    const right = await create({ ...input, agent: 'bob' });
    expect(right.data.createTicket).toMatchObject({ replayed: false });
  });
});

describe('a client that leaves before the answer', () => {
  test('finds its ticket by the next try, though it gave nothing to look by', async () => {
    const input = inviting('left');
    await world.admin.habits({ latency: [{ path: '/tickets', method: 'POST', ms: 400 }] });
    const leaving = new AbortController();
    const request = new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox-alice', 'content-type': 'application/json' },
      body: JSON.stringify({ query: CreateOnceDocument.toString(), variables: { input } }),
      signal: leaving.signal,
    });
    const left = world.fetch(request).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, 150));
    leaving.abort();
    await left;
    const again = await create(input);
    expect(again.data.createTicket).toMatchObject({ __typename: 'CreateTicketSuccess', replayed: true });
    expect(await messagesTo(world, input.emails[0])).toBe(1);
  });
});

describe('a key', () => {
  test.each([
    ['empty', ''],
    ['too long', 'k'.repeat(256)],
    ['of blanks', '   '],
    ['with what is not printable', 'a\u0007b'],
    ['beyond ASCII', 'clé'],
  ])('that is %s is refused before any call', async (_what, key) => {
    const answer = await create(inviting(key));
    expect(answer.data.createTicket).toMatchObject({ issues: [{ path: ['input', 'idempotencyKey'] }] });
    expect(answer.calls).toBe(0);
  });

  test('may be 255 characters long', async () => {
    const answer = await create(inviting('k'.repeat(255)));
    expect(answer.data.createTicket).toMatchObject({ replayed: false });
  });

  test('may come as a header, as with Stripe', async () => {
    const { idempotencyKey: _, ...input } = inviting('');
    const asking = { headers: { 'idempotency-key': 'of the header' } };
    expect((await create(input, asking)).data.createTicket).toMatchObject({ replayed: false });
    expect((await create(input, asking)).data.createTicket).toMatchObject({ replayed: true });
    expect((await create(input)).data.createTicket).toMatchObject({ replayed: false });
    expect((await create({ ...input, idempotencyKey: 'own' }, asking)).data.createTicket).toMatchObject({
      replayed: false,
    });
  });

  test('in a header that can not be one is refused', async () => {
    const answer = await create({ emails: [somebody()] }, { headers: { 'idempotency-key': ' ' } });
    expect(answer.data.createTicket).toMatchObject({ __typename: 'TicketValidationError' });
  });

  test('in a header is one for each mutation of a document', async () => {
    const [one, two] = [{ emails: [somebody()] }, { emails: [somebody()] }];
    const asking = { headers: { 'idempotency-key': 'of a document' } };
    const first = await world.ask(CreateTwoDocument, { one, two }, asking);
    expect(first.data).toMatchObject({ one: { replayed: false }, two: { replayed: false } });
    const again = await world.ask(CreateTwoDocument, { one, two }, asking);
    expect(again.data.one).toMatchObject({ replayed: true, ticketId: ticketIdOf(first.data.one) });
    expect(again.data.two).toMatchObject({ replayed: true, ticketId: ticketIdOf(first.data.two) });
  });
});

describe('an outbox that was filled offline', () => {
  test('is sent in order, stops at the limit, and is resumed without a second ticket', async () => {
    const box = ['first', 'second', 'third'].map((key) => inviting(`outbox ${key}`));
    const flush = async () => {
      const answers = [];
      for (const input of box) {
        const { data } = await create(input, { token: await newToken(world, 'alice') });
        answers.push(data.createTicket);
        if (data.createTicket?.__typename === 'TicketRateLimitError') break;
      }
      return answers;
    };
    await warmUpCallers(world, 'alice');
    const before = (await outbox(world)).length;
    const [firstOf, ...rest] = box;
    expect((await create(firstOf ?? {})).data.createTicket).toMatchObject({ replayed: false });
    const limit = { path: '/tickets', method: 'POST', status: 429, headers: { 'Retry-After': '37' } };
    await world.admin.habits({ fail: [limit] });
    const stopped = await create(rest[0] ?? {});
    expect(stopped.data.createTicket).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfter: 37,
    });
    await world.admin.habits({});
    expect(await flush()).toMatchObject([{ replayed: true }, { replayed: false }, { replayed: false }]);
    expect(await flush()).toMatchObject([{ replayed: true }, { replayed: true }, { replayed: true }]);
    expect((await outbox(world)).length - before).toBe(3);
    expect(await callsOf(world, 'POST /tickets')).toBeGreaterThan(3);
  });
});

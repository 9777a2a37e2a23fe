import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DeleteOnceDocument, UpdateExpectedDocument, type UpdateTicketInput } from '../generated/graphql.ts';
import { asUser, lastCalls, lastUpstreamParams, upstream, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await warmUpCallers(world, 'alice', 'dana');
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const insert = async () => String((await world.admin.insert({ user: 'alice' }))[0]);
const update = (input: UpdateTicketInput, login = 'alice') =>
  world.ask(UpdateExpectedDocument, { input }, asUser(login));
const stateOf = async (ticketId: string) => (await upstream(world, `/tickets/${ticketId}`)).state;

/** Changes its state past the gateway. */
const change = (ticketId: string, state: string) => world.admin.change([Number(ticketId)], { state });

describe('a change that expects a state', () => {
  test('happens if it is so: read, compared, written, read', async () => {
    const ticketId = await insert();
    await change(ticketId, 'open');
    const answer = await update(
      { ticketId, state: 'INPROGRESS', agent: 'bob', expectedState: 'OPEN' },
      'dana',
    );
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'UpdateTicketSuccess',
      ticket: { state: 'INPROGRESS', agent: { username: 'bob' } },
    });
    expect((await lastCalls(world, 3)).map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET']);
  });

  test('that the ticket has left is a conflict with the current ticket, and writes nothing', async () => {
    const ticketId = await insert();
    await change(ticketId, 'inprogress');
    const answer = await update({ ticketId, state: 'INPROGRESS', agent: 'alice', expectedState: 'OPEN' });
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      code: 'CONFLICT',
      retryable: false,
      ticket: { ticketId, state: 'INPROGRESS', transitions: ['DONE', 'CANCELLED'] },
    });
    expect(answer.calls).toBe(1);
    expect((await lastCalls(world, 1))[0]).toMatchObject({ method: 'GET' });
  });

  test('is told by a lost race: two agents take over, one of them wins', async () => {
    const ticketId = await insert();
    await change(ticketId, 'open');
    const take = (agent: string) =>
      update({ ticketId, agent, state: 'INPROGRESS', expectedState: 'OPEN' }, 'dana');
    const first = await take('alice');
    const second = await take('bob');
    expect(first.data.updateTicket?.__typename).toBe('UpdateTicketSuccess');
    expect(second.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      ticket: { ticketId },
    });
  });
});

describe('a change that expects a moment', () => {
  test('happens if the ticket has not changed since, but not a second time', async () => {
    const ticketId = await insert();
    const seen = await update({ ticketId, description: 'one' });
    const result = seen.data.updateTicket;
    if (result?.__typename !== 'UpdateTicketSuccess') throw new Error('not updated');
    const expectedUpdatedAt = result.ticket?.updatedAt ?? '';
    await world.admin.move(5);
    const first = await update({ ticketId, description: 'two', expectedUpdatedAt });
    expect(first.data.updateTicket).toMatchObject({ ticket: { description: 'two' } });
    const late = await update({ ticketId, description: 'three', expectedUpdatedAt });
    expect(late.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      ticket: { description: 'two' },
    });
  });

  test('that can not be read is refused before any call', async () => {
    const answer = await update({ ticketId: '1', description: 'x', expectedUpdatedAt: 'yesterday' });
    expect(answer.data.updateTicket).toMatchObject({ issues: [{ path: ['input', 'expectedUpdatedAt'] }] });
    expect(answer.calls).toBe(0);
  });
});

describe('a change', () => {
  test('of the description alone says nothing but that, and leaves the state as it is', async () => {
    const ticketId = await insert();
    for (const state of ['new', 'open', 'invited', 'inprogress', 'done', 'expired']) {
      await change(ticketId, state);
      await update({ ticketId, description: `while ${state}` });
      const [put] = (await lastCalls(world, 2)).filter(({ method }) => method === 'PUT');
      expect(put?.parameters).toEqual({ description: `while ${state}` });
      expect(await stateOf(ticketId)).toBe(state);
    }
  });

  test('tells a field that is left out from one that is emptied, and from null', async () => {
    const ticketId = await insert();
    await update({ ticketId, description: 'something', subject: 'kept' });
    await update({ ticketId, description: '' });
    const now = await upstream(world, `/tickets/${ticketId}`);
    expect(now).toMatchObject({ subject: 'kept' });
    expect(now.description ?? '').toBe('');
    const answer = await update({ ticketId, description: null });
    expect(answer.data.updateTicket).toMatchObject({ issues: [{ path: ['input', 'description'] }] });
    expect(answer.calls).toBe(0);
  });

  test('that the API refuses as a conflict holds the ticket, read for that', async () => {
    const ticketId = await insert();
    await world.admin.habits({ fail: [{ path: '/tickets/{ticketId}', method: 'PUT', status: 409 }] });
    const answer = await update({ ticketId, state: 'DONE' });
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      ticket: { ticketId },
    });
    expect(answer.calls).toBe(2);
  });

  test('of a closed ticket is a conflict that holds it', async () => {
    const ticketId = await insert();
    await change(ticketId, 'closed');
    const answer = await update({ ticketId, description: 'too late' });
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      ticket: { state: 'CLOSED', transitions: [] },
    });
  });

  test('whose state the API does not take is refused by it, typed with its place', async () => {
    const ticketId = await insert();
    const refused = { path: '/tickets/{ticketId}', method: 'PUT', status: 422 };
    await world.admin.habits({ fail: [refused] });
    const answer = await update({ ticketId, state: 'NEW' });
    expect(answer.data.updateTicket?.__typename).toBe('TicketValidationError');
    expect(await stateOf(ticketId)).not.toBe('new');
  });

  test('of a ticket that is gone is typed, with and without an expectation', async () => {
    for (const expectedState of [null, 'OPEN' as const]) {
      const answer = await update({ ticketId: '99999999', description: 'x', expectedState });
      expect(answer.data.updateTicket?.__typename).toBe('TicketNotFoundError');
    }
    expect(await lastUpstreamParams(world)).toEqual({});
  });
});

test('deleting answers the id; deleting again is typed', async () => {
  const ticketId = await insert();
  const remove = () => world.ask(DeleteOnceDocument, { input: { ticketId } });
  expect((await remove()).data.deleteTicket).toMatchObject({ deletedTicketId: ticketId });
  expect((await remove()).data.deleteTicket).toMatchObject({
    __typename: 'TicketNotFoundError',
    code: 'NOT_FOUND',
    retryable: false,
  });
});

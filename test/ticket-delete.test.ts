import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeleteTicketDocument, TicketByApiIdDocument } from './generated/graphql.ts';
import { asUser, codes, globalId, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await warmUpCallers(world, 'alice', 'bob', 'erin');
});
afterAll(() => world.close());

const insert = async () => String((await world.admin.insert({ user: 'alice' }))[0]);
const remove = (ticketId: string, login = 'alice') =>
  world.ask(DeleteTicketDocument, { input: { ticketId } }, asUser(login));

test('deleting returns the ids of the deleted ticket, in one call', async () => {
  const ticketId = await insert();
  const answer = await remove(ticketId);
  expect(answer.data.deleteTicket).toEqual({
    __typename: 'DeleteTicketSuccess',
    deletedId: globalId('Ticket', ticketId),
    deletedTicketId: ticketId,
  });
  expect(answer.calls).toBe(1);
  expect((await world.ask(TicketByApiIdDocument, { ticketId })).data.ticket).toBeNull();
});

test('deleting again returns a typed error', async () => {
  const ticketId = await insert();
  const input = { id: globalId('Ticket', ticketId) };
  await world.ask(DeleteTicketDocument, { input });
  const again = await world.ask(DeleteTicketDocument, { input });
  expect(again.data.deleteTicket).toMatchObject({ __typename: 'TicketNotFoundError', code: 'NOT_FOUND' });
  expect(codes(again)).toEqual([]);
});

test("what is a colleague's or another enterprise's stays", async () => {
  const ticketId = await insert();
  expect((await remove(ticketId, 'bob')).data.deleteTicket?.__typename).toBe('TicketForbiddenError');
  expect((await remove(ticketId, 'erin')).data.deleteTicket?.__typename).toBe('TicketNotFoundError');
  expect((await world.ask(TicketByApiIdDocument, { ticketId })).data.ticket?.ticketId).toBe(ticketId);
});

test('a lost answer leaves the outcome unknown, and looking tells', async () => {
  const ticketId = await insert();
  const path = '/tickets/{ticketId}';
  await world.admin.habits({ fail: [{ path, method: 'DELETE', status: 504, when: 'after' }] });
  const answer = await remove(ticketId);
  await world.admin.habits({});
  expect(answer.data.deleteTicket).toMatchObject({
    __typename: 'TicketOutcomeUnknownError',
    retryable: false,
  });
  expect((await world.ask(TicketByApiIdDocument, { ticketId })).data.ticket).toBeNull();
});

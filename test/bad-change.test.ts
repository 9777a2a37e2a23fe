import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UpdateTicketDocument } from './generated/graphql.ts';
import { upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  ticketId = String((await upstream(world, '/tickets')).data[0].id);
});
afterAll(() => world.close());

describe('a change', () => {
  test.each(['agent', 'state', 'reference', 'description', 'subject', 'groupId'])(
    'of %s to null is refused: the API has no word for it',
    async (name) => {
      const answer = await world.ask(UpdateTicketDocument, { input: { ticketId, [name]: null } });
      expect(answer.data.updateTicket).toMatchObject({ issues: [{ path: ['input', name] }] });
      expect(answer.calls).toBe(0);
    },
  );

  test('without any field is refused', async () => {
    const answer = await world.ask(UpdateTicketDocument, { input: { ticketId } });
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'TicketValidationError',
      issues: [{ path: ['input'] }],
    });
    expect(answer.calls).toBe(0);
  });

  test('to an unknown state is refused', async () => {
    const answer = await world.ask(UpdateTicketDocument, { input: { ticketId, state: 'UNKNOWN' } });
    expect(answer.data.updateTicket).toMatchObject({ issues: [{ path: ['input', 'state'] }] });
    expect(answer.calls).toBe(0);
  });

  test('that the API refuses tells which input it was', async () => {
    const answer = await world.ask(UpdateTicketDocument, { input: { ticketId, agent: 'nobody' } });
    expect(answer.data.updateTicket).toMatchObject({ issues: [{ path: ['input', 'agent'] }] });
    expect(answer.calls).toBe(1);
  });

  test('of a closed ticket is a conflict, found by one read', async () => {
    const [closed] = await world.admin.insert({ state: 'closed' });
    const input = { ticketId: String(closed), subject: 'Too late' };
    const answer = await world.ask(UpdateTicketDocument, { input });
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'TicketConflictError',
      code: 'CONFLICT',
      message: expect.stringContaining('closed'),
      retryable: false,
    });
    expect(answer.calls).toBe(2);
  });

  test('of a closed ticket brings join links with that one look', async () => {
    const [closed] = await world.admin.insert({ state: 'closed' });
    const document = `mutation ($input: UpdateTicketInput!) { updateTicket(input: $input) {
      ... on TicketConflictError { ticket { agent { joinUrl } } again: ticket { state } }
    } }`;
    const input = { ticketId: String(closed), subject: 'Too late' };
    const answer = await world.ask(document, { input });
    expect(answer.data).toMatchObject({
      updateTicket: {
        ticket: { agent: { joinUrl: expect.stringMatching(/^http/) } },
        again: { state: 'CLOSED' },
      },
    });
    expect([answer.calls, answer.extensions.cost.planned]).toEqual([2, 2]);
  });
});

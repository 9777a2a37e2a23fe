import { afterEach, describe, expect, test } from 'vitest';
import {
  CreateOnceDocument,
  DeleteOnceDocument,
  ExportOnceDocument,
  UpdateExpectedDocument,
} from '../generated/graphql.ts';
import { warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { outbox } from './upstream-writes.ts';

let world: TestGateway;
afterEach(() => world.close());

const open = async (env: Record<string, string>) => {
  world = await createTestGateway({ sandbox: { tickets: 0 }, env });
  await warmUpCallers(world, 'alice');
};

describe('a gateway that is read only', () => {
  test('refuses every mutation, typed, before any call; reading goes on', async () => {
    await open({ READ_ONLY: '1' });
    const [id] = await world.admin.insert({ user: 'alice' });
    const ticketId = String(id);
    const refused = { __typename: 'TicketForbiddenError', code: 'FORBIDDEN', retryable: false };
    const answers = [
      await world.ask(CreateOnceDocument, { input: { emails: ['a@example.com'], idempotencyKey: 'k' } }),
      await world.ask(UpdateExpectedDocument, { input: { ticketId, state: 'DONE', expectedState: 'OPEN' } }),
      await world.ask(DeleteOnceDocument, { input: { ticketId } }),
      await world.ask(ExportOnceDocument, { input: { ticketId } }),
    ];
    for (const { data, calls, errors } of answers) {
      expect(Object.values(data)).toMatchObject([refused]);
      expect({ calls, errors }).toEqual({ calls: 0, errors: undefined });
    }
    const read = await world.ask<{ ticket: object }, object>(
      `{ ticket(ticketId: "${ticketId}") { ticketId } }`,
    );
    expect(read.data.ticket).toEqual({ ticketId });
  });
});

describe('a gateway that may invite only some', () => {
  test('refuses anybody else with the place of each, and sends nothing', async () => {
    await open({ RECIPIENT_ALLOWLIST: '*@example.com,+3361234*' });
    const input = {
      emails: ['paul@example.com', 'paul@customer.test'],
      phones: ['+33612345678', '+33712345678'],
    };
    const answer = await world.ask(CreateOnceDocument, { input });
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'TicketValidationError',
      issues: [{ path: ['input', 'emails', '1'] }, { path: ['input', 'phones', '1'] }],
    });
    expect(JSON.stringify(answer.data)).not.toContain('customer.test');
    expect(answer.calls).toBe(0);
    const allowed = { emails: ['paul@example.com'], phones: ['+33612345678'], invite: true };
    const created = await world.ask(CreateOnceDocument, { input: allowed });
    expect(created.data.createTicket?.__typename).toBe('CreateTicketSuccess');
    expect(await outbox(world)).toHaveLength(2);
  });

  test('does not send the invitation of a ticket that others made for somebody else', async () => {
    await open({ RECIPIENT_ALLOWLIST: '*@example.com' });
    const headers = { authorization: 'Bearer sandbox-alice' };
    const made = await world.sandbox.fetch(
      new Request(`${world.upstreamUrl}/tickets?email=guest%40customer.test&agent=alice`, {
        method: 'POST',
        headers,
      }),
    );
    const ticketId = String((await made.json()).id);
    const refused = await world.ask(UpdateExpectedDocument, { input: { ticketId, state: 'INVITED' } });
    expect(refused.data.updateTicket).toMatchObject({ issues: [{ path: ['input', 'state'] }] });
    const other = await world.ask(UpdateExpectedDocument, { input: { ticketId, state: 'INPROGRESS' } });
    expect(other.data.updateTicket?.__typename).toBe('UpdateTicketSuccess');
    expect(await outbox(world)).toEqual([]);
  });
});

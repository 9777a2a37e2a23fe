import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  TicketByApiIdDocument,
  UpdateTicketDocument,
  UpdateTicketForIdsDocument,
  type UpdateTicketInput,
} from './generated/graphql.ts';
import { asUser, codes, globalId, lastCalls, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob', 'dana');
});
beforeEach(async () => {
  ticketId = String((await world.admin.insert({ user: 'alice', reference: 'CASE-1', group: 77 }))[0]);
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const update = (input: UpdateTicketInput, login = 'alice') =>
  world.ask(UpdateTicketDocument, { input: { ticketId, ...input } }, asUser(login));

/** What the change itself carried, whatever was read after it. */
const changed = async () =>
  (await lastCalls(world, 2)).filter(({ method }) => method !== 'GET').map(({ parameters }) => parameters);

describe('a change', () => {
  test('with only ids selected is one call', async () => {
    const answer = await world.ask(UpdateTicketForIdsDocument, { input: { ticketId, subject: 'New' } });
    const ticket = { id: globalId('Ticket', ticketId), ticketId };
    expect(answer.data.updateTicket).toEqual({ __typename: 'UpdateTicketSuccess', ticket });
    expect(answer.calls).toBe(1);
  });

  test('with fields is two calls: the updated ticket is read again', async () => {
    const answer = await update({ subject: 'New', state: 'INPROGRESS' });
    expect(answer.data.updateTicket).toMatchObject({
      __typename: 'UpdateTicketSuccess',
      ticket: { subject: 'New', state: 'INPROGRESS', reference: 'CASE-1' },
    });
    expect(answer.calls).toBe(2);
  });

  test('may name the ticket by its global id', async () => {
    const input = { id: globalId('Ticket', ticketId), subject: 'By global id' };
    const answer = await world.ask(UpdateTicketDocument, { input });
    expect(answer.data.updateTicket).toMatchObject({ ticket: { ticketId, subject: 'By global id' } });
  });

  test('with its medias alone needs no reading of the ticket', async () => {
    const { calls } = await world.ask(
      `mutation { updateTicket(input: { ticketId: "${ticketId}", subject: "New" }) {
        ... on UpdateTicketSuccess { ticket { medias(first: 1) { nodes { id } } events { nodes { id } } } }
      } }`,
    );
    expect(calls).toBe(3);
  });

  test('and what follows it in the same operation share what was read', async () => {
    const { data, calls } = await world.ask<Record<string, object>, object>(
      `mutation {
        first: updateTicket(input: { ticketId: "${ticketId}", subject: "One" }) { ...Subject }
        second: updateTicket(input: { ticketId: "${ticketId}", subject: "Two" }) { ...Subject }
        exportTicket(input: { ticketId: "${ticketId}" }) {
          ... on ExportTicketSuccess { ticket { subject } }
        }
      }
      fragment Subject on UpdateTicketSuccess { ticket { subject } }`,
    );
    expect(data).toEqual({
      first: { ticket: { subject: 'One' } },
      second: { ticket: { subject: 'Two' } },
      exportTicket: { ticket: { subject: 'Two' } },
    });
    expect(calls).toBe(5);
  });

  test('is in the timeline that is read after it in the same operation', async () => {
    const { data, calls } = await world.ask<
      Record<string, { ticket: { events: { nodes: object[] } } }>,
      object
    >(
      `mutation {
        first: updateTicket(input: { ticketId: "${ticketId}", state: INPROGRESS }) { ...Timeline }
        second: updateTicket(input: { ticketId: "${ticketId}", state: DONE }) { ...Timeline }
      }
      fragment Timeline on UpdateTicketSuccess { ticket { events { nodes { name } } } }`,
    );
    const [first, second] = [data['first'], data['second']].map((one) => one?.ticket.events.nodes ?? []);
    expect(first?.length).toBeGreaterThan(0);
    expect(second).toEqual([...(first ?? []), { name: 'TICKET_COMPLETED' }]);
    expect(calls).toBe(4);
  });
});

describe('what is sent', () => {
  const everything = {
    agent: 'bob',
    state: 'DONE',
    reference: 'CASE-2',
    description: 'New description',
    subject: 'New subject',
    groupId: '78',
  } as const;

  test('is each property by its wire name', async () => {
    await update(everything);
    expect(await changed()).toEqual([
      {
        agent: 'bob',
        state: 'done',
        reference: 'CASE-2',
        description: 'New description',
        subject: 'New subject',
        group: '78',
      },
    ]);
  });

  test.each(Object.keys(everything))(
    'is %s alone, and never a state, when only that was given',
    async (name) => {
      const [given] = Object.entries(everything).filter(([key]) => key === name);
      await update(Object.fromEntries([given ?? []]));
      const [sent] = await changed();
      expect(Object.keys(sent ?? {})).toEqual([name === 'groupId' ? 'group' : name]);
    },
  );

  test('leaves all other properties unchanged', async () => {
    const before = await upstream(world, `/tickets/${ticketId}`);
    await update({ description: 'Only this' });
    const after = await upstream(world, `/tickets/${ticketId}`);
    expect(after).toEqual({ ...before, description: 'Only this', modified: expect.any(String) });
  });

  test('may be an empty text, which empties a property', async () => {
    const answer = await update({ reference: '' });
    expect(await changed()).toEqual([{ reference: '' }]);
    expect(answer.data.updateTicket).toMatchObject({ ticket: { reference: '' } });
  });
});

describe('the answer to a change', () => {
  test.each(['cut', 'empty'])('is never read: a body that is %s does no harm', async (body) => {
    const path = '/tickets/{ticketId}';
    await world.admin.habits({ fail: [{ path, method: 'PUT', status: 200, when: 'after', body }] });
    const answer = await update({ subject: 'Unread' });
    expect(answer.data.updateTicket).toMatchObject({ ticket: { subject: 'Unread' } });
    expect(answer.errors).toBeUndefined();
  });

  test.each([
    { what: 'is lost', status: 502, body: 'error' },
    { what: 'is the page of a proxy', status: 200, body: 'html' },
  ])('that $what leaves the outcome unknown', async ({ status, body }) => {
    const path = '/tickets/{ticketId}';
    await world.admin.habits({ fail: [{ path, method: 'PUT', when: 'after', status, body }] });
    const answer = await update({ subject: 'Lost' });
    expect(answer.data.updateTicket).toMatchObject({ __typename: 'TicketOutcomeUnknownError' });
    expect((await upstream(world, `/tickets/${ticketId}`)).subject).toBe('Lost');
  });
});

test('a change that takes the ticket out of sight is a success all the same', async () => {
  const [claras] = await world.admin.insert({ user: 'clara.petit', group: 77 });
  const answer = await update({ ticketId: String(claras), groupId: '78' });
  expect(answer.data.updateTicket).toMatchObject({ __typename: 'UpdateTicketSuccess', ticket: null });
  expect(codes(answer)).toEqual(['FORBIDDEN']);
});

test('take over: the named agent has the ticket, and the group still sees it', async () => {
  const [unassigned] = await world.admin.insert({ user: 'clara.petit', group: 77, agent: false });
  const taken = { ticketId: String(unassigned), agent: 'alice', state: 'INPROGRESS' } as const;
  const answer = await update(taken);
  expect(answer.data.updateTicket).toMatchObject({
    ticket: { state: 'INPROGRESS', agent: { username: 'alice' } },
  });
  const seen = await world.ask(TicketByApiIdDocument, { ticketId: taken.ticketId }, asUser('dana'));
  expect(seen.data.ticket?.state).toBe('INPROGRESS');
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CreateTicketDocument, type CreateTicketInput } from './generated/graphql.ts';
import { asUser, lastCalls, lastUpstreamParams, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob');
});
afterAll(() => world.close());

/** Creates a ticket that must come to be. */
const create = async (input: CreateTicketInput, login = 'alice') => {
  const answer = await world.ask(CreateTicketDocument, { input }, asUser(login));
  const result = answer.data.createTicket;
  if (result?.__typename !== 'CreateTicketSuccess' || result.ticket == null) {
    throw new Error(`no ticket: ${JSON.stringify(answer)}`);
  }
  return { ...answer, ticket: result.ticket, sent: await lastUpstreamParams(world) };
};

describe('a new ticket', () => {
  test('is returned complete by the one call that creates it', async () => {
    const { ticket, calls } = await create({
      emails: ['paul@example.com'],
      phones: ['+33612345678', '+33787654321'],
      recipient: { name: 'Martin', firstName: 'Paul', company: 'ACME', gender: 'male', country: 'FR' },
      type: 'video-assistance',
      language: 'fr',
      subject: 'Boiler does not start',
      reference: 'CASE-1234',
      description: 'Error E04',
      groupId: '77',
      startTime: '2030-01-31T15:00:00Z',
      durationMinutes: 45,
    });
    expect(calls).toBe(1);
    expect(ticket).toMatchObject({
      state: 'OPEN',
      type: 'VIDEO_ASSISTANCE',
      language: 'fr',
      subject: 'Boiler does not start',
      reference: 'CASE-1234',
      description: 'Error E04',
      startTime: '2030-01-31T15:00:00Z',
      endTime: '2030-01-31T15:45:00Z',
      durationMinutes: 45,
      service: { serviceKey: 'sfa6mdbzx9vigfvryihfokt9khux8qan' },
      group: { groupId: '77' },
      agent: { username: 'alice' },
      requestor: {
        name: 'Martin',
        firstName: 'Paul',
        company: 'ACME',
        gender: 'MALE',
        country: 'FR',
        emails: ['paul@example.com'],
        phones: ['+33612345678', '+33787654321'],
      },
    });
  });

  test('sends every parameter by its wire name', async () => {
    const { sent } = await create({
      emails: ['paul@example.com', 'anna@example.com'],
      phones: ['+33612345678', '+33787654321'],
      recipient: { name: 'Martin', firstName: 'Paul', company: 'ACME', gender: 'male', country: 'FR' },
      type: 'video-assistance',
      language: 'fr',
      subject: 'Boiler',
      reference: 'CASE-1234',
      description: 'Error E04',
      serviceKey: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf',
      groupId: '77',
      agent: 'bob',
      invite: true,
      inviteOrganizer: false,
      agentTemplate: 'for-agents',
      requestorTemplate: 'for-guests',
      startTime: '2030-01-31T15:00:00+02:00',
      durationMinutes: 45,
      reminderMinutes: 15,
    });
    expect(sent).toEqual({
      email: 'paul@example.com,anna@example.com',
      phone: '+33612345678,+33787654321',
      name: 'Martin',
      firstName: 'Paul',
      company: 'ACME',
      gender: 'male',
      country: 'FR',
      type: 'video-assistance',
      language: 'fr',
      subject: 'Boiler',
      reference: 'CASE-1234',
      description: 'Error E04',
      service_key: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf',
      group: '77',
      agent: 'bob',
      invite: '1',
      inviteOrganizer: 'false',
      agentTemplate: 'for-agents',
      requestorTemplate: 'for-guests',
      startTime: '2030-01-31T13:00:00Z',
      duration: '45',
      reminder: '15',
    });
  });

  test('says nothing that was not given, but its agent and that nobody is invited yet', async () => {
    const { sent } = await create({ emails: ['paul@example.com'] });
    expect(sent).toEqual({ email: 'paul@example.com', agent: '1201', invite: '0' });
  });

  test('takes null for not given', async () => {
    const none = { phones: null, recipient: null, subject: null, startTime: null, durationMinutes: null };
    const { sent } = await create({ emails: ['paul@example.com'], ...none, inviteOrganizer: null });
    expect(sent).toEqual({ email: 'paul@example.com', agent: '1201', invite: '0' });
  });
});

describe('its agent', () => {
  test('is the user of the token by default', async () => {
    const { ticket, calls } = await create({ emails: ['paul@example.com'] }, 'bob');
    expect(ticket.agent).toEqual({ username: 'bob' });
    expect(calls).toBe(1);
  });

  test('may be a colleague, by login or by id', async () => {
    expect((await create({ emails: ['paul@example.com'], agent: 'bob' })).ticket.agent?.username).toBe('bob');
    expect((await create({ emails: ['paul@example.com'], agent: '1202' })).ticket.agent?.username).toBe(
      'bob',
    );
  });

  test('is nobody where null says so', async () => {
    const { ticket, sent } = await create({ emails: ['paul@example.com'], agent: null });
    expect(sent).not.toHaveProperty('agent');
    expect(ticket).toMatchObject({ state: 'NEW', agent: null });
  });
});

describe('its invitation', () => {
  test('is sent now to every address if requested', async () => {
    const { ticket } = await create({
      emails: ['paul@example.com'],
      phones: ['+33612345678'],
      invite: true,
    });
    expect(ticket.state).toBe('INVITED');
    expect(await world.admin.outbox(ticket.ticketId)).toMatchObject([
      { channel: 'email' },
      { channel: 'sms' },
    ]);
  });

  test("is left to the app's own channel otherwise: the guest's link comes back", async () => {
    const { ticket } = await create({ phones: ['+33612345678'] });
    expect(await world.admin.outbox(ticket.ticketId)).toEqual([]);
    expect(ticket.requestor?.joinUrl).toMatch(/^http.*\/i\/./);
  });

  test('for several guests goes to the organizer too by default', async () => {
    const several = {
      emails: ['a@example.com', 'b@example.com'],
      type: 'video-assistance-multi-participants',
    };
    const sentTo = async (inviteOrganizer: boolean) => {
      const { ticket, sent } = await create({ ...several, invite: true, inviteOrganizer });
      expect(sent).toMatchObject({ inviteOrganizer: String(inviteOrganizer) });
      return (await world.admin.outbox(ticket.ticketId)).length;
    };
    expect(await sentTo(true)).toBe(3);
    expect(await sentTo(false)).toBe(2);
  });
});

describe('a creation is never repeated', () => {
  const input = { emails: ['paul@example.com'] };
  const creations = async () =>
    (await lastCalls(world, 1000)).filter(({ method, path }) => method === 'POST' && path === '/tickets')
      .length;

  test.each([
    { what: 'a lost answer', fail: { status: 502, when: 'after', body: 'html' } },
    { what: 'a failure', fail: { status: 500 } },
    { what: 'an answer that is cut', fail: { status: 200, when: 'after', body: 'cut' } },
    { what: 'an empty answer', fail: { status: 200, when: 'after', body: 'empty' } },
  ])('$what leaves the outcome unknown, and says so', async ({ fail }) => {
    const before = await creations();
    await world.admin.habits({ fail: [{ path: '/tickets', method: 'POST', ...fail }] });
    const answer = await world.ask(CreateTicketDocument, { input });
    await world.admin.habits({});
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'TicketOutcomeUnknownError',
      code: 'MUTATION_OUTCOME_UNKNOWN',
      retryable: false,
    });
    expect(answer.errors).toBeUndefined();
    expect(await creations()).toBe(before + 1);
  });

  test('over the limit of the API it is typed, with when to come back', async () => {
    const tooMany = { path: '/tickets', method: 'POST', status: 429, headers: { 'Retry-After': '37' } };
    await world.admin.habits({ fail: [tooMany] });
    const answer = await world.ask(CreateTicketDocument, { input });
    await world.admin.habits({});
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'TicketRateLimitError',
      code: 'RATE_LIMITED',
      retryable: true,
      retryAfter: 37,
    });
  });
});

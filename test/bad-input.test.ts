import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CreateTicketDocument, type CreateTicketInput } from './generated/graphql.ts';
import { codes, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** What a mutation is given wrong is answered by a type of its own, at the place of the fault. */
let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
});
afterAll(() => world.close());

const emails = ['paul@example.com'];

describe('an invalid new ticket is refused before any call', () => {
  interface Case {
    what: string;
    input: CreateTicketInput;
    at: string[];
  }
  const several = 'video-assistance-multi-participants';
  const cases: Case[] = [
    { what: 'without anybody to invite', input: { subject: 'Nobody' }, at: ['emails'] },
    { what: 'with empty lists of recipients', input: { emails: [], phones: [] }, at: ['emails'] },
    {
      what: 'with a malformed phone number',
      input: { phones: ['+33612345678', '06 12 34 56 78'] },
      at: ['phones', '1'],
    },
    {
      what: 'with a phone number without its country',
      input: { phones: ['0612345678'] },
      at: ['phones', '0'],
    },
    {
      what: 'with a phone number without end',
      input: { phones: [`+${'1'.repeat(5000)}x`] },
      at: ['phones', '0'],
    },
    { what: 'with a malformed email', input: { emails: ['paul(at)example.com'] }, at: ['emails', '0'] },
    {
      what: 'with a country by its name',
      input: { emails, recipient: { country: 'France' } },
      at: ['recipient', 'country'],
    },
    {
      what: 'with a country in small letters',
      input: { emails, recipient: { country: 'fr' } },
      at: ['recipient', 'country'],
    },
    { what: 'with a malformed date', input: { emails, startTime: 'tomorrow' }, at: ['startTime'] },
    {
      what: 'on a day that no month has',
      input: { emails, startTime: '2030-02-30T10:00:00Z' },
      at: ['startTime'],
    },
    { what: 'without an offset', input: { emails, startTime: '2030-01-01T10:00:00' }, at: ['startTime'] },
    { what: 'of no length', input: { emails, durationMinutes: 0 }, at: ['durationMinutes'] },
    { what: 'with no time to remind', input: { emails, reminderMinutes: 0 }, at: ['reminderMinutes'] },
    { what: 'with too early a reminder', input: { emails, reminderMinutes: 61 }, at: ['reminderMinutes'] },
    {
      what: 'with details of one recipient for several',
      input: { emails, type: several, recipient: { name: 'Martin' } },
      at: ['recipient'],
    },
    { what: 'in an unknown state', input: { emails, initialState: 'UNKNOWN' }, at: ['initialState'] },
    {
      what: 'in a state that the API has no name for',
      input: { emails, initialState: 'DONE' },
      at: ['initialState'],
    },
    {
      what: 'with metadata that the API has no name for',
      input: { emails, metadata: [{ key: 'a', value: 'b' }] },
      at: ['metadata'],
    },
    {
      what: 'that does not fit into a URL',
      input: { emails, description: 'x'.repeat(9000) },
      at: ['description'],
    },
    {
      what: 'with two addresses in one',
      input: { emails: ['a@example.com,b@example.com'] },
      at: ['emails', '0'],
    },
  ];

  test.each(cases)('$what', async ({ input, at }) => {
    const answer = await world.ask(CreateTicketDocument, { input });
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'TicketValidationError',
      code: 'BAD_USER_INPUT',
      retryable: false,
      issues: [{ path: ['input', ...at], message: expect.stringMatching(/\w/) }],
    });
    expect(answer.status).toBe(200);
    expect(codes(answer)).toEqual([]);
    expect(answer.calls).toBe(0);
  });

  test('with all its faults at once', async () => {
    const input = { phones: ['1'], startTime: 'never', recipient: { country: '??' }, durationMinutes: -1 };
    const answer = await world.ask(CreateTicketDocument, { input });
    const result = answer.data.createTicket;
    const paths = result?.__typename === 'TicketValidationError' ? result.issues.map(({ path }) => path) : [];
    expect(paths.map((path) => path.join('.'))).toEqual([
      'input.phones.0',
      'input.recipient.country',
      'input.startTime',
      'input.durationMinutes',
    ]);
  });

  test('the same where it is written into the document', async () => {
    const answer = await world.ask<{ createTicket: object }, object>(
      `mutation { createTicket(input: { emails: ["paul(at)example.com"], startTime: "tomorrow" }) {
        ... on TicketValidationError { issues { path } }
      } }`,
    );
    expect(answer.data.createTicket).toEqual({
      issues: [{ path: ['input', 'emails', '0'] }, { path: ['input', 'startTime'] }],
    });
  });
});

describe('a new ticket that the API refuses returns the path of the input', () => {
  const cases: { what: string; input: CreateTicketInput; at: string }[] = [
    { what: 'a language it does not speak', input: { emails, language: 'tlh' }, at: 'language' },
    { what: 'a kind it does not have', input: { emails, type: 'seance' }, at: 'type' },
    { what: 'an agent it does not know', input: { emails, agent: 'nobody' }, at: 'agent' },
    { what: 'a group it does not know', input: { emails, groupId: '4711' }, at: 'groupId' },
    { what: 'a group that is no number', input: { emails, groupId: 'Level1' }, at: 'groupId' },
    { what: 'a service it does not know', input: { emails, serviceKey: 'none' }, at: 'serviceKey' },
    { what: 'a shared mailbox', input: { emails: ['info@example.com'] }, at: 'emails' },
  ];

  test.each(cases)('$what', async ({ input, at }) => {
    const answer = await world.ask(CreateTicketDocument, { input });
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'TicketValidationError',
      issues: [{ path: ['input', at] }],
    });
    expect(answer.calls).toBe(1);
  });
});

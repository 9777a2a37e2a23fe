import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
});
afterAll(() => world.close());

const emails = ['paul@example.com'];

describe('what was given wrong is never repeated', () => {
  const SECRET = /secret|900471100/i;
  const text = async (document: string, variables: object = {}) => {
    const { errors, data } = await world.ask<object, object>(document, variables);
    return JSON.stringify({ errors, data });
  };
  const create = `mutation Create($input: CreateTicketInput!) {
    createTicket(input: $input) { ... on TicketValidationError { message issues { path message } } }
  }`;

  test.each([
    { what: 'an email', input: { emails: ['paul.secret'] } },
    { what: 'a phone number', input: { phones: ['900471100'] } },
    { what: 'what the API refused', input: { emails: ['info@secret.example'], agent: 'secret-agent' } },
    { what: 'a moment', input: { emails, startTime: 'secret' } },
    { what: 'a country', input: { emails, recipient: { country: 'secret' } } },
    { what: 'an object for a moment', input: { emails, startTime: { secret: 900471100 } } },
    { what: 'an object for an email', input: { emails: [{ secret: 1 }], subject: 900471100 } },
    { what: 'a text for a number', input: { emails, durationMinutes: 'secret' } },
    { what: 'a member of an enum', input: { emails, initialState: 'SECRET' } },
    { what: 'what is too long', input: { emails, description: 'secret'.repeat(2000) } },
  ])('$what: neither in the answer nor in the log', async ({ input }) => {
    expect(await text(create, { input })).not.toMatch(SECRET);
    expect(world.logs.join('')).not.toMatch(SECRET);
  });

  test.each([
    '{ tickets(filter: { createdAfter: "secret" }) { nodes { id } } }',
    '{ tickets(filter: { createdAfter: 900471100 }) { nodes { id } } }',
    'mutation { createTicket(input: { emails: ["secret"] }) { __typename } }',
    'mutation { createTicket(input: { phones: [900471100] }) { __typename } }',
  ])('nor what stands in the document: %s', async (document) => {
    expect(await text(document)).not.toMatch(SECRET);
  });
});

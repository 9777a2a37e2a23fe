import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CreateOnceDocument,
  type CreateTicketInput,
  UpdateExpectedDocument,
  type UpdateTicketInput,
} from '../generated/graphql.ts';
import { lastUpstreamParams, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 }, env: { IDEMPOTENCY_REFERENCE: 'synthetic' } });
});
afterAll(() => world.close());

const create = (input: CreateTicketInput) => world.ask(CreateOnceDocument, { input });
const update = (input: UpdateTicketInput) => world.ask(UpdateExpectedDocument, { input });

/** Names and values of a request that was shown. */
function shown(result: object | null | undefined): Record<string, string | null> {
  // @NOTE only previews have a request; anything else fails here.
  const { request } = result as { request: { parameters: { name: string; value: string | null }[] } };
  return Object.fromEntries(request.parameters.map(({ name, value }) => [name, value]));
}

const input: CreateTicketInput = {
  emails: ['paul@example.com', 'anna@example.com'],
  recipient: { firstName: 'Paul' },
  subject: 'Boiler & more',
  startTime: '2030-01-31T15:00:00+02:00',
  durationMinutes: 45,
  serviceKey: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf',
  invite: true,
};

describe('validating a creation', () => {
  test('shows the request of somebody who is not known yet without asking who it is', async () => {
    const answer = await create({ ...input, idempotencyKey: 'unknown', validateOnly: true });
    expect(answer.calls).toBe(0);
    expect(answer.data.createTicket).toMatchObject({
      __typename: 'CreateTicketPreview',
      request: { method: 'POST', path: '/tickets' },
    });
    expect(shown(answer.data.createTicket)).toMatchObject({ agent: null, reference: null });
  });

  test('shows exactly what is sent afterwards', async () => {
    await warmUpCallers(world, 'alice');
    const answer = await create({ ...input, idempotencyKey: 'exactly', validateOnly: true });
    expect(answer.calls).toBe(0);
    const parameters = shown(answer.data.createTicket);
    const created = await create({ ...input, idempotencyKey: 'exactly' });
    expect(created.data.createTicket?.__typename).toBe('CreateTicketSuccess');
    expect(await lastUpstreamParams(world)).toEqual(parameters);
    expect(parameters).toMatchObject({ agent: '1201', startTime: '2030-01-31T13:00:00Z', invite: '1' });
    expect(parameters['reference']).toMatch(/^gw-/);
  });

  test('says what is wrong as sending would', async () => {
    const answer = await create({ emails: ['nobody'], validateOnly: true });
    expect(answer.data.createTicket).toMatchObject({ issues: [{ path: ['input', 'emails', '0'] }] });
    const unbound = await create({ emails: ['paul@example.com'], initialState: 'OPEN', validateOnly: true });
    expect(unbound.data.createTicket).toMatchObject({ issues: [{ path: ['input', 'initialState'] }] });
  });
});

describe('validating a change', () => {
  test('shows the request, with the id in its path, and sends nothing', async () => {
    const [id] = await world.admin.insert({ user: 'alice' });
    const answer = await update({ ticketId: String(id), description: 'New', validateOnly: true });
    expect(answer.calls).toBe(0);
    expect(answer.data.updateTicket).toEqual({
      __typename: 'UpdateTicketPreview',
      request: {
        method: 'PUT',
        path: '/tickets/{ticketId}',
        parameters: [
          { name: 'description', value: 'New', place: 'QUERY' },
          { name: 'ticketId', value: String(id), place: 'PATH' },
        ],
      },
    });
  });

  test('reads nothing for what is expected', async () => {
    const answer = await update({ ticketId: '1', state: 'DONE', expectedState: 'OPEN', validateOnly: true });
    expect(answer.calls).toBe(0);
    expect(shown(answer.data.updateTicket)).toEqual({ state: 'done', ticketId: '1' });
  });
});

test('shows places as the wire table has them', async () => {
  const { mkdtempSync, writeFileSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const folder = mkdtempSync(join(tmpdir(), 'wire-'));
  const file = join(folder, 'wire.json');
  writeFileSync(
    file,
    JSON.stringify({ createTicket: { place: 'form', params: { subject: { name: 'title' } } } }),
  );
  const other = await createTestGateway({ sandbox: { tickets: 0 }, env: { UPSTREAM_WIRE: file } });
  const { data } = await other.ask(CreateOnceDocument, { input: { ...input, validateOnly: true } });
  expect(data.createTicket).toMatchObject({
    request: {
      parameters: expect.arrayContaining([
        { name: 'title', value: 'Boiler & more', place: 'FORM' },
        { name: 'email', value: 'paul@example.com,anna@example.com', place: 'FORM' },
      ]),
    },
  });
  await other.close();
  rmSync(folder, { recursive: true });
});

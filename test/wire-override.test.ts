import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  CreateTicketDocument,
  type CreateTicketInput,
  type TicketFilter,
  TicketsDocument,
  TicketsFlatDocument,
  UpdateTicketDocument,
} from './generated/graphql.ts';
import { codes, lastCalls, lastUpstreamParams, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** An API whose names are not what they were believed to be is spoken to by a file of settings: no code is touched. */
const folder = mkdtempSync(join(tmpdir(), 'wire-'));
afterAll(() => rmSync(folder, { recursive: true }));

let world: TestGateway;
const opened: TestGateway[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** A world with a wire file, and a sandbox that is as the file says. */
const openWith = async (wire: object, habits: object = {}) => {
  const file = join(folder, 'wire.json');
  writeFileSync(file, JSON.stringify(wire));
  world = await createTestGateway({ env: { UPSTREAM_WIRE: file } });
  opened.push(world);
  await world.admin.habits({ ...habits });
  await warmUpCallers(world, 'alice');
};

describe('a parameter of another name', () => {
  const habits = { rename: { group: 'user_group', search: 'q' } };

  test('is sent by it, on create and in lists', async () => {
    const params = { group: { name: 'user_group' }, search: { name: 'q' } };
    const { group } = params;
    await openWith({ createTicket: { params: { group } }, listTickets: { params } }, habits);
    const input = { emails: ['paul@example.com'], groupId: '78', subject: 'A rare subject' };
    const created = await world.ask(CreateTicketDocument, { input });
    expect(created.data.createTicket).toMatchObject({ ticket: { group: { groupId: '78' } } });
    const { data } = await world.ask(TicketsDocument, { filter: { groupId: '78', search: 'rare subject' } });
    expect(data.tickets?.nodes).toMatchObject([{ subject: 'A rare subject' }]);
  });

  test('would be ignored without the file, which a list notices', async () => {
    await openWith({}, habits);
    const answer = await world.ask(TicketsDocument, { filter: { groupId: '78' } });
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test('is blamed for a refusal by the input it came from', async () => {
    await openWith({ createTicket: { params: { group: { name: 'user_group' } } } }, habits);
    const input = { emails: ['paul@example.com'], groupId: '4711' };
    const answer = await world.ask(CreateTicketDocument, { input });
    expect(answer.data.createTicket).toMatchObject({ issues: [{ path: ['input', 'groupId'] }] });
  });
});

describe('a change by another verb and in another place', () => {
  const habits = { verbs: { update: 'patch' }, place: 'form' };
  const someTicket = async () => String((await upstream(world, '/tickets?limit=1')).data[0].id);

  test('is sent as the file says: PATCH, with a form', async () => {
    await openWith({ updateTicket: { method: 'PATCH', place: 'form' } }, habits);
    const input = { ticketId: await someTicket(), subject: 'Größe & Maß', state: 'DONE' } as const;
    const answer = await world.ask(UpdateTicketDocument, { input });
    expect(answer.data.updateTicket).toMatchObject({ ticket: { subject: 'Größe & Maß', state: 'DONE' } });
    const [change] = await lastCalls(world, 2);
    expect(change).toMatchObject({
      method: 'PATCH',
      status: 204,
      parameters: { subject: 'Größe & Maß', state: 'done' },
    });
  });

  test('or with JSON', async () => {
    await openWith({ updateTicket: { place: 'json' }, createTicket: { place: 'json' } }, { place: 'json' });
    const input = {
      emails: ['a@example.com'],
      invite: true,
      durationMinutes: 45,
      description: 'x'.repeat(9000),
    };
    const created = await world.ask(CreateTicketDocument, { input });
    expect(created.data.createTicket).toMatchObject({ ticket: { state: 'INVITED', durationMinutes: 45 } });
  });

  test('would be refused without the file, and changes nothing', async () => {
    await openWith({}, habits);
    const ticketId = await someTicket();
    const answer = await world.ask(UpdateTicketDocument, { input: { ticketId, subject: 'Never' } });
    expect(answer.data.updateTicket).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
    expect((await upstream(world, `/tickets/${ticketId}`)).subject).not.toBe('Never');
  });
});

describe('what the prose promises without a name', () => {
  const promised = { promised: true };

  test('a named filter on the state is applied by the API: one call, a total, and backward too', async () => {
    await openWith({ listTickets: { params: { state: { name: 'state' } } } }, promised);
    const filter: TicketFilter = { states: ['CLOSED'] };
    const answer = await world.ask(TicketsDocument, { first: 5, filter });
    expect(await lastUpstreamParams(world)).toMatchObject({ state: 'closed' });
    const all = (await upstream(world, '/tickets?limit=100')).data;
    const closed = all.filter(({ state }: { state: string }) => state === 'closed');
    expect(answer.data.tickets).toMatchObject({ scannedCount: null, totalCount: closed.length });
    expect(answer.data.tickets?.nodes?.map((ticket) => ticket?.state)).toEqual(Array(5).fill('CLOSED'));
    expect(answer.calls).toBe(1);
    const last = await world.ask(TicketsFlatDocument, { last: 2, filter });
    expect(last.data.tickets?.edges?.map((edge) => Number(edge?.node?.ticketId))).toEqual(
      closed.slice(-2).map(({ id }: { id: number }) => id),
    );
  });

  test('an API that ignores that filter after all is caught', async () => {
    await openWith({ listTickets: { params: { state: { name: 'state' } } } });
    const answer = await world.ask(TicketsDocument, { first: 5, filter: { states: ['CLOSED'] } });
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test('an initial state and metadata reach the ticket', async () => {
    const params = { state: { name: 'state' }, metadata: { name: 'metadata' } };
    await openWith({ createTicket: { params } }, promised);
    const metadata = [
      { key: 'case', value: 'ü=1&b' },
      { key: 'vip', value: 'true' },
    ];
    const input: CreateTicketInput = { emails: ['paul@example.com'], initialState: 'DONE', metadata };
    const answer = await world.ask(CreateTicketDocument, { input });
    const result = answer.data.createTicket;
    if (result?.__typename !== 'CreateTicketSuccess') throw new Error(JSON.stringify(answer));
    expect(result.ticket?.state).toBe('DONE');
    const row = await upstream(world, `/tickets/${result.ticket?.ticketId}`);
    expect(row.metadata).toEqual({ case: 'ü=1&b', vip: 'true' });
  });

  test('an enterprise to list is sent, if it is an id', async () => {
    await openWith({ listTickets: { params: { enterprise: { name: 'enterprise' } } } });
    await world.ask(TicketsDocument, { filter: { enterpriseId: '3573' } });
    expect(await lastUpstreamParams(world)).toMatchObject({ enterprise: '3573' });
    const answer = await world.ask(TicketsDocument, { filter: { enterpriseId: '3573/../3608' } });
    expect(answer.errors).toMatchObject([{ extensions: { inputPath: ['filter', 'enterpriseId'] } }]);
    expect(answer.calls).toBe(0);
  });
});

test('a file that can not be meant stops the start, and says where it is wrong', async () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(file, '{ "createTicket": { "params": { "grup": { "name": "group" } } } }');
  await expect(createTestGateway({ env: { UPSTREAM_WIRE: file } })).rejects.toThrow(
    /createTicket\.params\.grup/,
  );
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ExportOnceDocument, type ExportTicketInput } from '../generated/graphql.ts';
import { asUser, warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { callsOf, newToken } from './upstream-writes.ts';

const EXPORTS = 'POST /tickets/{ticketId}/export';

let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway({ sandbox: { tickets: 0 } });
  await warmUpCallers(world, 'alice');
  ticketId = String((await world.admin.insert({ user: 'alice' }))[0]);
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const exported = (
  differs: Partial<ExportTicketInput>,
  asking: Parameters<TestGateway['ask']>[2] = asUser('alice'),
) => world.ask(ExportOnceDocument, { input: { ticketId, ...differs } }, asking);

test('pressing twice gives the same file by the same link, in one call', async () => {
  const before = await callsOf(world, EXPORTS);
  const first = await exported({ idempotencyKey: 'twice' });
  const second = await exported({ idempotencyKey: 'twice' }, { token: await newToken(world, 'alice') });
  expect(first.data.exportTicket).toMatchObject({ replayed: false });
  expect(second.data.exportTicket).toEqual({ ...first.data.exportTicket, replayed: true });
  expect((await callsOf(world, EXPORTS)) - before).toBe(1);
});

test('pressing ten times at once gives one file', async () => {
  const before = await callsOf(world, EXPORTS);
  const all = await Promise.all(Array.from({ length: 10 }, () => exported({ idempotencyKey: 'ten' })));
  expect(all.every(({ data }) => data.exportTicket?.__typename === 'ExportTicketSuccess')).toBe(true);
  expect((await callsOf(world, EXPORTS)) - before).toBe(1);
});

test('the same key in the header does as well, and in another format is a mismatch', async () => {
  const asking = { headers: { 'idempotency-key': 'header' } };
  expect((await exported({}, asking)).data.exportTicket).toMatchObject({ replayed: false });
  expect((await exported({}, asking)).data.exportTicket).toMatchObject({ replayed: true });
  expect((await exported({ format: 'ZIP' }, asking)).data.exportTicket).toMatchObject({
    __typename: 'TicketIdempotencyError',
    code: 'IDEMPOTENCY_MISMATCH',
  });
});

test('a key of an export is not one of a creation', async () => {
  await exported({ idempotencyKey: 'of both' });
  const answer = await world.ask<{ createTicket: object }, object>(
    'mutation { createTicket(input: { emails: ["a@example.com"], idempotencyKey: "of both" }) { __typename } }',
  );
  expect(answer.data.createTicket).toEqual({ __typename: 'CreateTicketSuccess' });
});

test('a link that has run out is made anew', async () => {
  const past = { path: '/tickets/{ticketId}/export', set: { expires_at: '2020-01-01T00:00:00Z' } };
  await world.admin.habits({ rewrite: [past] });
  await exported({ idempotencyKey: 'run out' });
  await world.admin.habits({});
  const again = await exported({ idempotencyKey: 'run out' });
  expect(again.data.exportTicket).toMatchObject({ replayed: false });
  expect(again.calls).toBe(1);
});

test('a lost answer can not be looked for: the key never sends again, a new one does', async () => {
  const lost = { path: '/tickets/{ticketId}/export', status: 502, when: 'after', times: 1 };
  await world.admin.habits({ fail: [lost] });
  const first = await exported({ idempotencyKey: 'lost' });
  expect(first.data.exportTicket).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN', searched: null });
  const second = await exported({ idempotencyKey: 'lost' });
  expect(second.data.exportTicket).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN', retryable: false });
  expect(second.calls).toBe(0);
  const anew = await exported({ idempotencyKey: 'anew' });
  expect(anew.data.exportTicket).toMatchObject({ replayed: false });
});

import { expect, test } from 'vitest';
import { CreateOnceDocument } from '../generated/graphql.ts';
import { warmUpCallers } from '../helpers/queries.ts';
import { createTestGateway } from '../helpers/test-gateway.ts';
import { outbox, somebody } from './upstream-writes.ts';

test('an outbox that meets the budget half way stops there, and is told when to come back', async () => {
  const world = await createTestGateway({ sandbox: { tickets: 0 }, env: { UPSTREAM_RATE_LIMIT: '3' } });
  await warmUpCallers(world, 'alice');
  const box = ['one', 'two', 'three'].map((key) => ({
    input: { emails: [somebody()], invite: true, idempotencyKey: key },
  }));
  const first = [];
  for (const variables of box) first.push((await world.ask(CreateOnceDocument, variables)).data.createTicket);
  expect(first).toMatchObject([
    { replayed: false },
    { replayed: false },
    { __typename: 'TicketRateLimitError', code: 'RATE_LIMITED', retryable: true },
  ]);
  const [, , third] = first;
  const wait = third?.__typename === 'TicketRateLimitError' ? third.retryAfter : null;
  expect(wait).toBeGreaterThan(0);
  expect(await outbox(world)).toHaveLength(2);
  await world.close();
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { filesOf } from './source.ts';

/** What each example costs, in their order, on a sandbox as it comes. The first pays for the gateway to learn who asks. */
const CALLS: Readonly<Record<string, number>> = {
  '01-inbox': 2,
  '02-detail': 3,
  '03-filter': 2,
  '04-lookup': 1,
  '05-viewer': 2,
  '06-create': 1,
  '07-update': 2,
  '08-export': 1,
  '09-board': 7,
};

const examples = filesOf('examples/queries', '.graphql').map(
  ({ path, text }) => [path.replace(/^.*\/|\.graphql$/g, ''), text] as const,
);

let world: TestGateway;
beforeAll(async () => {
  // The settings of `npm start`.
  world = await createTestGateway({ sandbox: { seed: '1', rateLimit: 600 } });
});
afterAll(() => world?.close());

test('every example has a price', () => {
  expect(examples.map(([name]) => name)).toEqual(Object.keys(CALLS));
});

test.each(examples)('%s answers as it is, at its price', async (name, query) => {
  const answer = await world.ask<object, object>(query);
  expect(answer.errors).toBeUndefined();
  expect(JSON.stringify(answer.data)).not.toMatch(/Error"|:null\b.*"nodes":\[\]/);
  for (const root of Object.values(answer.data)) expect(root).not.toBeNull();
  expect(answer.calls).toBe(CALLS[name]);
  expect(answer.extensions.cost.actual).toBe(answer.calls);
});

import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useBudget } from '../../src/server/plugins/use-budget.ts';
import { type Desk, openDesk } from './workbench.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** What the plugin makes of an answer in parts. */
async function told(parts: readonly object[]): Promise<ExecutionResult[]> {
  const { onResultProcess } = useBudget({ explains: false, services: desk.services });
  let result: unknown = (async function* () {
    yield* parts;
  })();
  // @NOTE of all that Yoga hands to this hook the plugin looks at these.
  await (onResultProcess as unknown as (payload: object) => Promise<void>)({
    request: new Request('http://gateway.test/graphql', {
      headers: { authorization: 'Bearer sandbox-alice' },
    }),
    result,
    setResult: (next: unknown) => {
      result = next;
    },
    serverContext: {},
  });
  const seen: ExecutionResult[] = [];
  // @NOTE what was put in comes out as parts again.
  for await (const part of result as AsyncIterable<ExecutionResult>) seen.push(part);
  return seen;
}

it('an answer in parts tells its cost with the last of them', async () => {
  const parts = await told([
    { data: { a: 1 }, hasNext: true },
    { incremental: [], hasNext: true },
    { hasNext: false },
  ]);
  expect(parts.map(({ extensions }) => extensions?.['cost'] !== undefined)).toEqual([false, false, true]);
  expect(parts[0]).toEqual({ data: { a: 1 }, hasNext: true });
});

it('events of a subscription tell it each', async () => {
  const events = await told([{ data: { a: 1 } }, { data: { a: 2 } }]);
  expect(events.map(({ extensions }) => extensions?.['cost'] !== undefined)).toEqual([true, true]);
});

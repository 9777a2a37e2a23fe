import { describe, expect, test } from 'vitest';
import { createTestGateway } from '../helpers/test-gateway.ts';
import { play } from './fault-matrix.ts';
import { FAULTS } from './faults.ts';
import { codesOf, OPERATIONS } from './operations.ts';

/** No operation lasts longer. */
const LONGEST_MS = 10_500;

describe.concurrent('every answer is right or carries the code of the error contract', {
  timeout: 90_000,
}, () => {
  test.for(FAULTS)('with $name', async (fault) => {
    // Who waits less long sees the same of an API that never ends.
    const cells = await play(fault, fault.slow === true ? { 'x-timeout-ms': '2500' } : {});
    const seen = cells.map(({ operation, seen }) => `${operation}: ${seen}`);
    expect(seen).toEqual(cells.map(({ operation, expected }) => `${operation}: ${expected}`));
    expect(Math.max(...cells.map(({ ms }) => ms))).toBeLessThan(LONGEST_MS);
  });
});

describe.each([
  ['whose name nobody knows', 'http://no-such-host.invalid/api/v3'],
  ['where nobody listens', 'http://127.0.0.1:9/api/v3'],
])('an API %s', (_, url) => {
  test('can not be reached: each operation says so, and a write that it did not happen', {
    timeout: 60_000,
  }, async () => {
    const world = await createTestGateway({ sandbox: { tickets: 0 }, through: () => url });
    const answers = OPERATIONS.map(async ({ name, document }) => [
      name,
      codesOf(await world.ask(document('1'))),
    ]);
    expect(await Promise.all(answers)).toEqual(
      OPERATIONS.map(({ name }) => [name, ['UPSTREAM_UNAVAILABLE']]),
    );
    await world.close();
  });
});

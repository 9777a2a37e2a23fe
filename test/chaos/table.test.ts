import { describe, expect, test } from 'vitest';
import { openWorld } from '../helpers/world.ts';
import { FAULTS } from './faults.ts';
import { codesOf, OPERATIONS } from './operations.ts';
import { play } from './table.ts';

describe.concurrent('every answer is right or carries the code of the error contract', {
  timeout: 90_000,
}, () => {
  test.for(FAULTS.filter(({ slow }) => slow === undefined))('with $name', async (fault) => {
    const cells = await play(fault);
    const seen = cells.map(({ operation, seen }) => `${operation}: ${seen}`);
    expect(seen).toEqual(cells.map(({ operation, expected }) => `${operation}: ${expected}`));
  });
});

describe.each([
  ['whose name nobody knows', 'http://no-such-host.invalid/api/v3'],
  ['where nobody listens', 'http://127.0.0.1:9/api/v3'],
])('an API %s', (_, url) => {
  test('can not be reached: each operation says so, and a write that it did not happen', {
    timeout: 60_000,
  }, async () => {
    const world = await openWorld({ sandbox: { tickets: 0 }, through: () => url });
    for (const operation of OPERATIONS) {
      const codes = codesOf(await world.ask(operation.document('1')));
      expect({ [operation.name]: codes }).toEqual({ [operation.name]: ['UPSTREAM_UNAVAILABLE'] });
    }
    await world.close();
  });
});

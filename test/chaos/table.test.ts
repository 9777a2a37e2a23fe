import { describe, expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
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

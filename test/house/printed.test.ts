import { expect, test } from 'vitest';
import { differences, PRINTED } from '../../scripts/generated-files.ts';

test.each(PRINTED.map((printed) => [printed.name, printed.command, printed] as const))(
  '%s is what the code prints now (else: %s)',
  (_name, _command, printed) => {
    expect(printed.drifted()).toEqual([]);
  },
);

test('a file that was changed, that is missing, or that nothing prints any more is named', () => {
  const committed = new Map([
    ['same', 'a'],
    ['changed', 'a'],
    ['left over', 'a'],
  ]);
  const anew = new Map([
    ['same', 'a'],
    ['changed', 'b'],
    ['missing', 'b'],
  ]);
  expect(differences(committed, anew)).toEqual(['changed', 'left over', 'missing']);
});

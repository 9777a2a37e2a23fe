import { expect, test } from 'vitest';
import { PRINTED } from '../../scripts/drift.ts';

test.each(PRINTED.map((printed) => [printed.name, printed.command, printed] as const))(
  '%s is what the code prints now (else: %s)',
  (_name, _command, printed) => {
    expect(printed.isCurrent()).toBe(true);
  },
);

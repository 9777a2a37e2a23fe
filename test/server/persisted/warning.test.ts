import type { ExecutionResult } from 'graphql';
import { expect, test } from 'vitest';
import { withWarning } from '../../../src/server/errors/warning.ts';

const warning = { code: 'DOCUMENT_NOT_TRUSTED', message: 'Soon.' } as const;

/** An answer in parts, and whether it was given up. */
function inParts(parts: ExecutionResult[]) {
  const seen = { left: false };
  async function* send() {
    try {
      yield* parts;
    } finally {
      seen.left = true;
    }
  }
  return { seen, parts: send() };
}

function stream(result: ReturnType<typeof withWarning>): AsyncIterable<ExecutionResult> {
  if (!(Symbol.asyncIterator in result)) throw new Error('This is one answer.');
  return result;
}

test('an answer has the warning beside what it says already', () => {
  expect(withWarning({ data: { a: 1 }, extensions: { cost: 1 } }, warning)).toEqual({
    data: { a: 1 },
    extensions: { cost: 1, warnings: [warning] },
  });
});

test('an answer in parts has it in the first alone', async () => {
  const { parts } = inParts([{ data: { a: 1 } }, { data: { b: 2 } }]);
  const read: ExecutionResult[] = [];
  for await (const part of stream(withWarning(parts, warning))) read.push(part);
  expect(read).toEqual([{ data: { a: 1 }, extensions: { warnings: [warning] } }, { data: { b: 2 } }]);
});

test('whoever gives the rest up lets go of what sends it', async () => {
  const { parts, seen } = inParts([{ data: { a: 1 } }, { data: { b: 2 } }]);
  for await (const _part of stream(withWarning(parts, warning))) break;
  expect(seen.left).toBe(true);
});

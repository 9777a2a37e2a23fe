import { describe, expect, test } from 'vitest';
import { untilDone } from '../../src/server/defer/parts.ts';

/** A stream of three parts that may break before its last one. */
async function* parts(broken = false): AsyncGenerator<number> {
  yield 1;
  yield 2;
  if (broken) throw new Error('broken');
  yield 3;
}

/** A stream that is watched, and how often it was said to be over. */
function watched(broken = false) {
  let over = 0;
  const stream = untilDone(parts(broken), () => {
    over += 1;
  });
  return { stream, over: () => over };
}

describe('an answer in parts counts as running', () => {
  test('until its last part', async () => {
    const { stream, over } = watched();
    const seen: number[] = [];
    for await (const part of stream) seen.push(part + over() * 100);
    expect([seen, over()]).toEqual([[1, 2, 3], 1]);
  });

  test('until it is given up, be it before its first part', async () => {
    const { stream, over } = watched();
    await stream.return?.();
    await stream.return?.();
    expect(over()).toBe(1);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(over()).toBe(1);
  });

  test('until it breaks', async () => {
    const { stream, over } = watched(true);
    const read = async () => {
      for await (const part of stream) expect(part).toBeLessThan(3);
    };
    await expect(read()).rejects.toThrow('broken');
    expect(over()).toBe(1);
  });
});

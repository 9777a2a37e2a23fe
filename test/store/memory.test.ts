import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';

test.each([
  ['a text', 'short'],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['nothing', ''],
])('%s that is kept keeps no memory but its own', async (_, value) => {
  const space = createMemoryStore().space('small', { maxBytes: 10_000 });
  await space.set('key', value, 60_000);
  const kept = await space.get('key');
  expect(kept).toEqual(Buffer.from(value));
  // A buffer out of Node's pool would share some kilobytes with others, and keep them alive.
  expect(kept?.buffer.byteLength).toBe(value.length);
});

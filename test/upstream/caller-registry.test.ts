import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createCallerRegistry } from '../../src/upstream/caller-registry.ts';

const open = () => createMemoryStore().space('identities', { maxBytes: 100_000 });

describe('Who is behind a credential', () => {
  it('is the credential itself until somebody tells', async () => {
    const callerRegistry = createCallerRegistry(open());
    expect(await callerRegistry.lookup('hash')).toBe('hash');
    callerRegistry.record('hash', 'host#1');
    expect(await callerRegistry.lookup('hash')).toBe('host#1');
  });

  it('is told to listeners once, and again when it is another one', () => {
    const callerRegistry = createCallerRegistry(open());
    const heard: string[] = [];
    callerRegistry.onRecorded((credential, caller) => heard.push(`${credential} ${caller}`));
    for (const caller of ['host#1', 'host#1', 'host#2']) callerRegistry.record('hash', caller);
    expect(heard).toEqual(['hash host#1', 'hash host#2']);
  });

  it('is remembered where the store outlives the process, and known to others there', async () => {
    const space = open();
    createCallerRegistry(space).record('hash', 'host#1');
    expect(await createCallerRegistry(space).lookup('hash')).toBe('host#1');
  });

  it('learnt while it is looked up is not lost', async () => {
    const callerRegistry = createCallerRegistry(open());
    const looking = callerRegistry.lookup('hash');
    callerRegistry.record('hash', 'host#1');
    expect(await looking).toBe('host#1');
  });
});

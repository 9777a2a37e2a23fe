import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createCallerRegistry } from '../../src/upstream/caller-registry.ts';

const open = () => createMemoryStore().space('identities', { maxBytes: 100_000 });

describe('The caller of a credential', () => {
  it('is the credential itself until it is recorded', async () => {
    const callerRegistry = createCallerRegistry(open());
    expect(await callerRegistry.lookup('hash')).toBe('hash');
    callerRegistry.record('hash', 'host#1');
    expect(await callerRegistry.lookup('hash')).toBe('host#1');
  });

  it('runs listeners once, and again if it changes', () => {
    const callerRegistry = createCallerRegistry(open());
    const heard: string[] = [];
    callerRegistry.onRecorded((credential, caller) => heard.push(`${credential} ${caller}`));
    for (const caller of ['host#1', 'host#1', 'host#2']) callerRegistry.record('hash', caller);
    expect(heard).toEqual(['hash host#1', 'hash host#2']);
  });

  it('is kept in the store, for other processes too', async () => {
    const space = open();
    createCallerRegistry(space).record('hash', 'host#1');
    expect(await createCallerRegistry(space).lookup('hash')).toBe('host#1');
  });

  it('that is recorded during a lookup is not lost', async () => {
    const callerRegistry = createCallerRegistry(open());
    const looking = callerRegistry.lookup('hash');
    callerRegistry.record('hash', 'host#1');
    expect(await looking).toBe('host#1');
  });
});

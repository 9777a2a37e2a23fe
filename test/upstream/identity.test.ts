import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createIdentities } from '../../src/upstream/caller-registry.ts';

const open = () => createMemoryStore().space('identities', { maxBytes: 100_000 });

describe('Who is behind a credential', () => {
  it('is the credential itself until somebody tells', async () => {
    const identities = createIdentities(open());
    expect(await identities.of('hash')).toBe('hash');
    identities.learn('hash', 'host#1');
    expect(await identities.of('hash')).toBe('host#1');
  });

  it('is told to listeners once, and again when it is another one', () => {
    const identities = createIdentities(open());
    const heard: string[] = [];
    identities.onLearnt((credential, caller) => heard.push(`${credential} ${caller}`));
    for (const caller of ['host#1', 'host#1', 'host#2']) identities.learn('hash', caller);
    expect(heard).toEqual(['hash host#1', 'hash host#2']);
  });

  it('is remembered where the store outlives the process, and known to others there', async () => {
    const space = open();
    createIdentities(space).learn('hash', 'host#1');
    expect(await createIdentities(space).of('hash')).toBe('host#1');
  });

  it('learnt while it is looked up is not lost', async () => {
    const identities = createIdentities(open());
    const looking = identities.of('hash');
    identities.learn('hash', 'host#1');
    expect(await looking).toBe('host#1');
  });
});

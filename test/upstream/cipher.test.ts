import { describe, expect, it } from 'vitest';
import { Credential, decryptFor, encryptFor } from '../../src/upstream/credential.ts';

const alice = () => new Credential('token-of-alice');

describe('A sealed value', () => {
  it('opens for the same token in another request, at the same place', () => {
    const sealed = encryptFor('é 🎫 {"a":1}', alice(), 'cache', 'place');
    expect(decryptFor(sealed, alice(), 'cache', 'place')).toBe('é 🎫 {"a":1}');
    expect(decryptFor(encryptFor('', alice(), 'cache', 'place'), alice(), 'cache', 'place')).toBe('');
  });

  it('opens for no other token, purpose or place', () => {
    const sealed = encryptFor('secret', alice(), 'cache', 'place');
    expect(decryptFor(sealed, new Credential('token-of-bob'), 'cache', 'place')).toBeNull();
    expect(decryptFor(sealed, alice(), 'caller', 'place')).toBeNull();
    expect(decryptFor(sealed, alice(), 'cache', 'elsewhere')).toBeNull();
  });

  it('does not open when a single bit of it was changed, or when it was cut', () => {
    const sealed = encryptFor('secret', alice(), 'cache', 'place');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(decryptFor(changed, alice(), 'cache', 'place')).toBeNull();
    }
    for (const length of [0, 12, 28, sealed.length - 1]) {
      expect(decryptFor(sealed.subarray(0, length), alice(), 'cache', 'place')).toBeNull();
    }
  });

  it('is never the same twice, and shows nothing of what is in it', () => {
    const [one, other] = [
      encryptFor('secret', alice(), 'cache', 'x'),
      encryptFor('secret', alice(), 'cache', 'x'),
    ];
    expect(one.equals(other)).toBe(false);
    expect(one.toString('latin1')).not.toContain('secret');
  });
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCursorSigner } from '../../src/paging/cursor/signer.ts';
import { BadCursorError } from '../../src/paging/errors.ts';

const PAYLOAD = Uint8Array.from([1, 2, 3, 250, 0, 77, 8]);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function reasonOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof BadCursorError) return error.reason;
    throw error;
  }
  return 'opened';
}

describe('a sealed cursor', () => {
  const signer = createCursorSigner(['newest', 'older']);
  const sealed = signer.seal(PAYLOAD);

  it('gives its payload back', () => {
    expect([...signer.open(sealed)]).toEqual([...PAYLOAD]);
  });

  it('needs no escaping in a URL', () => {
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('is refused after any change of any one character', () => {
    const reasons = new Set<string>();
    for (let at = 0; at < sealed.length; at += 1) {
      for (const other of ALPHABET) {
        if (other === sealed[at]) continue;
        reasons.add(reasonOf(() => signer.open(sealed.slice(0, at) + other + sealed.slice(at + 1))));
      }
    }
    expect([...reasons].sort()).toEqual(['MALFORMED', 'TAMPERED', 'UNKNOWN_KEY']);
  });

  it.each([
    ['nothing', ''],
    ['another alphabet', `${sealed.slice(0, -1)}=`],
    ['a cut one', sealed.slice(0, 12)],
    ['a far too long one', sealed.repeat(400)],
    ['an offset in disguise', 'YXJyYXljb25uZWN0aW9uOjA='],
    ['spaces around it', ` ${sealed} `],
  ])('is malformed as %s', (_, text) => {
    expect(reasonOf(() => signer.open(text))).toBe('MALFORMED');
  });

  it('opens with either key while keys rotate, and is sealed with the first', () => {
    const before = createCursorSigner(['older']).seal(PAYLOAD);
    expect([...signer.open(before)]).toEqual([...PAYLOAD]);
    expect([...createCursorSigner(['newest']).open(sealed)]).toEqual([...PAYLOAD]);
  });

  it('names a retired key', () => {
    expect(reasonOf(() => createCursorSigner(['older']).open(sealed))).toBe('UNKNOWN_KEY');
  });

  it('can not be made with the bare secret: the key is derived under a label of its own', () => {
    const body = Buffer.from(sealed, 'base64url').subarray(0, -16);
    const mac = createHmac('sha256', 'newest').update(body).digest().subarray(0, 16);
    expect(reasonOf(() => signer.open(Buffer.concat([body, mac]).toString('base64url')))).toBe('TAMPERED');
  });

  it('needs a key, and no empty one', () => {
    expect(() => createCursorSigner([])).toThrow(TypeError);
    expect(() => createCursorSigner(['', 'older'])).toThrow(TypeError);
  });
});

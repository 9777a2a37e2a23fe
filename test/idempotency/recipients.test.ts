import { describe, expect, test } from 'vitest';
import { mayInvite, refusedRecipients } from '../../src/ticket/create/recipient-allowlist.ts';

describe('a pattern', () => {
  test.each([
    ['*@example.com', 'Paul.Martin@EXAMPLE.com', true],
    ['*@example.com', 'paul@example.com.evil.test', false],
    ['*@example.com', 'paul@exampleXcom', false],
    ['+3361234*', '+33612345678', true],
    ['+3361234*', '+33712345678', false],
    ['paul@example.com', 'paul@example.com', true],
    ['paul@example.com', 'ann-paul@example.com', false],
    ['*', 'anybody@any.test', true],
  ])('%s for %s: %s', (pattern, address, allowed) => {
    expect(refusedRecipients({ emails: [address] }, [pattern]).length === 0).toBe(allowed);
  });

  test('none at all lets everybody be invited', () => {
    expect(refusedRecipients({ emails: ['a@any.test'], phones: null }, [])).toEqual([]);
    expect(refusedRecipients({}, ['*@example.com'])).toEqual([]);
  });

  test('holds for every guest of a ticket, and not for its agent', () => {
    const guest = { emails: ['a@example.com'], phones: [] };
    // @NOTE only what the rule looks at.
    const row = (others: object[]) => ({ requestor: guest, participants: others }) as never;
    expect(mayInvite(row([]), ['*@example.com'])).toBe(true);
    expect(mayInvite(row([{ role: 'guest', emails: [], phones: ['+331'] }]), ['*@example.com'])).toBe(false);
    expect(mayInvite(row([{ role: 'agent', emails: ['x@y.test'], phones: [] }]), ['*@example.com'])).toBe(
      true,
    );
  });
});

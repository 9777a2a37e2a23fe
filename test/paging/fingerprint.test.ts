import { describe, expect, it } from 'vitest';
import { assertSameList, FINGERPRINT_BYTES, fingerprint } from '../../src/paging/cursor/fingerprint.ts';
import { BadCursorError } from '../../src/paging/errors.ts';
import type { ListIdentity } from '../../src/paging/types.ts';

const FILTER = { status: ['completed'], createdSince: 1_700_000_000 };

const LIST: ListIdentity = {
  connection: 'Ticket.medias',
  parent: '82070',
  caller: 'cloud.example/1201',
  filter: FILTER,
  order: { field: 'date', direction: 'desc' },
};

describe('the fingerprint of a list', () => {
  const print = fingerprint(LIST);

  it('is short', () => {
    expect(print).toHaveLength(FINGERPRINT_BYTES);
    expect(FINGERPRINT_BYTES).toBeLessThan(16);
  });

  it('stays when a deploy adds an argument that nobody sends', () => {
    const grown = { tag: null, user: undefined, nested: {}, ...FILTER };
    expect(fingerprint({ ...LIST, filter: grown })).toEqual(print);
  });

  it('stays when the same filter is written in another order', () => {
    const turned = { createdSince: 1_700_000_000, status: ['completed'] };
    expect(fingerprint({ ...LIST, filter: turned })).toEqual(print);
  });

  it('tells no filter from one filter with an absent entry in neither way', () => {
    expect(fingerprint({ ...LIST, filter: null })).toEqual(fingerprint({ ...LIST, filter: { tag: null } }));
  });

  it.each<[string, Partial<ListIdentity>]>([
    ['OTHER_CONNECTION', { connection: 'Query.tickets' }],
    ['OTHER_PARENT', { parent: '82071' }],
    ['OTHER_CALLER', { caller: 'cloud.example/1202' }],
    ['OTHER_FILTER', { filter: { status: ['pending'] } }],
    ['OTHER_FILTER', { filter: null }],
    ['OTHER_ORDER', { order: { field: 'date', direction: 'asc' } }],
    ['OTHER_ORDER', { order: { field: 'title', direction: 'desc' } }],
  ])('differs with %s', (reason, change) => {
    const refuse = (): void => assertSameList(print, fingerprint({ ...LIST, ...change }));
    expect(refuse).toThrow(BadCursorError);
    expect(refuse).toThrow(expect.objectContaining({ reason }));
  });

  it('accepts itself', () => {
    expect(() => assertSameList(print, fingerprint({ ...LIST }))).not.toThrow();
  });

  it('is told apart over many filters, also where the one byte of the reason is the same', () => {
    const prints = Array.from({ length: 2000 }, (_, index) =>
      fingerprint({ ...LIST, filter: { user: index } }),
    );
    const [first] = prints;
    for (const other of prints.slice(1)) {
      expect(() => assertSameList(other, first ?? other)).toThrow(
        expect.objectContaining({ reason: 'OTHER_FILTER' }),
      );
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteWriter } from '../../src/paging/cursor/bytes.ts';
import { type CursorState, decodeCursor, encodeCursor } from '../../src/paging/cursor/cursor.ts';
import { fingerprint } from '../../src/paging/cursor/fingerprint.ts';
import { createCursorSigner } from '../../src/paging/cursor/signer.ts';
import { BadCursorError } from '../../src/paging/errors.ts';
import type { ListIdentity } from '../../src/paging/types.ts';

const LIST: ListIdentity = {
  connection: 'Query.tickets',
  parent: null,
  caller: 'cloud.example/1201',
  filter: { type: 'video-assistance' },
  order: { field: 'start_time', direction: 'desc' },
};

const PLACE: CursorState = {
  reversed: false,
  anchor: { key: 1_768_435_200, id: '82070' },
  undecodableOffset: 0,
  offsetHint: 1234,
  keyset: null,
  snapshotTime: 1_768_437_001,
  drift: { inserted: 2, removed: 1, pagesSinceSeen: 0 },
  nulls: 'last',
  ties: { before: [], beforeAll: true, after: [], afterAll: true },
};

const signer = createCursorSigner(['a key of the tests']);

const ids = fc.oneof(fc.nat().map(String), fc.stringMatching(/^[a-z0-9_-]{1,40}$/), fc.string());
const places: fc.Arbitrary<CursorState> = fc.record({
  reversed: fc.boolean(),
  anchor: fc.record({
    key: fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true }).map((key) => key + 0),
      fc.string({ maxLength: 64 }),
      fc.constant(null),
    ),
    id: ids,
  }),
  undecodableOffset: fc.integer({ min: -9, max: 9 }),
  offsetHint: fc.nat(),
  keyset: fc.option(fc.record({ bound: fc.integer(), offset: fc.nat(), tieCount: fc.nat({ max: 3 }) })),
  snapshotTime: fc.option(fc.integer()),
  drift: fc.record({
    inserted: fc.nat({ max: 255 }),
    removed: fc.nat({ max: 255 }),
    pagesSinceSeen: fc.nat({ max: 255 }),
  }),
  nulls: fc.constantFrom(null, 'first', 'last'),
  ties: fc.record({
    before: fc.array(ids, { maxLength: 8 }),
    beforeAll: fc.boolean(),
    after: fc.array(ids, { maxLength: 3 }),
    afterAll: fc.boolean(),
  }),
});

const reasonOf = (cursor: string): string => {
  try {
    decodeCursor(cursor, LIST, signer, 'after');
  } catch (error) {
    if (error instanceof BadCursorError) return `${error.reason} of ${error.argument}`;
    throw error;
  }
  return 'opened';
};

describe('a cursor', () => {
  it('brings back everything it was given, any kind of key and id', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(decodeCursor(encodeCursor(place, LIST, signer), LIST, signer, 'after')).toEqual(place);
      }),
    );
  });

  it('is well below 120 characters where there are no ties', () => {
    expect(encodeCursor(PLACE, LIST, signer).length).toBeLessThan(90);
    const keyset = { bound: 1_768_435_201, offset: 3, tieCount: 0 };
    expect(encodeCursor({ ...PLACE, keyset }, LIST, signer).length).toBeLessThan(100);
  });

  it('stays below 180 characters inside a run of 500', () => {
    const before = Array.from({ length: 8 }, (_, index) => String(82_069 - index * 7));
    const ties = { before, beforeAll: false, after: ['82071', '82075', '82078'], afterAll: false };
    expect(encodeCursor({ ...PLACE, ties }, LIST, signer).length).toBeLessThan(120);
    const scattered = before.map((id, index) => String((Number(id) * 7919 * (index + 1)) % 10_000_000));
    expect(
      encodeCursor({ ...PLACE, ties: { ...ties, before: scattered } }, LIST, signer).length,
    ).toBeLessThan(180);
  });

  it('does not take 007 for 7, nor a number beyond exact integers for another', () => {
    for (const id of ['007', '7', '-7', '1e3', '99999999999999999999', '']) {
      const place = { ...PLACE, anchor: { key: null, id } };
      expect(decodeCursor(encodeCursor(place, LIST, signer), LIST, signer, null).anchor?.id).toBe(id);
    }
  });

  it('of the first version opens for as long as its key lives', () => {
    const made = '4vgBadimDtP4azri45Hzu-oB0gkCAQAAktTBlg0CgLjBlg0DrIIKAcBBEruF9t1Mpt930iIEyYI';
    expect(decodeCursor(made, LIST, signer, 'after')).toEqual(PLACE);
  });

  it('of a version yet to come is refused as such', () => {
    const payload = new ByteWriter().uint(2).raw(fingerprint(LIST)).finish();
    expect(reasonOf(signer.seal(payload))).toBe('UNKNOWN_VERSION of after');
  });

  it('that ends too early is malformed, though its seal is right', () => {
    const payload = new ByteWriter().uint(1).raw(fingerprint(LIST)).uint(2).finish();
    expect(reasonOf(signer.seal(payload))).toBe('MALFORMED of after');
  });

  it('of another list is refused before its content is read', () => {
    const other = { ...LIST, parent: '7' };
    expect(reasonOf(encodeCursor(PLACE, other, signer))).toBe('OTHER_PARENT of after');
    expect(reasonOf(signer.seal(new ByteWriter().uint(1).raw(fingerprint(other)).finish()))).toBe(
      'OTHER_PARENT of after',
    );
  });
});

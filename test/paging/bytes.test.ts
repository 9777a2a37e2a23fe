import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, ByteWriter, MAX_INT } from '../../src/paging/cursor/bytes.ts';

describe('small integers in few bytes', () => {
  it('come back as they were, whatever follows them', () => {
    const number = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const signed = fc.integer({ min: -MAX_INT, max: MAX_INT });
    fc.assert(
      fc.property(
        number,
        signed,
        fc.string({ unit: 'grapheme' }),
        fc.double({ noNaN: true }),
        (a, b, text, c) => {
          const reader = new ByteReader(
            new ByteWriter().uint(a).int(b).string(text).double(c).uint(a).finish(),
          );
          expect([reader.uint(), reader.int(), reader.string(), reader.double(), reader.uint()]).toEqual([
            a,
            b,
            text,
            c,
            a,
          ]);
        },
      ),
    );
  });

  it.each([MAX_INT, -MAX_INT])('are signed up to %d, which comes back too', (edge) => {
    expect(new ByteReader(new ByteWriter().int(edge).finish()).int()).toBe(edge);
  });

  it('are no larger than that, as twice of them would come back as another', () => {
    expect(() => new ByteWriter().int(MAX_INT + 1)).toThrow(RangeError);
  });

  it.each([
    [0, 1],
    [127, 1],
    [128, 2],
    [16_383, 2],
    [16_384, 3],
    [1_768_435_200, 5],
  ])('%d takes %d bytes', (value, bytes) => {
    expect(new ByteWriter().uint(value).finish()).toHaveLength(bytes);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is refused, not bent', (value) => {
    expect(() => new ByteWriter().uint(value)).toThrow(RangeError);
  });

  it('never reads beyond its bytes', () => {
    const bytes = new ByteWriter().uint(300).string('abc').finish();
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const reader = new ByteReader(bytes.subarray(0, cut));
      expect(() => [reader.uint(), reader.string()]).toThrow(RangeError);
    }
  });

  it('refuses an integer that never ends', () => {
    expect(() => new ByteReader(new Uint8Array(40).fill(0xff)).uint()).toThrow(RangeError);
  });
});

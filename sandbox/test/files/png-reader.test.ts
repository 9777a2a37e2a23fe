import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPng } from '../../src/files/pictures/png-reader.ts';
import { snapshot } from '../../src/files/pictures/snapshot.ts';
import { makePng } from './make-png.ts';

const [WIDTH, HEIGHT] = [5, 4];

/** Rows whose bytes are stored as differences from their neighbours: what an encoder does, written from the PNG text. */
function filtered(plain: Buffer, pixel: number, filterOf: (row: number) => number): Buffer {
  const width = WIDTH * pixel;
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const filter = filterOf(y);
    const stored = Array.from({ length: width }, (_, x) => {
      const a = x < pixel ? 0 : (plain[y * width + x - pixel] ?? 0);
      const b = y === 0 ? 0 : (plain[(y - 1) * width + x] ?? 0);
      const c = x < pixel || y === 0 ? 0 : (plain[(y - 1) * width + x - pixel] ?? 0);
      const p = a + b - c;
      const nearest = [a, b, c].toSorted((one, two) => Math.abs(p - one) - Math.abs(p - two))[0] ?? 0;
      const guess = [0, a, b, Math.floor((a + b) / 2), nearest][filter] ?? 0;
      return ((plain[y * width + x] ?? 0) - guess + 256) % 256;
    });
    return [filter, ...stored];
  });
  return Buffer.from(rows.flat());
}

describe('A picture without alpha is taken as it is', () => {
  test.each([
    ['grey', 0, 1, 1],
    ['red, green and blue', 2, 3, 3],
  ])('%s', (_name, colour, samples, pixel) => {
    const rows = Buffer.alloc((WIDTH * pixel + 1) * HEIGHT);
    const png = readPng(makePng({ width: WIDTH, height: HEIGHT, colour, rows }));
    expect(png).toMatchObject({
      width: WIDTH,
      height: HEIGHT,
      depth: 8,
      samples,
      palette: null,
      alpha: null,
      isFiltered: true,
    });
    expect(inflateSync(png?.rows ?? Buffer.alloc(0))).toEqual(rows);
  });

  test('with its palette', () => {
    const png = readPng(snapshot(4));
    expect([png?.samples, png?.palette?.length]).toEqual([1, 768]);
  });

  test('from several chunks', () => {
    const rows = Buffer.alloc((WIDTH + 1) * HEIGHT, 0);
    const png = readPng(makePng({ width: WIDTH, height: HEIGHT, colour: 0, rows, chunks: 3 }));
    expect(inflateSync(png?.rows ?? Buffer.alloc(0))).toEqual(rows);
  });
});

describe('The alpha channel is parted from the colours', () => {
  test.each([
    ['grey, 8 bits', 4, 2, 8],
    ['red, green and blue, 8 bits', 6, 4, 8],
    ['red, green and blue, 16 bits', 6, 4, 16],
  ])('%s, whatever the filters of the rows', (_name, colour, samples, depth) => {
    const pixel = (samples * depth) / 8;
    const size = WIDTH * HEIGHT * pixel;
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: size, maxLength: size }),
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: HEIGHT, maxLength: HEIGHT }),
        (bytes, filters) => {
          const plain = Buffer.from(bytes);
          const rows = filtered(plain, pixel, (y) => filters[y] ?? 0);
          const png = readPng(makePng({ width: WIDTH, height: HEIGHT, colour, depth, rows }));
          const pixels = Array.from({ length: WIDTH * HEIGHT }, (_, n) =>
            plain.subarray(n * pixel, (n + 1) * pixel),
          );
          const bytesOfAlpha = depth / 8;
          const colours = pixels.map((one) => one.subarray(0, pixel - bytesOfAlpha));
          const alphas = pixels.map((one) => one.subarray(pixel - bytesOfAlpha));
          expect(inflateSync(png?.rows ?? Buffer.alloc(0))).toEqual(Buffer.concat(colours));
          expect(inflateSync(png?.alpha ?? Buffer.alloc(0))).toEqual(Buffer.concat(alphas));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('There is no picture', () => {
  const whole = { width: 4, height: 4, colour: 6, rows: Buffer.alloc(17 * 4) };

  test.each([
    ['rows are missing', makePng({ ...whole, rows: Buffer.alloc(17 * 3) })],
    ['there are too many rows', makePng({ ...whole, rows: Buffer.alloc(17 * 5) })],
    ['a row has an unknown filter', makePng({ ...whole, rows: Buffer.alloc(17 * 4, 7) })],
    ['the colour type is unknown', makePng({ ...whole, colour: 5 })],
    ['the palette is missing', makePng({ ...whole, colour: 3, rows: Buffer.alloc(5 * 4) })],
    ['it is interlaced', makePng({ ...whole, interlaced: 1 })],
    ['its samples have an unheard-of depth', makePng({ ...whole, colour: 0, depth: 3 })],
    [
      'its samples are too small for its colour type',
      makePng({ ...whole, depth: 4, rows: Buffer.alloc(9 * 4) }),
    ],
    ['it has no width', makePng({ ...whole, width: 0 })],
    ['it is something else', Buffer.from('<html>')],
    ['it is empty', Buffer.alloc(0)],
  ])('when %s', (_why, bytes) => {
    expect(readPng(bytes)).toBeNull();
  });

  test('when a single byte behind the signature was changed, or the file was cut', () => {
    const bytes = makePng(whole);
    expect(readPng(bytes)).not.toBeNull();
    for (let at = 8; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(readPng(changed)).toBeNull();
      expect(readPng(bytes.subarray(0, at))).toBeNull();
    }
  });
});

import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshot } from '../../../src/sandbox/files/snapshot.ts';
import { isSoundPicture } from '../../../src/sandbox/files/sound-picture.ts';

/** A PNG of four by four pixels of a colour type (samples of eight bits), with these rows. */
function png(colour: number, rows: Buffer, interlaced = 0): Buffer {
  const header = Buffer.from([0, 0, 0, 4, 0, 0, 0, 4, 8, colour, 0, 0, interlaced]);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

describe('A picture is sound', () => {
  test.each([
    ['grey', 0, 5],
    ['RGB', 2, 13],
    ['grey with alpha', 4, 9],
    ['RGB with alpha', 6, 17],
  ])('when it is a whole PNG: %s', (_name, colour, row) => {
    expect(isSoundPicture(png(colour, Buffer.alloc(row * 4)), 'image/png')).toBe(true);
  });

  test('when the sandbox drew it', () => {
    expect(isSoundPicture(snapshot(4), 'image/png')).toBe(true);
  });

  test('when it begins as a JPEG does', () => {
    expect(isSoundPicture(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), 'image/jpeg')).toBe(true);
  });
});

describe('A picture is not sound', () => {
  test.each([
    ['rows are missing', png(6, Buffer.alloc(17 * 3))],
    ['there are too many rows', png(6, Buffer.alloc(17 * 5))],
    ['a row has an unknown filter', png(6, Buffer.alloc(17 * 4, 7))],
    ['the colour type is unknown', png(5, Buffer.alloc(17 * 4))],
    ['it is interlaced', png(6, Buffer.alloc(17 * 4), 1)],
    ['it is no picture', Buffer.from('<html>')],
    ['it is empty', Buffer.alloc(0)],
  ])('when %s', (_why, bytes) => {
    expect(isSoundPicture(bytes, 'image/png')).toBe(false);
  });

  test('when it is of another type than PNG or JPEG', () => {
    expect(isSoundPicture(snapshot(4), 'image/webp')).toBe(false);
  });

  test('when it was cut anywhere', () => {
    const whole = png(6, Buffer.alloc(17 * 4));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 13 }), (length) => {
        expect(isSoundPicture(whole.subarray(0, length), 'image/png')).toBe(false);
      }),
    );
  });
});

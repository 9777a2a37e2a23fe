import { crc32 } from 'node:zlib';

/**
 * A PNG to draw in: 8 bits a pixel, each a place in a palette of 256 colours. The pixels lie in the file itself, stored
 * and not compressed, so that a picture costs one allocation and its size follows from its width and height.
 */
export interface PngSheet {
  readonly width: number;
  readonly height: number;
  /** The whole file. It is a valid PNG once `sealPng` has been called. */
  readonly file: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The most bytes that a stored deflate block may hold. */
const LARGEST_BLOCK = 65_535;
const BLOCK_HEAD = 5;
const ADLER_PRIME = 65_521;
/** Offsets of the data of the chunks; each has 8 bytes before its data and 4 after. */
const HEADER_AT = SIGNATURE.length + 8;
const PALETTE_AT = HEADER_AT + 13 + 12;
const PIXELS_AT = PALETTE_AT + 768 + 12;

/** Bytes of a PNG of this width and height, in pixels, computed without making it. Widths are at most 65,534. */
export function pngSize(width: number, height: number): number {
  // Behind the pixels come their checksum and the last chunk, which is empty.
  return PIXELS_AT + storedSize(width, height) + 4 + 12;
}

/** An empty sheet: all pixels have the first colour. `palette` is 768 bytes: red, green and blue of each colour. */
export function createPng(width: number, height: number, palette: Uint8Array): PngSheet {
  const file = Buffer.alloc(pngSize(width, height));
  SIGNATURE.copy(file);
  file.writeUInt32BE(width, HEADER_AT);
  file.writeUInt32BE(height, HEADER_AT + 4);
  file.set([8, 3, 0, 0, 0], HEADER_AT + 8);
  file.set(palette, PALETTE_AT);
  file.set([0x78, 0x01], PIXELS_AT);
  const rows = rowsInBlock(width);
  const sheet = { width, height, file };
  for (let y = 0; y < height; y += rows) {
    const length = Math.min(rows, height - y) * (width + 1);
    // The filter byte of the first row stands before its pixels, and the head of the block before that.
    const head = rowAt(sheet, y) - 1 - BLOCK_HEAD;
    file.writeUInt8(y + rows >= height ? 1 : 0, head);
    file.writeUInt16LE(length, head + 1);
    file.writeUInt16LE(LARGEST_BLOCK - length, head + 3);
  }
  return sheet;
}

/** Where the first pixel of a row lies in the file; rows count from the top. */
export function rowAt({ width }: PngSheet, y: number): number {
  return PIXELS_AT + 2 + (Math.floor(y / rowsInBlock(width)) + 1) * BLOCK_HEAD + y * (width + 1) + 1;
}

/** Writes the checksums, after which the file is whole; draw before. */
export function sealPng(sheet: PngSheet): Buffer {
  const { width, height, file } = sheet;
  let [a, b] = [1, 0];
  for (let y = 0; y < height; y += 1) {
    // A row and its filter byte; short enough for the sums to stay below 2^53 before the remainder is taken.
    const from = rowAt(sheet, y) - 1;
    for (let at = from; at <= from + width; at += 1) {
      a += file[at] ?? 0;
      b += a;
    }
    a %= ADLER_PRIME;
    b %= ADLER_PRIME;
  }
  const stored = storedSize(width, height);
  file.writeUInt32BE(b * 65_536 + a, PIXELS_AT + stored - 4);
  frame(file, 'IHDR', HEADER_AT, 13);
  frame(file, 'PLTE', PALETTE_AT, 768);
  frame(file, 'IDAT', PIXELS_AT, stored);
  frame(file, 'IEND', file.length - 4, 0);
  return file;
}

/** Puts the length and type before the data of a chunk, and their checksum after it. */
function frame(file: Buffer, type: string, at: number, length: number): void {
  file.writeUInt32BE(length, at - 8);
  file.write(type, at - 4, 'latin1');
  file.writeUInt32BE(crc32(file.subarray(at - 4, at + length)), at + length);
}

/** The zlib stream of the rows: two bytes, whole rows in blocks, and a checksum of four bytes. */
function storedSize(width: number, height: number): number {
  return 2 + (width + 1) * height + BLOCK_HEAD * Math.ceil(height / rowsInBlock(width)) + 4;
}

function rowsInBlock(width: number): number {
  return Math.floor(LARGEST_BLOCK / (width + 1));
}

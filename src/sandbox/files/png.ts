import { crc32 } from 'node:zlib';

/** A picture of one byte a pixel, rows from the top; each byte names one of the 256 colours of the palette. */
export interface IndexedPicture {
  readonly width: number;
  readonly height: number;
  /** `width * height` bytes. */
  readonly pixels: Uint8Array;
  /** 768 bytes: red, green, blue of each colour. */
  readonly palette: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** The longest run a stored (uncompressed) deflate block may hold. */
const BLOCK = 65_535;
/** Length, type and checksum around the data of a chunk. */
const CHUNK_FRAME = 12;
const ADLER_PRIME = 65_521;

/**
 * Bytes of the PNG that `encodePng` makes of a picture of this width and height (pixels), without making it: pixels are
 * stored, not compressed, so that the size follows from the dimensions and 100,000 tickets can be planned without drawing.
 */
export function pngSize(width: number, height: number): number {
  const raw = (width + 1) * height;
  const stored = 2 + raw + 5 * Math.ceil(raw / BLOCK) + 4;
  return SIGNATURE.length + (CHUNK_FRAME + 13) + (CHUNK_FRAME + 768) + (CHUNK_FRAME + stored) + CHUNK_FRAME;
}

/** A whole PNG file (8-bit palette, no interlace, stored deflate). Never fails for a picture as described. */
export function encodePng(picture: IndexedPicture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.width, 0);
  header.writeUInt32BE(picture.height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const file = Buffer.allocUnsafe(pngSize(picture.width, picture.height));
  let at = SIGNATURE.copy(file, 0);
  at = writeChunk(file, at, 'IHDR', header.length, (body) => body.set(header));
  at = writeChunk(file, at, 'PLTE', picture.palette.length, (body) => body.set(picture.palette));
  const stored = file.length - at - 2 * CHUNK_FRAME;
  at = writeChunk(file, at, 'IDAT', stored, (body) => storeRows(picture, body));
  writeChunk(file, at, 'IEND', 0, () => {});
  return file;
}

/** Writes one chunk in place and returns the offset after it. */
function writeChunk(
  file: Buffer,
  at: number,
  type: string,
  length: number,
  fill: (body: Buffer) => void,
): number {
  const end = at + 8 + length;
  file.writeUInt32BE(length, at);
  file.write(type, at + 4, 'latin1');
  fill(file.subarray(at + 8, end));
  file.writeUInt32BE(crc32(file.subarray(at + 4, end)), end);
  return end + 4;
}

/** The zlib stream of the rows, each led by its filter byte (0: none), cut in stored blocks. */
function storeRows(picture: IndexedPicture, out: Buffer): void {
  const { width, height, pixels } = picture;
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  out.set([0x78, 0x01]);
  let at = 2;
  for (let from = 0; from < rows.length; from += BLOCK) {
    const run = rows.subarray(from, from + BLOCK);
    out.writeUInt8(from + BLOCK >= rows.length ? 1 : 0, at);
    out.writeUInt16LE(run.length, at + 1);
    out.writeUInt16LE(~run.length & 0xffff, at + 3);
    out.set(run, at + 5);
    at += 5 + run.length;
  }
  out.writeUInt32BE(adler32(rows), at);
}

/** The checksum that ends a zlib stream; node:zlib keeps its own to itself. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  // 3,800 steps are the most that stay below 2^31 before a remainder must be taken.
  for (let from = 0; from < bytes.length; from += 3_800) {
    for (const byte of bytes.subarray(from, from + 3_800)) {
      a += byte;
      b += a;
    }
    a %= ADLER_PRIME;
    b %= ADLER_PRIME;
  }
  return b * 65_536 + a;
}

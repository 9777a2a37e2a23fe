import { crc32, deflateSync } from 'node:zlib';

/** What to make a PNG of: rows with their filter bytes, packed in one chunk or several. */
export interface PngParts {
  width: number;
  height: number;
  colour: number;
  rows: Buffer;
  depth?: number;
  interlaced?: number;
  palette?: Buffer;
  chunks?: number;
}

/** A PNG of these parts, whether they fit together or not. */
export function makePng({
  width,
  height,
  colour,
  rows,
  depth = 8,
  interlaced = 0,
  palette,
  chunks = 1,
}: PngParts): Buffer {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, depth, colour, 0, 0, interlaced]);
  const packed = deflateSync(rows);
  const piece = Math.ceil(packed.length / chunks);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(palette === undefined ? [] : [chunk('PLTE', palette)]),
    ...Array.from({ length: chunks }, (_, n) => chunk('IDAT', packed.subarray(n * piece, (n + 1) * piece))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

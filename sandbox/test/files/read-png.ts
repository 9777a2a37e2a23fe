import { crc32, inflateSync } from 'node:zlib';

/** What a PNG file says, read without the encoder's help. */
export interface ReadPng {
  width: number;
  height: number;
  /** Colours that at least one pixel has, as `r,g,b`. */
  colours: Set<string>;
  /** Index of the colour of each pixel. */
  pixels: Buffer;
}

/** Reads a PNG of 8-bit palette colours. @throws if its signature, a checksum, a length or its order of chunks is wrong */
export function readPng(file: Buffer): ReadPng {
  if (file.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG signature');
  const chunks = new Map<string, Buffer>();
  let at = 8;
  while (at < file.length) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const told = file.readUInt32BE(at + 8 + length);
    if (told !== crc32(file.subarray(at + 4, at + 8 + length))) throw new Error(`wrong checksum of ${type}`);
    chunks.set(type, file.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  if ([...chunks.keys()].join() !== 'IHDR,PLTE,IDAT,IEND') throw new Error(`chunks: ${[...chunks.keys()]}`);
  return pixelsOf(part(chunks, 'IHDR'), part(chunks, 'PLTE'), inflateSync(part(chunks, 'IDAT')));
}

function part(chunks: Map<string, Buffer>, type: string): Buffer {
  const data = chunks.get(type);
  if (data === undefined) throw new Error(`no ${type}`);
  return data;
}

function pixelsOf(header: Buffer, palette: Buffer, rows: Buffer): ReadPng {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (header.subarray(8).join() !== '8,3,0,0,0') throw new Error('not an 8-bit palette picture');
  if (rows.length !== (width + 1) * height) throw new Error(`${rows.length} bytes of rows`);
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = rows.subarray(y * (width + 1), (y + 1) * (width + 1));
    if (row[0] !== 0) throw new Error('a row is filtered');
    row.copy(pixels, y * width, 1);
  }
  const colours = new Set(
    [...new Set(pixels)].map((index) => palette.subarray(index * 3, index * 3 + 3).join()),
  );
  return { width, height, colours, pixels };
}

import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A PNG as other formats embed it. `rows` are deflated. */
export interface PngContent {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  /** Samples of a pixel, without alpha: 1 for grey or a place in the palette, 3 for red, green and blue. */
  readonly samples: 1 | 3;
  /** Red, green and blue of each colour, if pixels are places in a palette. */
  readonly palette: Buffer | null;
  /** The rows, each led by its filter byte as PNG has them, unless there is an alpha channel: then without filters. */
  readonly rows: Buffer;
  readonly isFiltered: boolean;
  /** The alpha channel, deflated, as deep as the other samples; null if the picture is opaque. */
  readonly alpha: Buffer | null;
}

/** Samples of a pixel by colour type: grey, RGB, palette, grey with alpha, RGB with alpha. */
const SAMPLES = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
/** No picture is unpacked beyond this many bytes. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Reads a PNG, or answers null if it is none, is damaged, too large or interlaced. A colour that counts as transparent
 * (chunk tRNS) is shown as it is. pdfkit's own reader is not used: it takes ten times the memory of the file, and an
 * error that it meets late ends the process, while pictures come from guests.
 */
export function readPng(bytes: Buffer): PngContent | null {
  try {
    return contentOf(readChunks(bytes));
  } catch {
    return null;
  }
}

type Chunk = { readonly type: string; readonly data: Buffer };

function readChunks(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    if (bytes.readUInt32BE(end) !== crc32(bytes.subarray(at + 4, end))) throw new Error('damaged');
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

function contentOf(chunks: readonly Chunk[]): PngContent | null {
  const find = (type: string) => chunks.find((chunk) => chunk.type === type)?.data;
  const header = find('IHDR');
  if (header?.length !== 13 || chunks.at(-1)?.type !== 'IEND') return null;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, type = 0, , , interlaced] = header.subarray(8);
  const samples = SAMPLES.get(type) ?? 0;
  const row = Math.ceil((width * samples * depth) / 8) + 1;
  const palette = type === 3 ? (find('PLTE') ?? null) : null;
  // Only grey and palette pixels may be smaller than a byte.
  if (![1, 2, 4, 8, 16].includes(depth) || (depth < 8 && type !== 0 && type !== 3)) return null;
  if (samples * width * height === 0 || interlaced !== 0 || row * height > LARGEST) return null;
  if (type === 3 && palette === null) return null;

  const packed = joined(chunks.filter((chunk) => chunk.type === 'IDAT').map((chunk) => chunk.data));
  const common = { width, height, depth, palette, samples: type === 2 || type === 6 ? 3 : 1 } as const;
  // Opaque rows go into a document as they are; the checksums of the chunks have shown them to be whole.
  if (type < 4) return { ...common, rows: packed, isFiltered: true, alpha: null };
  const rows = inflateSync(packed, { maxOutputLength: row * height });
  if (rows.length !== row * height) return null;
  const plain = unfilter(rows, row, (samples * depth) / 8);
  return { ...common, ...splitAlpha(plain, samples, depth / 8), isFiltered: false };
}

/** Most encoders write one chunk: then nothing is copied. */
function joined(parts: readonly Buffer[]): Buffer {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
}

/** Undoes the filters of the rows (PNG, 9.2): each byte was stored as its difference from a guess by its neighbours. */
function unfilter(rows: Buffer, row: number, pixel: number): Buffer {
  const width = row - 1;
  const plain = Buffer.alloc((rows.length / row) * width);
  for (let y = 0; y * row < rows.length; y += 1) {
    const filter = rows[y * row] ?? 0;
    if (filter > 4) throw new Error('unknown filter');
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const left = x < pixel ? 0 : (plain[at - pixel] ?? 0);
      const above = y === 0 ? 0 : (plain[at - width] ?? 0);
      const corner = x < pixel || y === 0 ? 0 : (plain[at - width - pixel] ?? 0);
      plain[at] = (rows[y * row + 1 + x] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return plain;
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter < 3) return filter === 0 ? 0 : filter === 1 ? left : above;
  if (filter === 3) return (left + above) >> 1;
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Parts the last sample of each pixel, its alpha, from the others. `bytes` is the size of a sample. */
function splitAlpha(plain: Buffer, samples: number, bytes: number): { rows: Buffer; alpha: Buffer } {
  const pixel = samples * bytes;
  const colours = Buffer.alloc((plain.length / samples) * (samples - 1));
  const alpha = Buffer.alloc(plain.length / samples);
  for (let from = 0, n = 0; from < plain.length; from += pixel, n += 1) {
    plain.copy(colours, n * (pixel - bytes), from, from + pixel - bytes);
    plain.copy(alpha, n * bytes, from + pixel - bytes, from + pixel);
  }
  return { rows: deflateSync(colours), alpha: deflateSync(alpha) };
}

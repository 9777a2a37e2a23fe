import { inflateSync } from 'node:zlib';

/** Samples a pixel by PNG colour type: grey, (unused), RGB, palette, grey with alpha, (unused), RGB with alpha. */
const SAMPLES = [1, 0, 3, 1, 2, 0, 4];
/** No picture is unpacked beyond this many bytes. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Whether a picture can be put in a document. pdfkit decodes some PNGs after it has returned, where an error ends the
 * process, and pictures come from guests: so a PNG is unpacked and checked first. A JPEG is copied as it is.
 */
export function isSoundPicture(bytes: Buffer, mimeType: string): boolean {
  if (mimeType === 'image/jpeg') return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8;
  if (mimeType !== 'image/png') return false;
  try {
    return isSoundPng(bytes);
  } catch {
    return false;
  }
}

function isSoundPng(bytes: Buffer): boolean {
  const chunks = readChunks(bytes);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (header === undefined || header.length !== 13 || chunks.at(-1)?.type !== 'IEND') return false;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colour = 0, , , interlaced = 0] = header.subarray(8);
  const samples = SAMPLES[colour] ?? 0;
  const row = Math.ceil((width * samples * depth) / 8) + 1;
  if (samples === 0 || width === 0 || interlaced !== 0 || row * height > LARGEST) return false;
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = inflateSync(Buffer.concat(packed), { maxOutputLength: row * height });
  if (rows.length !== row * height) return false;
  for (let at = 0; at < rows.length; at += row) if ((rows[at] ?? 5) > 4) return false;
  return true;
}

function readChunks(bytes: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
    if (type === 'IEND') break;
  }
  return chunks;
}

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gunzip, gzip } from 'node:zlib';
import type { Encoding } from '../http/content-encoding.ts';

/** A body that is stored compressed. */
export interface Packed {
  /** Strong: another one for each encoding. */
  etag(encoding: Encoding): string;
  body(encoding: Encoding): Promise<Uint8Array<ArrayBuffer>>;
}

/** Packs a text: compressed at once, in the threads beside ours, and let go of otherwise. */
export function pack(text: string): Packed {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const plain = Buffer.from(text);
  const packed = { br: squeeze(plain), gzip: promisify(gzip)(plain) };
  return {
    etag: (encoding) => `"${digest}${encoding === 'identity' ? '' : `-${encoding}`}"`,
    body: async (encoding) =>
      new Uint8Array(
        encoding === 'identity' ? await promisify(gunzip)(await packed.gzip) : await packed[encoding],
      ),
  };
}

/** Quality 6: a fifth of a second for 9 MB here; 11 would take 13 seconds for a tenth less. */
const squeeze = (plain: Buffer): Promise<Buffer> =>
  promisify(brotliCompress)(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import Negotiator from 'negotiator';

/** How the body of a response is encoded. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** The smallest bodies first: of equally preferred encodings the first is used. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const satisfies readonly Encoding[];

/** The library's types lack its second argument. */
interface WithPreference {
  encodings(available: string[], options: { preferred: string[] }): string[];
}

/** The encoding that an `Accept-Encoding` prefers. Without one, or with none of ours, a body is not encoded. */
export function encodingFor(accepted: string | null): Encoding {
  if (accepted === null) return 'identity';
  const header = accepted.replaceAll(/\bx-gzip\b/gi, 'gzip');
  const negotiator: WithPreference = new Negotiator({ headers: { 'accept-encoding': header } });
  const [best] = negotiator.encodings([...ENCODINGS], { preferred: [...ENCODINGS] });
  return ENCODINGS.find((encoding) => encoding === best) ?? 'identity';
}

/** Brotli's quality for responses that are made once. At 4 they are no smaller than with gzip. */
const QUALITY = 5;

/** Compresses a text in the thread pool. */
export async function compress(
  text: string,
  encoding: Exclude<Encoding, 'identity'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const plain = Buffer.from(text);
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(plain));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  return new Uint8Array(await promisify(brotliCompress)(plain, { params }));
}

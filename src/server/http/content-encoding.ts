import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a body is encoded on its way. */
export type Encoding = 'br' | 'gzip' | 'identity';

/** Ours, the smallest bodies first: what is liked equally well is taken in this order. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const satisfies readonly Encoding[];

/**
 * The encoding that an `Accept-Encoding` likes best. A client that takes none of ours gets the body as it is. One that says
 * nothing too: it may not know any.
 */
export function encodingFor(accepted: string | null): Encoding {
  const liked = new Map(
    (accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((part): [string, number] => {
        const [name = '', ...parameters] = part.split(';').map((one) => one.trim());
        const q = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1';
        return [name === 'x-gzip' ? 'gzip' : name, Number(q) || 0];
      }),
  );
  const rest = liked.get('*');
  // Taken unless it is refused, but liked less than whatever is named.
  const plain = liked.get('identity') ?? (rest === 0 ? 0 : Number.MIN_VALUE);
  const likes = (encoding: Encoding): number =>
    encoding === 'identity' ? plain : (liked.get(encoding) ?? rest ?? 0);
  const [best = 'identity'] = ENCODINGS.toSorted((one, other) => likes(other) - likes(one));
  return likes(best) === 0 ? 'identity' : best;
}

/** Brotli's quality for answers that are made anew each time. At 4 they are no smaller than with gzip. */
const QUALITY = 5;

/** Compresses a text in the threads beside ours. */
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

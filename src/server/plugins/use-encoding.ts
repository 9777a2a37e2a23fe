import type { Plugin } from 'graphql-yoga';
import { compress, encodingFor } from '../http/content-encoding.ts';

/** Bytes below which compressing does not pay. */
const MIN_BYTES = 1024;

/** What responses vary by, and at which path. */
export interface EncodingSettings {
  readonly endpoint: string;
  /** Header that carries the token. */
  readonly tokenHeader: string;
  /** Whether other origins may read responses. */
  readonly cors: boolean;
}

/**
 * Compresses JSON responses that are not small, where the client accepts that; never a response in parts, which would be
 * delayed. Sets `Vary`. It runs last, on the body that is sent.
 */
export function useEncoding({ endpoint, tokenHeader, cors }: EncodingSettings): Plugin {
  const names = [tokenHeader, 'accept', 'accept-encoding', ...(cors ? ['origin'] : [])].map(shown);
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      const { headers } = response;
      // A page sets its own `Vary`.
      if (pathOf(request) !== endpoint || headers.get('content-type')?.startsWith('text/html') === true)
        return;
      headers.set('Vary', varying(headers.get('vary'), names));
      const encoding = encodingFor(request.headers.get('accept-encoding'));
      if (encoding === 'identity' || !isWorthIt(headers) || response.body === null) return;
      const body = await compress(await response.text(), encoding);
      headers.set('Content-Encoding', encoding);
      headers.set('Content-Length', String(body.length));
      const { status, statusText } = response;
      setResponse(new fetchAPI.Response(body, { status, statusText, headers }));
    },
  };
}

const pathOf = ({ url }: Request): string => new URL(url, 'http://localhost').pathname.replace(/\/$/, '');

const isWorthIt = (headers: Headers): boolean =>
  !headers.has('content-encoding') &&
  /^application\/(?:[a-z-]+\+)?json\b/i.test(headers.get('content-type') ?? '') &&
  Number(headers.get('content-length') ?? 0) >= MIN_BYTES;

/** Merges two lists of header names. */
function varying(before: string | null, names: readonly string[]): string {
  const all = [...(before ?? '').split(','), ...names]
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Map(all.map((name) => [name.toLowerCase(), name])).values()].join(', ');
}

/** The usual spelling of a header. */
const shown = (name: string): string => name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());

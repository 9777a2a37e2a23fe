import type { Plugin } from 'graphql-yoga';
import { compress, encodingFor } from '../http/content-encoding.ts';

/** Bytes below which compressing does not pay. */
const MIN_BYTES = 1024;

/** What an answer depends on beside its address, and which address that is about. */
export interface EncodingSettings {
  readonly endpoint: string;
  /** Header that carries the token. */
  readonly tokenHeader: string;
  /** Whether other sites are let in, each by its name. */
  readonly cors: boolean;
}

/**
 * Compresses answers in JSON that are not small, where the client takes it. Never an answer in parts or a stream of events,
 * whose parts would be held up; the page of GraphiQL comes compressed. `Vary` says what an answer depends on, compressed or
 * not. It stands last, where the body is what will be sent.
 */
export function useEncoding({ endpoint, tokenHeader, cors }: EncodingSettings): Plugin {
  const names = [tokenHeader, 'accept', 'accept-encoding', ...(cors ? ['origin'] : [])].map(shown);
  return {
    async onResponse({ request, response, setResponse, fetchAPI }) {
      const { headers } = response;
      // A page says for itself what it depends on.
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

/** What it varied by already, and these, each once. */
function varying(before: string | null, names: readonly string[]): string {
  const all = [...(before ?? '').split(','), ...names]
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Map(all.map((name) => [name.toLowerCase(), name])).values()].join(', ');
}

/** A header's name as it is usually written. */
const shown = (name: string): string => name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());

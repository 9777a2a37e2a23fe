import type { Plugin } from 'graphql-yoga';
import { ID_PARAMETERS } from '../../documents/document-request.ts';
import { encodingFor } from '../http/content-encoding.ts';
import { isKnown } from '../plugins/use-private-cache.ts';
import { type Packed, pack } from './compress-page.ts';
import { OFF_PAGE, OFF_POLICY } from './off-page.ts';
import { renderPage } from './page.ts';
import { type GraphiqlSettings, openingOf } from './settings.ts';

/** The page, rendered and compressed once. */
interface Ready {
  readonly packed: Packed;
  readonly policy: string;
}

/**
 * Answers a browser at the endpoint or the root with GraphiQL, or with a short page where it is off. Requests that do not
 * ask for HTML, and queries by GET, pass.
 */
export function useGraphiql(settings: GraphiqlSettings, on: boolean): Plugin {
  const page = prepareOnce(settings);
  return {
    async onRequest({ request, url, endResponse, fetchAPI }) {
      if (!wantsPage(request)) return;
      if (url.pathname === '/') {
        return endResponse(
          new fetchAPI.Response(null, { status: 302, headers: { Location: settings.endpoint } }),
        );
      }
      if (url.pathname.replace(/\/$/, '') !== settings.endpoint) return;
      const bodyless = request.method === 'HEAD';
      if (!on) {
        if (ASKING.some((name) => url.searchParams.has(name))) return;
        const headers = { ...HEADERS, 'Content-Security-Policy': OFF_POLICY };
        return endResponse(new fetchAPI.Response(bodyless ? null : OFF_PAGE, { headers }));
      }
      const { packed, policy } = await page();
      const encoding = encodingFor(request.headers.get('accept-encoding'));
      const headers = {
        ...HEADERS,
        'Content-Security-Policy': policy,
        ETag: packed.etag(encoding),
        ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
      };
      if (isKnown(request, headers.ETag)) {
        return endResponse(new fetchAPI.Response(null, { status: 304, headers }));
      }
      const body = await packed.body(encoding);
      const length = { 'Content-Length': String(body.length) };
      endResponse(new fetchAPI.Response(bodyless ? null : body, { headers: { ...headers, ...length } }));
    },
  };
}

/** Prepares the page once; after a failure, again. */
function prepareOnce(settings: GraphiqlSettings): () => Promise<Ready> {
  let ready: Promise<Ready> | undefined;
  return () => {
    ready ??= prepare(settings).catch((error: unknown) => {
      ready = undefined;
      throw error;
    });
    return ready;
  };
}

/** A GET with one of these is a query, not a visit. */
const ASKING = ['query', 'extensions', ...ID_PARAMETERS];

/** The browser stores the page and revalidates it by its ETag. */
const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-cache',
  Vary: 'Accept, Accept-Encoding',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const wantsPage = ({ method, headers }: Request): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.get('accept') ?? '').includes('text/html');

async function prepare(settings: GraphiqlSettings): Promise<Ready> {
  const { html, policy } = await renderPage(openingOf(settings));
  return { packed: pack(html), policy };
}

import type { Plugin } from 'graphql-yoga';
import type { Upstream } from '../../upstream/types.ts';

/** How long a check of the upstream counts, in milliseconds. */
const READY_MS = 5_000;

/**
 * `/healthz`: the process lives. `/readyz`: it accepts work, that is, the upstream is reachable and no shutdown has begun.
 */
export function useHealth(upstream: Upstream, isDraining: () => boolean): Plugin {
  let seen: { at: number; reachable: Promise<boolean> } | undefined;
  const reachable = (): Promise<boolean> => {
    if (seen === undefined || Date.now() - seen.at > READY_MS)
      seen = { at: Date.now(), reachable: upstream.ping() };
    return seen.reachable;
  };
  return {
    async onRequest({ url, request, endResponse, fetchAPI }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return;
      const answer = (status: number, body: object) =>
        endResponse(fetchAPI.Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } }));
      if (url.pathname === '/healthz') answer(200, { status: 'ok' });
      if (url.pathname === '/readyz') {
        const ready = !isDraining() && (await reachable());
        answer(ready ? 200 : 503, {
          status: ready ? 'ready' : isDraining() ? 'draining' : 'upstream unreachable',
        });
      }
    },
  };
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Bends the body of an answer, or does something else before it is sent; `path` is that of the call. */
export type Bend = (path: string, body: unknown) => unknown;

/** Stands between gateway and API and bends answers in ways that the sandbox's own habits can't. For reads only. */
export interface TamperProxy {
  /** For `openWorld`. */
  through(sandboxUrl: string): Promise<string>;
  close(): Promise<void>;
}

/** Makes one. */
export function createBender(bend: Bend): TamperProxy {
  let upstreamUrl = '';
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', upstreamUrl);
    const headers = { authorization: request.headers.authorization ?? '' };
    const answer = await fetch(url, { headers });
    const body = JSON.stringify(await bend(url.pathname, await answer.json()));
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(body);
  });
  return {
    async through(sandboxUrl) {
      upstreamUrl = sandboxUrl;
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      // @NOTE a server that listens on a port has an AddressInfo.
      const { port } = server.address() as AddressInfo;
      return `http://127.0.0.1:${port}${new URL(sandboxUrl).pathname}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A proxy between gateway and sandbox, on real sockets, that does to each exchange what a test tells it to. */
import { connect, createServer, type Socket } from 'node:net';

/** One request that came through, and its way on. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With it. */
  readonly target: string;
  /** The gateway's end. */
  readonly socket: Socket;
  /** How many requests came on this socket before. */
  readonly before: number;
  /** Passes the request on; the whole answer as bytes, ready to be written to `socket`. */
  forward(): Promise<Buffer>;
}

/** What is done to an exchange. */
export type Fault = (exchange: Exchange) => void | Promise<void>;

/** A running proxy. */
export interface ChaosProxy {
  /** Base of the API behind the proxy. */
  readonly url: string;
  /** Sockets of the gateway that are open. */
  readonly sockets: ReadonlySet<Socket>;
  /** Requests that came, newest last, as `GET /api/v3/tickets`. */
  readonly seen: string[];
  /** The same with their queries. */
  readonly targets: string[];
  /** Says what happens from now on; null from the rule means that the request passes. */
  play(rule: (exchange: Exchange) => Fault | null): void;
  close(): Promise<void>;
}

/** Passes everything on as it is. */
export const pass: Fault = async ({ socket, forward }) => {
  socket.write(await forward());
};

/** Puts a proxy in front of an API. */
export async function createProxy(target: string): Promise<ChaosProxy> {
  const { hostname, port, pathname } = new URL(target);
  const sockets = new Set<Socket>();
  const [seen, targets]: [string[], string[]] = [[], []];
  let rule: (exchange: Exchange) => Fault | null = () => null;

  const forward = (request: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const behind = connect(Number(port), hostname);
      behind.on('data', (chunk) => chunks.push(chunk));
      behind.on('end', () => resolve(swap(Buffer.concat(chunks), 'close', 'keep-alive')));
      behind.on('error', reject);
      behind.write(swap(request, 'keep-alive', 'close'));
    });

  const server = createServer((socket) => {
    sockets.add(socket);
    let before = 0;
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    // The gateway asks one thing at a time on a socket, and what it asks fits into one segment of a local socket.
    socket.on('data', (request) => {
      const [, method = '', target = ''] = /^([A-Z]+) (\S+)/.exec(request.toString('latin1')) ?? [];
      const path = target.split('?')[0] ?? '';
      seen.push(`${method} ${path}`);
      targets.push(`${method} ${target}`);
      const exchange = { method, path, target, socket, before, forward: () => forward(request) };
      before += 1;
      Promise.resolve((rule(exchange) ?? pass)(exchange)).catch(() => socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}${pathname}`,
    sockets,
    seen,
    targets,
    play(next) {
      rule = next;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Writes another word into the `connection` header of a message: behind the proxy, each exchange has its own socket. */
function swap(message: Buffer, from: string, to: string): Buffer {
  const end = message.indexOf('\r\n\r\n');
  const head = message.subarray(0, end).toString('latin1');
  const changed = head.replace(new RegExp(`^(connection: )${from}\\r?$`, 'im'), (line) =>
    line.replace(new RegExp(from, 'i'), to),
  );
  return Buffer.concat([Buffer.from(changed, 'latin1'), message.subarray(end)]);
}

import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { drain } from './drain.ts';
import { createListener } from './listener.ts';

/** A listening server. */
export interface Listening {
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  /** Accepts no new requests, finishes those in flight, and frees the port. */
  close(): Promise<void>;
}

/** Listens; port 0 takes a free one. @throws if the port is taken */
export async function listenOn(handle: RequestListener, port: number, host: string): Promise<Listening> {
  const server = createListener(handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  // @NOTE a server that listens on a port has an AddressInfo.
  const { port: bound } = server.address() as AddressInfo;
  return { origin: `http://${inUrl(host)}:${bound}`, close: () => drain(server) };
}

/** A host in a URL: all interfaces are reached at localhost, and IPv6 needs brackets. */
function inUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

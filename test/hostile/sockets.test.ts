/** Clients that misbehave below HTTP, on real sockets against the listener that the gateway listens with. */
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createListener, SOCKET_LIMITS } from '../../src/server/http/listener.ts';

const QUICK = { ...SOCKET_LIMITS, headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 };

/** Listens, and answers each request 200 unless told otherwise; a client of it. */
async function door(handle: RequestListener = (_, response) => response.end('ok'), limits = QUICK) {
  const server = createListener(handle, limits);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  // @NOTE a server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return async (): Promise<Client> => {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return new Client(socket);
  };
}

class Client {
  readonly socket: Socket;
  text = '';
  readonly closed: Promise<unknown>;

  constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (chunk) => {
      this.text += chunk;
    });
    socket.on('error', () => {});
  }

  async gets(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) await Promise.race([once(this.socket, 'data'), this.#ended()]);
  }

  async #ended(): Promise<never> {
    await this.closed;
    throw new Error(`closed after: ${this.text}`);
  }
}

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

describe('a slow client is cut', () => {
  test('that never ends its headers', async () => {
    const client = await (await door())();
    client.socket.write(HEAD);
    const timer = setInterval(() => client.socket.write('X-Slow: 1\r\n'), 20);
    await client.closed;
    clearInterval(timer);
    expect(client.text).toMatch(/^HTTP\/1\.1 408 /);
    expect(client.text).toContain('"code":"BAD_REQUEST"');
  });

  test('that never ends its body', async () => {
    const read: RequestListener = (request, response) => {
      request.on('error', () => {}).resume();
      request.on('end', () => response.end('ok'));
    };
    const client = await (await door(read))();
    client.socket.write(`${HEAD}Content-Length: 1000\r\n\r\n{`);
    const timer = setInterval(() => client.socket.write(' '), 20);
    await client.closed;
    clearInterval(timer);
    expect(client.text).not.toMatch(/^HTTP\/1\.1 200 /);
  });

  test('that never reads its answer', async () => {
    const ended = Promise.withResolvers<void>();
    const flood: RequestListener = (_, response) => {
      response.once('close', ended.resolve).end(Buffer.alloc(50_000_000, 'x'));
    };
    const client = await (await door(flood, { ...QUICK, idleTimeout: 300 }))();
    client.socket.pause();
    client.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await ended.promise;
    expect(client.socket.bytesRead).toBeLessThan(50_000_000);
  });

  test('by default after ten seconds for headers, thirty for all, and sixty without a move', () => {
    expect(SOCKET_LIMITS).toEqual({
      maxHeaderSize: 16_384,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      idleTimeout: 60_000,
    });
  });
});

describe('what is no request', () => {
  test.each([
    ['nonsense', 'HELLO\r\n\r\n', /^HTTP\/1\.1 400 /, 'BAD_REQUEST'],
    [
      'headers over 16 KB',
      `${HEAD}X: ${'x'.repeat(16_500)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'a URL over 16 KB',
      `GET /${'x'.repeat(16_500)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'two lengths',
      `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
      /^HTTP\/1\.1 400 /,
      'BAD_REQUEST',
    ],
    [
      'a length and chunks (smuggling)',
      `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
      'BAD_REQUEST',
    ],
    ['a line break in a header', `${HEAD}X: a\rb\r\n\r\n`, /^HTTP\/1\.1 400 /, 'BAD_REQUEST'],
    ['a null byte in a header', `${HEAD}X: a\0b\r\n\r\n`, /^HTTP\/1\.1 400 /, 'BAD_REQUEST'],
  ])('%s is refused with a code, and its socket is closed', async (_, sent, status, code) => {
    const client = await (await door())();
    client.socket.write(sent);
    await client.closed;
    expect(client.text).toMatch(status);
    expect(JSON.parse(client.text.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      errors: [{ extensions: { code } }],
    });
  });

  test('never reaches the gateway, and the next client is served', async () => {
    const open = await door();
    const bad = await open();
    bad.socket.write('\x16\x03\x01\x02\x00');
    await bad.closed;
    const good = await open();
    good.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await good.gets(/^HTTP\/1\.1 200 /);
  });
});

describe('a body that is answered before its end', () => {
  test('is not read on: the client gets the answer, then its socket is closed', async () => {
    const refusing: RequestListener = (_, response) => void response.writeHead(413).end('too large');
    const client = await (await door(refusing, SOCKET_LIMITS))();
    client.socket.write(`${HEAD}Content-Length: 100000000\r\n\r\n`);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let more = true;
    void client.closed.then(() => {
      more = false;
    });
    while (more && !client.socket.destroyed) {
      if (!client.socket.write(chunk)) await Promise.race([once(client.socket, 'drain'), client.closed]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(client.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(client.socket.bytesWritten).toBeLessThan(50_000_000);
  });

  test('keeps its socket if it is short: what nobody wants is let go by', async () => {
    const late: RequestListener = (_, response) => void response.writeHead(415).end('no');
    const client = await (await door(late))();
    for (let round = 1; round <= 3; round += 1) {
      client.socket.write(`${HEAD}Content-Length: 50000\r\n\r\n`);
      await client.gets(new RegExp(`(415[^]*){${round}}`));
      client.socket.write(Buffer.alloc(50_000, 'x'));
    }
    expect(client.socket.destroyed).toBe(false);
  });

  test('in pieces without end is cut', async () => {
    const late: RequestListener = (_, response) => void response.writeHead(415).end('no');
    const client = await (await door(late, SOCKET_LIMITS))();
    client.socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    while (!client.socket.destroyed) {
      if (!client.socket.write(piece)) await Promise.race([once(client.socket, 'drain'), client.closed]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(client.text).toMatch(/^HTTP\/1\.1 415 /);
  });

  test('that is whole keeps its socket', async () => {
    const client = await (await door())();
    for (let round = 1; round <= 3; round += 1) {
      client.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      await client.gets(new RegExp(`(ok[^]*){${round}}`));
    }
    expect(client.socket.destroyed).toBe(false);
  });
});

describe('a Host header that can be part of no URL', () => {
  test.each(['a b', 'foo|bar', 'x:99999', '%', 'a/b', 'user@host', ''])('%j is a 400', async (host) => {
    const client = await (
      await door(() => {
        throw new Error('no handler gets this request');
      })
    )();
    client.socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await client.closed;
    expect(client.text).toMatch(/^HTTP\/1\.1 400 /);
    expect(client.text).toContain('"code":"BAD_REQUEST"');
    expect(client.text).not.toContain('at ');
  });

  test.each(['x', 'example.com:8080', '[::1]:4000'])('%j is served', async (host) => {
    const client = await (await door())();
    client.socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    await client.closed;
    expect(client.text).toMatch(/^HTTP\/1\.1 200 /);
  });
});

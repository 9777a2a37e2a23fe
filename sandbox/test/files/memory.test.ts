import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const MB = 1_000_000;
/** By how much a process may grow while it makes a file of any size. */
const BOUND = 50 * MB;
/** Size of the ticket, in MB. The promise is about 1000, which takes some minutes. */
const SIZE = Number(process.env['SANDBOX_EXPORT_MB'] ?? 100);
const PICTURE = 0.3086;

const PROGRAM = fileURLToPath(new URL('./large-ticket.ts', import.meta.url));
/** V8 is left as it is unless told otherwise. */
const FLAGS = process.env['SANDBOX_EXPORT_FLAGS']?.split(' ') ?? [];

let child: ChildProcess | undefined;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'large-ticket-'));
});
afterEach(async () => {
  if (child?.connected) child.disconnect();
  if (child?.exitCode === null) await once(child, 'exit');
  rmSync(folder, { recursive: true });
});

/** Starts a server with a large ticket, lets it export a little, and counts its memory from there. */
async function serve(pictures: 'drawn' | 'uploaded', megabytes: number, size?: number) {
  const count = Math.ceil(megabytes / (size === undefined ? PICTURE : size / MB));
  const numbers = [
    ...(pictures === 'drawn' ? [count, 0] : [0, count]),
    ...(size === undefined ? [] : [size]),
  ];
  const filler = fork(PROGRAM, ['fill', folder, ...numbers.map(String)]);
  const [{ ticket }] = await once(filler, 'message');
  await once(filler, 'exit');
  child = fork(PROGRAM, ['serve', folder], { execArgv: FLAGS });
  const server = child;
  const gone = once(server, 'exit').then(() => Promise.reject(new Error('the server did not start')));
  const [{ url }] = await Promise.race([once(server, 'message'), gone]);
  gone.catch(() => {});
  const headers = { authorization: 'Bearer sandbox-alice' };
  const ask = async (message: string): Promise<{ grown: number; busy: number }> => {
    server.send(message);
    return (await once(server, 'message'))[0];
  };
  const link = async (format: string): Promise<string> => {
    const path = `/tickets/${ticket}/export?timeline=1&format=${format}`;
    return (await (await fetch(url + path, { method: 'POST', headers })).json()).url;
  };
  for (const format of ['pdf', 'zip']) await read(await link(format), Math.max(8, SIZE / 10) * MB);
  await ask('begin');
  const list = async () => (await fetch(`${url}/tickets/${ticket}/medias`, { headers })).status;
  const download = () =>
    read(`${url}/tickets/${ticket}/medias?download=1&limit=100`, Number.POSITIVE_INFINITY, headers);
  return { ask, link, list, download };
}

/** Reads a file to its end, or until it has given enough; answers how many bytes came. */
async function read(url: string, enough = Number.POSITIVE_INFINITY, headers = {}): Promise<number> {
  const answer = await fetch(url, { headers });
  let bytes = 0;
  for await (const piece of answer.body ?? []) {
    bytes += piece.length;
    if (bytes >= enough) break;
  }
  return bytes;
}

describe(`An export of ${SIZE} MB lets memory grow by less than 50 MB`, { timeout: SIZE * 1200 }, () => {
  test.each([
    ['zip', 'drawn'],
    ['zip', 'uploaded'],
    ['pdf', 'uploaded'],
    ...(SIZE > 100 ? [['pdf', 'drawn'] as const] : []),
  ] as const)('as %s of pictures that are %s', async (format, pictures) => {
    const { ask, link } = await serve(pictures, SIZE);
    expect(await read(await link(format))).toBeGreaterThan(SIZE * MB);
    expect((await ask('report')).grown).toBeLessThan(BOUND);
  });
});

test('Few large medias, of the 8 MB that a guest may send, let it grow no more', {
  timeout: 60_000,
}, async () => {
  const { ask, link, download } = await serve('uploaded', 200, 8 * 1024 * 1024);
  expect(await download()).toBeGreaterThan(200 * MB);
  expect(await read(await link('zip'))).toBeGreaterThan(200 * MB);
  expect((await ask('report')).grown).toBeLessThan(BOUND);
});

test.each(['zip', 'pdf'])(
  'While nobody reads on, the making of a %s comes to rest and memory with it',
  { timeout: 60_000 },
  async (format) => {
    const { ask, link } = await serve('uploaded', 200);
    const request = get(await link(format));
    const [answer] = await once(request, 'response');
    await once(answer, 'readable');
    // Nothing is read: the server may fill what lies between, and must then have nothing to do.
    let { busy } = await ask('report');
    for (let tries = 0; busy > 0.2 && tries < 100; tries += 1) {
      await pause(200);
      busy = (await ask('report')).busy;
    }
    expect(busy).toBeLessThanOrEqual(0.2);
    expect((await ask('report')).grown).toBeLessThan(BOUND);
    request.destroy();
  },
);

test.each(['zip', 'pdf'])(
  'While a %s is made and read at full speed, others are served',
  { timeout: 60_000 },
  async (format) => {
    const { link, list } = await serve('uploaded', 100);
    let isRead = false;
    const reading = read(await link(format)).finally(() => {
      isRead = true;
    });
    const served: number[] = [];
    while (!isRead) served.push(await list());
    await reading;
    // A server that keeps to the export answers one or two before it ends.
    expect(served.length).toBeGreaterThan(20);
    expect(new Set(served)).toEqual(new Set([200]));
  },
);

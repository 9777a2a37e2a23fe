import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEDIA_LINK_LIFE } from '../../src/files/media/media-routes.ts';
import { validate } from '../contract.ts';
import { readPdf } from './read-pdf.ts';
import { readPng } from './read-png.ts';
import { openRoom, type Room } from './room.ts';

let room: Room;
const upload = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 251));

beforeAll(async () => {
  room = await openRoom();
  room.give(room.ticket, [
    { title: 'Zähler', seed: 4 },
    { title: 'log', kind: 'log', media_type: 'text', mime_type: 'text/plain' },
    { title: 'report', kind: 'report', media_type: 'application', mime_type: 'application/pdf' },
    { title: 'voice', kind: 'voice', media_type: 'audio', mime_type: 'audio/wav' },
    { title: 'session', kind: 'recording', media_type: 'video', mime_type: 'video/webm' },
    { title: 'upload', bytes: upload, media_type: 'application', mime_type: 'application/x-thing' },
    { title: 'page', bytes: Buffer.from('<script>'), media_type: 'text', mime_type: 'text/html' },
    { title: 'empty', bytes: Buffer.alloc(0), media_type: 'text', mime_type: 'text/plain' },
  ]);
});
afterAll(() => room[Symbol.asyncDispose]());

/** The link and the size that the list tells of a media. */
async function listed(title: string): Promise<{ url: string; size: number }> {
  const page = await (await room.call(`/tickets/${room.ticket}/medias`)).json();
  return page.data.find((media: { title: string }) => media.title === title);
}

/** Fetches without a token: the link is the permission. */
async function fetchFile(title: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await room.call((await listed(title)).url, { as: '', headers, method });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test.each(['Zähler', 'log', 'report', 'voice', 'session', 'upload', 'empty'])(
  'The link of %s opens without a token and gives as many bytes as the list told',
  async (title) => {
    const { answer, bytes } = await fetchFile(title);
    const { size } = await listed(title);
    expect(answer.status).toBe(200);
    expect([bytes.length, answer.headers.get('content-length')]).toEqual([size, String(size)]);
  },
);

test('The bytes are what they say to be', async () => {
  expect(readPng((await fetchFile('Zähler')).bytes).colours.size).toBeGreaterThan(30);
  expect(readPdf((await fetchFile('report')).bytes).pages).toBe(1);
  expect((await fetchFile('log')).bytes.toString()).toContain('Measurement log');
  expect((await fetchFile('upload')).bytes.equals(upload)).toBe(true);
});

describe('The headers', () => {
  test('name the type and the file, forbid caches to keep it and browsers to guess', async () => {
    const { headers } = (await fetchFile('Zähler')).answer;
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('content-disposition')).toBe(
      `inline; filename="Zahler.png"; filename*=UTF-8''Z%C3%A4hler.png`,
    );
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('accept-ranges')).toBe('bytes');
  });

  test('make a browser save what could carry a script', async () => {
    expect((await fetchFile('page')).answer.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect((await fetchFile('log')).answer.headers.get('content-disposition')).toMatch(/^inline; /);
  });

  test('come alone when HEAD asks', async () => {
    const { answer, bytes } = await fetchFile('upload', {}, 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), bytes.length]).toEqual([200, '3000000', 0]);
  });
});

describe('A part', () => {
  test.each([
    ['bytes=0-99', 0, 100],
    ['bytes=1048570-1048590', 1_048_570, 1_048_591],
    ['bytes=2999999-', 2_999_999, 3_000_000],
    ['bytes=-3', 2_999_997, 3_000_000],
    ['bytes=100-9999999', 100, 3_000_000],
  ])('%s is answered with 206', async (range, from, end) => {
    const { answer, bytes } = await fetchFile('upload', { range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${end - 1}/3000000`);
    expect(answer.headers.get('content-length')).toBe(String(end - from));
    expect(bytes.equals(upload.subarray(from, end))).toBe(true);
  });

  test('of a generated file is that part of the whole', async () => {
    const whole = (await fetchFile('Zähler')).bytes;
    const { bytes } = await fetchFile('Zähler', { range: 'bytes=70000-140000' });
    expect(bytes.equals(whole.subarray(70_000, 140_001))).toBe(true);
  });

  test('beyond the end is answered with 416, the size and the error body', async () => {
    const { answer, bytes } = await fetchFile('upload', { range: 'bytes=3000000-' });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */3000000']);
    validate('listTicketMedias', 416, JSON.parse(bytes.toString()));
  });

  test.each(['bytes=0-1,5-6', 'lines=0-1', 'bytes=5-2'])(
    '%s is not understood: the whole file comes',
    async (range) => {
      const { answer, bytes } = await fetchFile('log', { range });
      expect([answer.status, bytes.length]).toEqual([200, (await listed('log')).size]);
    },
  );

  test('is given under If-Range only of the same content', async () => {
    const tag = (await fetchFile('log')).answer.headers.get('etag') ?? '';
    const status = async (ifRange: string) =>
      (await fetchFile('log', { range: 'bytes=0-9', 'if-range': ifRange })).answer.status;
    expect([await status(tag), await status('"another"')]).toEqual([206, 200]);
  });

  test('is told by HEAD too', async () => {
    const { answer, bytes } = await fetchFile('upload', { range: 'bytes=0-99' }, 'HEAD');
    expect([answer.status, answer.headers.get('content-length'), bytes.length]).toEqual([206, '100', 0]);
  });
});

describe('A link does not open', () => {
  async function refused(url: string): Promise<number> {
    const answer = await room.call(url, { as: '' });
    const body = await answer.json();
    validate('listTicketMedias', answer.status, body);
    return answer.status;
  }

  test('another file', async () => {
    const [mine, other] = [new URL((await listed('log')).url), new URL((await listed('report')).url)];
    mine.pathname = other.pathname;
    expect(await refused(mine.href)).toBe(404);
  });

  test('when its signature or its end was changed or left out', async () => {
    const { url } = await listed('log');
    for (const name of ['signature', 'expires']) {
      const [changed, bare] = [new URL(url), new URL(url)];
      changed.searchParams.set(name, `${changed.searchParams.get(name)}1`);
      bare.searchParams.delete(name);
      expect([await refused(changed.href), await refused(bare.href)]).toEqual([404, 404]);
    }
  });

  test('once the media has gone with its ticket', async () => {
    const ticket = await room.newTicket();
    room.give(ticket, [{}]);
    const { data } = await (await room.call(`/tickets/${ticket}/medias`)).json();
    expect((await room.call(data[0].url, { as: '' })).status).toBe(200);
    await room.call(`/tickets/${ticket}`, { method: 'DELETE' });
    expect(await refused(data[0].url)).toBe(404);
  });

  test('after its time', async () => {
    const { url } = await listed('log');
    room.later(MEDIA_LINK_LIFE - 5);
    expect((await room.call(url, { as: '' })).status).toBe(200);
    room.later(6);
    expect(await refused(url)).toBe(404);
  });
});

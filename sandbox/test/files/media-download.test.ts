import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPng } from './read-png.ts';
import { readZip } from './read-zip.ts';
import { openRoom, type Room } from './room.ts';

let room: Room;

beforeAll(async () => {
  room = await openRoom();
  room.give(room.ticket, [
    { title: 'a/b:c', created: 1, seed: 5 },
    { title: 'A-b-c', created: 2, seed: 6 },
    { title: '../../evil', created: 3, kind: 'log', media_type: 'text', mime_type: 'text/plain' },
    {
      title: 'Küche 日本',
      created: 4,
      kind: 'report',
      media_type: 'application',
      mime_type: 'application/pdf',
    },
    { title: 'not ready', created: 5, status: 'processing' },
  ]);
});
afterAll(() => room[Symbol.asyncDispose]());

async function download(query: string, as = 'alice') {
  const answer = await room.call(`/tickets/${room.ticket}/medias?${query}`, { as });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test('A download is one zip of the listed files, in the order of the list', async () => {
  const { answer, bytes } = await download('download=true&order=asc');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const files = await readZip(bytes);
  expect([...files.keys()]).toEqual(['a-b-c.png', 'A-b-c (2).png', '-..-evil.txt', 'Küche 日本.pdf']);
  expect(readPng(files.get('a-b-c.png') ?? Buffer.alloc(0)).width).toBeGreaterThan(0);
});

test.each(['1', 'true', 'TRUE'])('download=%s is a download', async (value) => {
  expect((await download(`download=${value}&limit=1`)).answer.headers.get('content-type')).toBe(
    'application/zip',
  );
});

test.each(['0', 'false', 'FALSE'])('download=%s is the list', async (value) => {
  expect((await download(`download=${value}`)).answer.headers.get('content-type')).toMatch(
    /^application\/json/,
  );
});

test('Filters, limit and offset choose the files as they choose the rows', async () => {
  const names = async (query: string) => [
    ...(await readZip((await download(`download=1&${query}`)).bytes)).keys(),
  ];
  expect(await names('media_type=text')).toEqual(['-..-evil.txt']);
  expect(await names('order=asc&limit=1&offset=1')).toEqual(['A-b-c.png']);
  expect(await names('search=nothing%20like%20it')).toEqual([]);
});

test('What has no file is left out', async () => {
  const files = await readZip((await download('download=1&status=processing,completed')).bytes);
  expect(files.size).toBe(4);
});

test.each([
  ['', `attachment; filename="ticket-ID-medias.zip"; filename*=UTF-8''ticket-ID-medias.zip`],
  ['&filename=Bilder', `attachment; filename="Bilder.zip"; filename*=UTF-8''Bilder.zip`],
  ['&filename=..%2Fx%22%0Ay', `attachment; filename="-x- y.zip"; filename*=UTF-8''-x-%20y.zip`],
  ['&filename=K%C3%BCche', `attachment; filename="Kuche.zip"; filename*=UTF-8''K%C3%BCche.zip`],
])('With %j the file has the requested name, made safe', async (query, disposition) => {
  const { headers } = (await download(`download=1&limit=1${query}`)).answer;
  expect(headers.get('content-disposition')).toBe(disposition.replaceAll('ID', String(room.ticket)));
  expect(headers.get('cache-control')).toBe('private, no-store');
});

test('A file name without a download changes nothing', async () => {
  const { answer } = await download('filename=pictures');
  expect(answer.headers.get('content-disposition')).toBeNull();
  expect((await answer.headers.get('content-type')) ?? '').toContain('json');
});

test('HEAD gets the headers of a download and no file is made', async () => {
  const answer = await room.call(`/tickets/${room.ticket}/medias?download=1`, { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect((await answer.arrayBuffer()).byteLength).toBe(0);
});

test("A download needs the rights of the list: another's ticket is refused with the error body", async () => {
  const { answer, bytes } = await download('download=1', 'bob');
  expect([answer.status, JSON.parse(bytes.toString()).code]).toEqual([403, 2]);
});

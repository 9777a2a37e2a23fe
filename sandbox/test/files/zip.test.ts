import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type ZipEntry, zipOf } from '../../src/files/formats/zip.ts';
import { readZip } from './read-zip.ts';

function entry(path: string, open: () => Readable, squeeze = false): ZipEntry {
  return { path, modified: 1_700_000_000, squeeze, open };
}
const text = (content: string) => () => Readable.from([content], { objectMode: false });

test('An archive holds each entry under its path, whole and in order', async () => {
  const entries = [
    entry('a.txt', text('one'), true),
    entry('b/ü.bin', text('two')),
    entry('c.txt', text('')),
  ];
  const files = await readZip(await buffer(zipOf(entries)));
  expect([...files].map(([path, bytes]) => [path, bytes.toString()])).toEqual([
    ['a.txt', 'one'],
    ['b/ü.bin', 'two'],
    ['c.txt', ''],
  ]);
});

test('An archive of nothing is a valid one', async () => {
  expect((await readZip(await buffer(zipOf([])))).size).toBe(0);
});

test('Squeezed entries are smaller, others are stored as they are', async () => {
  const long = 'abc '.repeat(10_000);
  const size = async (squeeze: boolean) => (await buffer(zipOf([entry('x', text(long), squeeze)]))).length;
  expect(await size(true)).toBeLessThan(2_000);
  expect(await size(false)).toBeGreaterThan(long.length);
});

test('A failing entry fails the archive with its own error', async () => {
  const broken = () =>
    Readable.from(
      (async function* () {
        yield Buffer.from('some bytes');
        throw new Error('the source broke');
      })(),
      { objectMode: false },
    );
  await expect(buffer(zipOf([entry('a', text('fine')), entry('b', broken)]))).rejects.toThrow(
    'the source broke',
  );
});

test('While nobody reads, only the first entry is opened and little of it is taken', async () => {
  const taken = { first: 0, second: 0 };
  const endless = (which: keyof typeof taken) => () =>
    Readable.from(
      (function* () {
        for (let piece = 0; piece < 1_000; piece += 1) {
          taken[which] += 1;
          yield Buffer.alloc(64 * 1024);
        }
      })(),
      { objectMode: false },
    );
  const zip = zipOf([entry('a', endless('first')), entry('b', endless('second'))]);
  for (let wait = 0; wait < 200; wait += 1) await turn();
  expect(taken.first).toBeLessThan(12);
  expect(taken.second).toBe(0);
  zip.destroy();
});

test('A reader that leaves closes the entry that is open', async () => {
  const source = Readable.from(
    (async function* () {
      while (true) yield Buffer.alloc(1024);
    })(),
    { objectMode: false },
  );
  const zip = zipOf([entry('a', () => source)]);
  for await (const piece of zip) if (piece.length > 0) break;
  await turn();
  expect(source.destroyed).toBe(true);
});

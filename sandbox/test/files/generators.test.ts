import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/db/store.ts';
import { bytesOf, type MediaSource, sizeOf } from '../../src/files/media/media-bytes.ts';
import { MEDIA_KINDS } from '../../src/files/media/media-kinds.ts';
import { sceneOf } from '../../src/files/pictures/scene.ts';
import { readPdf } from './read-pdf.ts';
import { readPng } from './read-png.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const store = await openStore(':memory:');

function media(kind: string, seed: number): MediaSource {
  return { id: 1, kind, seed, status: 'completed', size: null };
}

describe.each(Object.keys(MEDIA_KINDS))('A file of kind %s', (kind) => {
  test('is as large as was promised before it was made', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const bytes = await buffer(bytesOf(store, media(kind, seed)));
        expect(bytes.length).toBe(sizeOf(media(kind, seed)));
      }),
      { numRuns: 40 },
    );
  });

  test('is the same whenever it is made', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => buffer(bytesOf(store, media(kind, 77)))));
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });

  test('can be read in part', async () => {
    const whole = await buffer(bytesOf(store, media(kind, 5)));
    const part = await buffer(bytesOf(store, media(kind, 5), { first: 100, last: 1099 }));
    expect(part).toEqual(whole.subarray(100, 1100));
  });
});

describe('A snapshot', () => {
  test('is a PNG that decodes, of the size its scene tells', () => {
    for (const seed of [0, 1, 2, 3, 99, 2 ** 31 - 1]) {
      const { width, height, colours } = readPng(MEDIA_KINDS.snapshot.make(seed));
      expect([width, height]).toEqual([sceneOf(seed).width, sceneOf(seed).height]);
      expect(colours.size).toBeGreaterThan(30);
    }
  });

  test('differs from seed to seed', () => {
    const pictures = [1, 2, 3, 4, 5, 6].map((seed) =>
      readPng(MEDIA_KINDS.snapshot.make(seed)).pixels.toString('base64'),
    );
    expect(new Set(pictures).size).toBe(6);
  });

  test('shows each of the three subjects, upright and across, over many seeds', () => {
    const scenes = Array.from({ length: 100 }, (_, seed) => sceneOf(seed));
    expect(new Set(scenes.map((scene) => scene.subject)).size).toBe(3);
    expect(new Set(scenes.map((scene) => `${scene.width}x${scene.height}`))).toEqual(
      new Set(['640x480', '480x640']),
    );
  });
});

describe('A report', () => {
  test('is a PDF whose text can be read and whose table of offsets holds', async () => {
    const { text, pages } = readPdf(await MEDIA_KINDS.report.make(31));
    expect(text).toMatch(/^Report of visit \d{5}/);
    expect(text).toContain('Safety valve: ');
    expect(pages).toBe(1);
  });
});

describe('A log', () => {
  test('is text in rows of one width, in the order of time', () => {
    const rows = MEDIA_KINDS.log.make(8).toString('utf8').split('\n').slice(4, -1);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows).toEqual(rows.toSorted());
    expect(rows.length).toBeGreaterThanOrEqual(20);
  });
});

describe('A voice note', () => {
  test('is a WAV whose header tells its own length, and is not silent', () => {
    const file = MEDIA_KINDS.voice.make(12);
    expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect(file.readUInt32LE(4)).toBe(file.length - 8);
    expect(file.readUInt32LE(40)).toBe(file.length - 44);
    const samples = file.subarray(44);
    expect(Math.max(...samples) - Math.min(...samples)).toBeGreaterThan(100);
  });
});

describe('The recording', () => {
  test('is a WebM (its first bytes are those of EBML and name the type) under 60 KB', () => {
    const file = MEDIA_KINDS.recording.make();
    expect(file.readUInt32BE(0)).toBe(0x1a45dfa3);
    expect(file.subarray(0, 64).toString('latin1')).toContain('webm');
    expect(file.length).toBeLessThan(60_000);
  });
});

test('A media that is not completed has no size and no bytes', async () => {
  const unfinished = { ...media('snapshot', 1), status: 'processing' };
  expect(sizeOf(unfinished)).toBeNull();
  await expect(buffer(bytesOf(store, unfinished))).rejects.toThrow('no file');
});

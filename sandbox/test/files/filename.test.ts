import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disposition, endingOf, safeName, uniqueNames } from '../../src/files/filename.ts';

describe('A safe name', () => {
  test.each([
    ['../../etc/passwd', '-..-etc-passwd'],
    ['C:\\temp\\a', 'C-temp-a'],
    ['a\u0000b\nc', 'a b c'],
    ['  .hidden. ', 'hidden'],
    ['???', '-'],
    ['', 'file'],
    ['...', 'file'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['Zähler 3 – Küche', 'Zähler 3 – Küche'],
    ['\u202egnp.exe', 'gnp.exe'],
  ])('of %j is %j', (text, name) => {
    expect(safeName(text)).toBe(name);
  });

  test('never holds a path, a control character or more than 190 bytes, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const name = safeName(text);
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\.|\.$|^$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(181);
      }),
    );
  });
});

test('Names given out twice are numbered, without regard to case', () => {
  const nameFor = uniqueNames();
  const names = ['Gauge', 'gauge', 'Gauge', 'gauge (2)'].map((stem) => nameFor(stem, 'png'));
  expect(names).toEqual(['Gauge.png', 'gauge (2).png', 'Gauge (3).png', 'gauge (2) (2).png']);
});

test.each([
  ['image/png', 'png'],
  ['TEXT/PLAIN; charset=utf-8', 'txt'],
  ['video/webm', 'webm'],
  ['x/unheard-of', 'bin'],
  ['constructor', 'bin'],
])('The ending of %s is %s', (mimeType, ending) => {
  expect(endingOf(mimeType)).toBe(ending);
});

describe('A Content-Disposition', () => {
  test('gives the name in ASCII and in full', () => {
    expect(disposition('inline', 'Küche "1" €.png')).toBe(
      `inline; filename="Kuche _1_ _.png"; filename*=UTF-8''K%C3%BCche%20%221%22%20%E2%82%AC.png`,
    );
  });

  test('is a legal header value for any safe name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const value = disposition('attachment', safeName(text));
        expect(value).toMatch(/^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''[\w.~!$&+^`|#%-]+$/);
        expect(value.split('"')).toHaveLength(3);
      }),
    );
  });
});

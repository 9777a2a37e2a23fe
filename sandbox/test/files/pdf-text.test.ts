import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable } from '../../src/files/formats/pdf-text.ts';

test.each([
  ['Zähler: 20 € – „gut“', 'Zähler: 20 € – „gut“'],
  ['Dvořák Őry Żak', 'Dvorák Ory Zak'],
  ['e\u0301', 'é'],
  ['日本', '??'],
  ['👍 ok', '? ok'],
  ['ﬁt ½', 'fit ½'],
  ['a\tb\u0007c\r\nd\re\u2028f', 'a bc\nd\ne\nf'],
  ['<b>bold</b> &amp;', '<b>bold</b> &amp;'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('Whatever the text, only characters that the built-in fonts have come out', () => {
  const inWinAnsi = new Set(
    new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const character of printable(text)) expect(inWinAnsi.has(character)).toBe(true);
    }),
  );
});

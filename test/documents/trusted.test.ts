import fc from 'fast-check';
import { parse, print } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/documents/document-id.ts';
import { readTrusted } from '../../src/documents/trusted.ts';
import { type Manifests, writeManifests } from '../helpers/manifests.ts';

const TEXT = 'query One { viewer { user { username } } }';

let written: Manifests[] = [];
afterEach(() => {
  for (const one of written) one.remove();
  written = [];
});

function trusted(manifests: Readonly<Record<string, unknown>>) {
  const manifest = writeManifests(manifests);
  written.push(manifest);
  return readTrusted(manifest.files.split(','));
}

describe('the documents of all manifests', () => {
  test('are found by their ids', () => {
    const documents = trusted({ 'a.json': { one: TEXT }, 'b.json': { [sha256Hex(TEXT)]: TEXT } });
    expect(documents.textOf('one')).toBe(TEXT);
    expect(documents.textOf(sha256Hex(TEXT))).toBe(TEXT);
    expect(documents.all.map(({ id, files }) => [id, files.map((file) => file.split('/').at(-1))])).toEqual([
      ['one', ['a.json']],
      [sha256Hex(TEXT), ['b.json']],
    ]);
  });

  test.each(['two', '__proto__', 'constructor', 'hasOwnProperty', ''])('%s is none of them', (id) => {
    expect(trusted({ 'a.json': { one: TEXT } }).textOf(id)).toBeNull();
  });

  test.each([
    ['as it is', TEXT, true],
    ['with other blanks, commas and a comment', 'query One{viewer,{user{\n username }} } # mine', true],
    ['with another name', TEXT.replace('One', 'Two'), false],
    ['with a field more', TEXT.replace('username', 'username userId'), false],
    ['and another operation', `${TEXT} query Two { viewer { __typename } }`, false],
    ['that is cut', TEXT.slice(0, -1), false],
    ['that is none', '', false],
  ])('a text is known %s: or not', (_how, text, known) => {
    const documents = trusted({ 'a.json': { one: TEXT } });
    expect(documents.has(text)).toBe(known);
    expect(documents.matches('one', text)).toBe(known);
    expect(documents.matches('two', text)).toBe(false);
  });

  test('whatever is edited in a text: it is known only while it says the same', () => {
    const text = 'query Q($a: Int = 1) { tickets(first: $a, filter: { search: "a b" }) { nodes { id } } }';
    const documents = trusted({ 'a.json': { one: text } });
    const said = print(parse(text));
    const piece = fc.constantFrom(
      ' ',
      ',',
      '\n',
      '\t',
      '# x\n',
      '#',
      '"',
      '\\',
      'a',
      '1',
      '{',
      '}',
      '@',
      '\uFEFF',
      '"""',
    );
    const edit = fc.record({
      at: fc.nat(text.length),
      cut: fc.nat(3),
      put: fc.array(piece, { maxLength: 4 }),
    });
    let kept = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const edited = edits.reduce(
          (all, { at, cut, put }) => all.slice(0, at) + put.join('') + all.slice(at + cut),
          text,
        );
        if (!documents.has(edited)) return;
        kept += 1;
        expect(print(parse(edited))).toBe(said);
      }),
      { numRuns: 5_000, seed: 1 },
    );
    expect(kept).toBeGreaterThan(50);
  });

  test('texts in strings count to the letter', () => {
    const search = (text: string) => `{ tickets(filter: { search: "${text}" }) { nodes { id } } }`;
    const documents = trusted({ 'a.json': { one: search('a b') } });
    expect(documents.has(search('a b'))).toBe(true);
    expect(documents.has(search('a  b'))).toBe(false);
    expect(documents.has(search('a, b'))).toBe(false);
  });

  test('may be in the manifests of two versions of an app', () => {
    const documents = trusted({ 'v1.json': { one: TEXT }, 'v2.json': { one: TEXT, two: `${TEXT}\n` } });
    expect(documents.all.map(({ id, files }) => [id, files.length])).toEqual([
      ['one', 2],
      ['two', 1],
    ]);
  });

  test('a text that is no GraphQL is kept all the same, to be named at start', () => {
    expect(trusted({ 'a.json': { one: 'query {' } }).all).toHaveLength(1);
  });
});

describe('what can not be used is told, a line for each file', () => {
  test('an id that stands for two documents', () => {
    const read = () => trusted({ 'a.json': { one: TEXT }, 'b.json': { one: '{ __typename }' } });
    expect(read).toThrow(/b\.json: one is another document in .*a\.json$/);
  });

  test('in one file too, where a hash has two spellings', () => {
    const [id, other] = ['AB', 'ab'].map((end) => `${'0'.repeat(30)}${end}`);
    const read = () => trusted({ 'a.json': { [id ?? '']: TEXT, [other ?? '']: '{ __typename }' } });
    expect(read).toThrow('000000000000 is another document');
  });

  test('files that are not there, or are none', () => {
    const read = () => {
      const manifest = writeManifests({ 'a.json': 'nonsense' });
      written.push(manifest);
      return readTrusted([manifest.files, `${manifest.files}.gone`]);
    };
    expect(read).toThrow(/^.*a\.json: is not JSON\n.*a\.json\.gone: can not be read$/);
  });
});

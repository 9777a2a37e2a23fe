import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { documentId, isSha256, sha256Hex } from '../../src/documents/document-id.ts';
import { readManifest } from '../../src/documents/manifest.ts';

const ONE = 'query One { viewer { __typename } }';
const TWO = 'query Two {\n  viewer {\n    __typename\n  }\n}\n';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const read = (manifest: unknown) => readManifest(JSON.stringify(manifest));

describe('an id', () => {
  test('of a text is its SHA-256, as the GraphQL-over-HTTP draft has it', () => {
    const text = 'query ($id: ID!) {\n  user(id: $id) {\n    name\n  }\n}';
    expect(sha256Hex(text)).toBe('7dba4bd717b41f10434822356a93c32b1fb4907b983e854300ad839f84cdcd6e');
  });

  test('that is a hash is the same in either case, with its prefix and without', () => {
    const hash = sha256Hex(ONE);
    for (const spelling of [hash, hash.toUpperCase(), `sha256:${hash}`, `SHA256:${hash.toUpperCase()}`]) {
      expect(documentId(spelling)).toBe(hash);
    }
    expect(documentId(md5(ONE).toUpperCase())).toBe(md5(ONE));
    expect(isSha256(hash)).toBe(true);
    expect(isSha256(md5(ONE))).toBe(false);
  });

  test.each(['One', 'sha256:One', 'x-mine:One', '__proto__', 'ONE_2', '~!', 'x'.repeat(256)])(
    '%s of the client’s own is taken as it is',
    (id) => expect(documentId(id)).toBe(id),
  );

  test.each(['', ' ', 'a b', 'a\r\nb', 'a\u0000', 'é', 'x'.repeat(257)])('%j is none', (id) => {
    expect(documentId(id)).toBeNull();
  });
});

describe('a manifest', () => {
  test('of Apollo’s tools: ids are the client’s, and not held against the texts', () => {
    const operation = { type: 'query', name: 'One', id: 'any-id', body: ONE };
    const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations: [operation] };
    expect(read(manifest)).toEqual([{ id: 'any-id', name: 'One', text: ONE }]);
  });

  test('of relay-compiler: MD5 to text, or any id', () => {
    expect(read({ [md5(ONE)]: ONE, two: TWO })).toEqual([
      { id: md5(ONE), name: null, text: ONE },
      { id: 'two', name: null, text: TWO },
    ]);
  });

  test('of codegen’s client preset: sha256:<hex> to text', () => {
    expect(read({ [`sha256:${sha256Hex(ONE)}`]: ONE })).toEqual([
      { id: sha256Hex(ONE), name: null, text: ONE },
    ]);
  });

  test('of hashes, as urql and automatic persisted queries make them', () => {
    expect(read({ [sha256Hex(TWO).toUpperCase()]: TWO })).toEqual([
      { id: sha256Hex(TWO), name: null, text: TWO },
    ]);
  });

  test('of Apollo Kotlin before 5 (operationOutput): id to name and source', () => {
    expect(read({ [sha256Hex(ONE)]: { name: 'One', source: ONE } })).toEqual([
      { id: sha256Hex(ONE), name: 'One', text: ONE },
    ]);
  });

  test('may begin with a byte order mark', () => {
    expect(readManifest(`\ufeff${JSON.stringify({ a: ONE })}`)).toHaveLength(1);
  });

  test('may have ids of the prototype', () => {
    const json = `{"__proto__":${JSON.stringify(ONE)},"constructor":${JSON.stringify(TWO)}}`;
    expect(readManifest(json).map(({ id }) => id)).toEqual(['__proto__', 'constructor']);
  });

  const apollo = (operations: unknown, rest = {}) => ({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    ...rest,
    operations,
  });

  test.each([
    ['{"a":', 'is not JSON'],
    ['', 'is not JSON'],
    ['[]', 'must be an object'],
    ['"text"', 'must be an object'],
    ['null', 'must be an object'],
    ['{}', 'holds no document'],
    [apollo([]), 'holds no document'],
    [apollo([{ id: 'a', body: ONE }], { version: 2 }), 'must have the format'],
    [apollo([{ id: 'a', body: ONE }], { format: 'another' }), 'must have the format'],
    [apollo([{ id: 'a', body: ONE }, { id: 'b' }]), 'operations[1] must have an id and a body'],
    [apollo([{ id: 1, body: ONE }]), 'operations[0] must have an id and a body'],
    [apollo([null]), 'operations[0] must have an id and a body'],
    [apollo([{ id: 'a\nb', body: ONE }]), 'visible ASCII'],
    [{ a: ONE, b: 1 }, 'b must be a document'],
    [{ a: ONE, b: null }, 'b must be a document'],
    [{ a: ONE, b: { name: 'B' } }, 'b must be a document'],
    [{ a: [ONE] }, 'a must be a document'],
    [{ 'a b': ONE }, 'visible ASCII'],
    [{ '': ONE }, 'visible ASCII'],
    [{ [sha256Hex(ONE)]: TWO }, `${sha256Hex(ONE).slice(0, 12)} is not the SHA-256 of its document`],
    [{ [`sha256:${sha256Hex(ONE)}`]: `${ONE} ` }, 'is not the SHA-256 of its document'],
  ])('%j is refused, and why', (manifest, why) => {
    const json = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
    expect(() => readManifest(json)).toThrow(why);
    expect(() => readManifest(json)).toThrow(expect.objectContaining({ name: 'ManifestError' }));
  });
});

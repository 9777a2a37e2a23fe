import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/documents/document-id.ts';
import { ID_PARAMETERS, readDocumentRequest } from '../../src/documents/document-request.ts';

const TEXT = '{ __typename }';
const HASH = sha256Hex(TEXT);
const persistedQuery = { version: 1, sha256Hash: HASH };

/** A body as it is read. */
const asked = (body: Readonly<Record<string, unknown>>) =>
  readDocumentRequest(
    body,
    ID_PARAMETERS.map((name) => body[name]),
  );

describe('a request names its document', () => {
  test.each([
    ['by its text', { query: TEXT }, { id: null, text: TEXT, registers: false }],
    ['by a hash', { extensions: { persistedQuery } }, { id: HASH, text: null, registers: false }],
    [
      'by its text, to be kept under its hash',
      { query: TEXT, extensions: { persistedQuery } },
      { id: HASH, text: TEXT, registers: true },
    ],
    ['by documentId', { documentId: `sha256:${HASH}` }, { id: HASH, text: null, registers: false }],
    ['by id', { id: 'mine' }, { id: 'mine', text: null, registers: false }],
    ['by doc_id', { doc_id: '1234567890' }, { id: '1234567890', text: null, registers: false }],
    ['by nothing', {}, { id: null, text: null, registers: false }],
  ])('%s', (_how, body, document) => {
    expect(asked(body)).toEqual(document);
  });

  test('several ids are one if they are the same', () => {
    const body = { documentId: `sha256:${HASH}`, id: HASH.toUpperCase(), extensions: { persistedQuery } };
    expect(asked(body)).toEqual({ id: HASH, text: null, registers: false });
  });

  test('null is as good as absent, in each place: clients send both, one of them null', () => {
    const nulls = { documentId: null, id: null, doc_id: null, extensions: { persistedQuery: null } };
    expect(asked({ query: TEXT, ...nulls })).toEqual({ id: null, text: TEXT, registers: false });
    expect(asked({ query: null, id: 'mine' })).toEqual({ id: 'mine', text: null, registers: false });
    expect(asked({ query: '', id: 'mine' })).toEqual({ id: 'mine', text: null, registers: false });
  });

  test('what a client’s library adds to the extensions is let be', () => {
    const extensions = { clientLibrary: { name: 'x' }, persistedQuery: { ...persistedQuery, miss: true } };
    expect(asked({ query: TEXT, extensions }).registers).toBe(true);
  });

  test.each([[[]], ['text'], [1], [null]])('extensions that are %j name none', (extensions) => {
    expect(asked({ query: TEXT, extensions })).toMatchObject({ id: null, text: TEXT });
  });

  test('an empty text alone stays one, to be refused as any', () => {
    expect(asked({ query: '' })).toMatchObject({ id: null, text: '' });
  });
});

import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from 'vitest';
import { appOperations } from '../helpers/app-operations.ts';
import { fileOf, filesOf } from '../house/source.ts';
import { playAll } from './shipped.ts';

/** Without what the package of real clients says of itself. */
const pages = filesOf('examples/mobile', '.md').filter(({ path }) => !path.includes('/clients/'));

/** The blocks of a page in one language. */
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  );

describe('the pages for authors of apps', () => {
  test('are one for each client, and each says which version it is for', () => {
    expect(pages.map(({ path }) => path.split('/')[2])).toEqual([
      'README.md',
      'apollo-client',
      'flutter',
      'ios',
      'kotlin',
      'relay',
      'urql',
    ]);
    for (const { path, text } of pages.slice(1)) expect(text.slice(0, 300), path).toMatch(/\d/);
  });

  test('answer the same questions', () => {
    for (const { path, text } of pages.slice(1))
      for (const what of [
        /token/i,
        /scalar/i,
        /cache keys/i,
        /paging/i,
        /error/i,
        /retry/i,
        /persisted/i,
        /@defer/,
        /outbox/i,
      ])
        expect(text, path).toMatch(what);
  });

  test('have code that can be parsed, where it is TypeScript or JSON', () => {
    const code = pages.flatMap(({ text }) => blocks(text, 'ts'));
    expect(code.length).toBeGreaterThan(3);
    for (const one of code) expect(stripTypeScriptTypes(one).trim()).not.toBe('');
    for (const { text } of pages)
      for (const one of blocks(text, 'json')) expect(JSON.parse(one)).toBeInstanceOf(Object);
    expect(() => stripTypeScriptTypes('const client = new Client({')).toThrow();
  });

  test('tell what each operation costs', async () => {
    const operations = appOperations();
    const told = [
      ...fileOf('examples/mobile/README.md').text.matchAll(/\[(\d\d-[a-z-]+)\]\(\S+\).*\| (\d+) \|$/gm),
    ].map(([, name, calls]) => [name, Number(calls)]);
    const requests = operations.map(({ name, operationName: operation, token, template: variables }) => ({
      name,
      operation,
      token,
      variables,
    }));
    const manifest = {
      operations: operations.map(({ operationName: name, document: body }) => ({ name, body })),
    };
    const played = await playAll(manifest, requests);
    expect(told).toEqual(played.map(({ name, calls }) => [name, calls]));
  });
});

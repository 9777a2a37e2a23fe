import { globSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { bearerOf, Credential } from '../../src/upstream/credential.ts';
import { UnauthenticatedError } from '../../src/upstream/errors.ts';
import { currentUser } from '../helpers/endpoints.ts';
import { httpStage, json } from './fake-api.ts';

const TOKEN = 'secret-token-of-alice';

describe('a credential', () => {
  test('shows nothing of its token, however it is printed', () => {
    const credential = new Credential(TOKEN);
    const shown = [
      String(credential),
      `${credential}`,
      JSON.stringify({ credential }),
      inspect({ deep: { credential } }, { depth: 9, showHidden: true }),
      JSON.stringify({ ...credential }),
      JSON.stringify(Object.entries(credential)),
    ];
    for (const text of shown) expect(text).not.toContain(TOKEN);
    expect(shown[0]).toBe('[credential]');
  });

  test('is known by the whole SHA-256 of its token', () => {
    expect(new Credential('abc').hash).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(new Credential('abd').hash).not.toBe(new Credential('abc').hash);
  });

  test('opens for the header', async () => {
    expect(bearerOf(new Credential(TOKEN))).toBe(TOKEN);
    const { client, received } = await httpStage(json(200, {}));
    await client.send(currentUser, {});
    expect(received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  test.each([
    ['an empty text', ''],
    ['a space', 'a b'],
    ['CRLF', 'a\r\nx-admin: 1'],
    ['a null byte', 'a\0b'],
    ['another alphabet', 'жетон'],
    ['a huge text', 'x'.repeat(4097)],
  ])('is never made of %s', (_, token) => {
    expect(() => new Credential(token)).toThrow(UnauthenticatedError);
  });

  test('is opened by the client alone', () => {
    const opens = /import [^;]*\bbearerOf\b[^;]*credential\.ts/;
    const openers = globSync('src/**/*.ts').filter((file) => opens.test(readFileSync(file, 'utf8')));
    expect(openers).toEqual(['src/upstream/transport/transport.ts']);
  });
});

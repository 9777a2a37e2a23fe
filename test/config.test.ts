import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config/config.ts';
import { changedSettings, describeSettings } from '../src/config/describe.ts';

const NAMES = describeSettings().map(({ name }) => name);

/** What is said of an environment that can't be taken. */
function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  test('have the names and defaults that are promised', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 4000,
      HOST: '127.0.0.1',
      SANDBOX_PORT: 4001,
      SANDBOX_TICKETS: 200,
      SANDBOX_RATE_LIMIT: 600,
      SANDBOX_ADMIN: false,
      UPSTREAM_RATE_LIMIT: 'auto',
      UPSTREAM_PAGE_CAP: 100,
      MAX_PAGE_SIZE: 100,
      GRAPHIQL: true,
      INTROSPECTION: true,
      CORS_ORIGINS: [],
      LOG_LEVEL: 'info',
    });
  });

  test('count as absent when they are empty', () => {
    expect(readConfig(Object.fromEntries(NAMES.map((name) => [name, ''])))).toEqual(readConfig({}));
  });

  test('do not care for what else is in the environment', () => {
    expect(readConfig({ PATH: '/bin', port: '1' })).toEqual(readConfig({}));
  });

  test('close introspection and GraphiQL in production, where an upstream is needed', () => {
    const upstream = { UPSTREAM_URL: 'https://api.example/api/v3' };
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'UPSTREAM_URL: is required in production, where the sandbox is never embedded',
    ]);
    expect(readConfig({ NODE_ENV: 'production', ...upstream })).toMatchObject({
      GRAPHIQL: false,
      INTROSPECTION: false,
    });
    expect(readConfig({ NODE_ENV: 'production', ...upstream, GRAPHIQL: 'on' }).GRAPHIQL).toBe(true);
    expect(readConfig(upstream)).toMatchObject({ GRAPHIQL: true, INTROSPECTION: true });
  });

  test('keep what must survive in a file with the sandbox, in memory with an upstream', () => {
    expect(readConfig({}).STORE).toBe('sqlite:.data/gateway.db');
    expect(readConfig({ UPSTREAM_URL: 'https://api.example/api/v3' }).STORE).toBe('memory');
    expect(readConfig({ STORE: 'redis://cache:6379' }).STORE).toBe('redis://cache:6379');
  });

  test('read lists with commas, and an upstream with or without a slash at its end', () => {
    const settings = readConfig({
      CURSOR_KEYS: 'the-newest-of-the-keys, an-older-of-the-keys',
      CORS_ORIGINS: 'https://app.example.com,http://localhost:3000',
      UPSTREAM_URL: 'https://api.example/api/v3/',
    });
    expect(settings.CURSOR_KEYS).toEqual(['the-newest-of-the-keys', 'an-older-of-the-keys']);
    expect(settings.CORS_ORIGINS).toEqual(['https://app.example.com', 'http://localhost:3000']);
    expect(settings.UPSTREAM_URL).toBe('https://api.example/api/v3');
  });
});

describe('a fault', () => {
  test.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['SANDBOX_PORT', '4001x'],
    ['UPSTREAM_URL', 'api.example/api/v3'],
    ['UPSTREAM_URL', 'ftp://api.example'],
    ['UPSTREAM_URL', 'https://alice:secret@api.example/api/v3'],
    ['UPSTREAM_URL', 'https://api.example/api/v3?token=secret'],
    ['UPSTREAM_RATE_LIMIT', 'ten'],
    ['UPSTREAM_PAGE_CAP', '0'],
    ['MAX_PAGE_SIZE', '1001'],
    ['CURSOR_KEYS', 'short'],
    ['STORE', 'postgres://db'],
    ['GRAPHIQL', 'maybe'],
    ['INTROSPECTION', '2'],
    ['CORS_ORIGINS', 'shop.example.org, also-no-origin'],
    ['CORS_ORIGINS', 'https://shop.example.org/'],
    ['ROUTER_SECRET', 'short-secret'],
    ['LOG_LEVEL', 'loud'],
    ['SANDBOX_TICKETS', '1e9'],
    ['SANDBOX_RATE_LIMIT', '-1'],
    ['SANDBOX_ADMIN', 'x'],
    ['SANDBOX_JWT_SECRET', 'short'],
  ])('of %s (%s) names the setting, in one line, without the value', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: (must|needs|each)`));
    if (value.length > 3) expect(faults[0]).not.toContain(value);
  });

  test('does not hide another one', () => {
    const faults = faultsOf({ PORT: 'abc', LOG_LEVEL: 'loud', SANDBOX_ADMIN: 'x' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'LOG_LEVEL', 'SANDBOX_ADMIN']);
  });

  test('is the only way in which an environment can fail', () => {
    const environment = fc.dictionary(fc.constantFrom(...NAMES), fc.string());
    fc.assert(
      fc.property(environment, (given) => {
        for (const fault of faultsOf(given)) expect(NAMES).toContain(fault.split(':')[0]);
      }),
    );
  });
});

describe('the settings that differ from their defaults', () => {
  test('are told by name and value, secrets by name alone', () => {
    const told = changedSettings({ PORT: '4100', ROUTER_SECRET: 'a-secret-of-a-router', LOG_LEVEL: '' });
    expect(told).toEqual(['PORT=4100', 'ROUTER_SECRET (set)']);
  });

  test('do not hold what is set to what it is anyway', () => {
    expect(changedSettings({ PORT: '4000', GRAPHIQL: 'yes', SANDBOX_SEED: '1' })).toEqual([]);
  });

  test('are measured against the defaults of the mode', () => {
    const production = { NODE_ENV: 'production', UPSTREAM_URL: 'https://api.example', GRAPHIQL: 'off' };
    expect(changedSettings(production)).toEqual(['NODE_ENV=production', 'UPSTREAM_URL=https://api.example']);
  });
});

test('every setting has a meaning and a default that can be read', () => {
  for (const { name, text, fallback } of describeSettings()) {
    expect(text, name).toMatch(/\.$/);
    expect(fallback, name).not.toMatch(/undefined|\[object/);
  }
});

test('a sandbox without a limit leaves the gateway without one, unless one is set', () => {
  const limitOf = (environment: Record<string, string>) => readConfig(environment).UPSTREAM_RATE_LIMIT;
  expect(limitOf({ SANDBOX_RATE_LIMIT: '0' })).toBe(0);
  expect(limitOf({ SANDBOX_RATE_LIMIT: '10' })).toBe('auto');
  expect(limitOf({ SANDBOX_RATE_LIMIT: '0', UPSTREAM_RATE_LIMIT: '7' })).toBe(7);
  expect(limitOf({ SANDBOX_RATE_LIMIT: '0', UPSTREAM_URL: 'https://api.example/api/v3' })).toBe('auto');
});

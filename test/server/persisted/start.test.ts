/** What a start makes of manifests. */
import { afterEach, describe, expect, test } from 'vitest';
import { createServices } from '../../../src/app/services.ts';
import { ConfigError, readConfig } from '../../../src/config/config.ts';
import { sha256Hex } from '../../../src/documents/document-id.ts';
import { endPrograms, ROOT, run } from '../../helpers/child-process.ts';
import { post } from '../../helpers/http.ts';
import { type Manifests, writeManifests } from '../../helpers/manifests.ts';
import { createTestGateway } from '../../helpers/test-gateway.ts';

let written: Manifests[] = [];
afterEach(async () => {
  await endPrograms();
  for (const one of written) one.remove();
  written = [];
});

function filesOf(manifests: Readonly<Record<string, unknown>>): string {
  const manifest = writeManifests(manifests);
  written.push(manifest);
  return manifest.files;
}

/** The faults that a start with these settings ends with. */
function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    createServices(readConfig({ STORE: 'memory', ...env }), 'http://127.0.0.1:1/api/v3');
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.faults : [String(error)];
  }
}

describe('the settings', () => {
  test('manifests alone begin with the first stage', () => {
    expect(readConfig({}).PERSISTED_DOCUMENTS).toBe('off');
    expect(readConfig({ PERSISTED_MANIFESTS: 'a.json, b.json' })).toMatchObject({
      PERSISTED_DOCUMENTS: 'log',
      PERSISTED_MANIFESTS: ['a.json', 'b.json'],
    });
    expect(readConfig({ PERSISTED_MANIFESTS: 'a.json', PERSISTED_DOCUMENTS: 'off' })).toMatchObject({
      PERSISTED_DOCUMENTS: 'off',
    });
  });

  test.each(['log', 'warn', 'enforce'])('%s without a manifest stops the start', (mode) => {
    expect(faultsOf({ PERSISTED_DOCUMENTS: mode })).toEqual([
      'PERSISTED_MANIFESTS: is required unless PERSISTED_DOCUMENTS is off',
    ]);
  });

  test('another stage stops it too', () => {
    expect(faultsOf({ PERSISTED_DOCUMENTS: 'strict' })).toEqual([
      'PERSISTED_DOCUMENTS: must be one of off, log, warn, enforce',
    ]);
  });

  test('each manifest that can not be used is a line that names it', () => {
    const files = filesOf({ 'a.json': { one: 1 }, 'b.json': { one: '{ __typename }' }, 'c.json': '{' });
    const [a, , c] = files.split(',');
    expect(faultsOf({ PERSISTED_MANIFESTS: files })).toEqual([
      `PERSISTED_MANIFESTS: ${a}: one must be a document`,
      `PERSISTED_MANIFESTS: ${c}: is not JSON`,
    ]);
    expect(faultsOf({ PERSISTED_MANIFESTS: files, PERSISTED_DOCUMENTS: 'off' })).toEqual([]);
  });

  test('and the program ends with it', async () => {
    const files = filesOf({ 'broken.json': '[]' });
    const env = { PORT: '0', SANDBOX_PORT: '0', SANDBOX_DB: ':memory:', STORE: 'memory' };
    const program = run(['node', 'src/main.ts'], { env: { ...env, PERSISTED_MANIFESTS: files }, cwd: ROOT });
    expect((await program.ended).code).toBe(1);
    expect(program.printed.err).toBe(`PERSISTED_MANIFESTS: ${files}: must be an object\n`);
  });
});

describe('documents that no longer run', () => {
  const GOOD = 'query Good { viewer { user { username } } }';
  const GONE = 'query Gone { viewer { user { faxNumber } } }';
  const BROKEN = 'query Broken {';
  const DEEP = `query Deep { ${'a { '.repeat(13)} b ${'}'.repeat(13)} }`;
  const TWICE =
    'query Twice { tickets { nodes { ... @defer(label: "a") { id } ... @defer(label: "a") { subject } } } }';
  const LONG = `query Long { __typename } # ${'x'.repeat(20_000)}`;

  test('are named, and the others run', async () => {
    const operations = [
      { id: sha256Hex(GOOD), name: 'Good', type: 'query', body: GOOD },
      { id: sha256Hex(GONE), name: 'Gone', type: 'query', body: GONE },
    ];
    const files = filesOf({
      'ios-1.2.json': { format: 'apollo-persisted-query-manifest', version: 1, operations },
      'web.json': { [sha256Hex(GONE)]: GONE, broken: BROKEN, deep: DEEP, long: LONG, twice: TWICE },
    });
    const world = await createTestGateway({
      sandbox: { tickets: 0 },
      env: { PERSISTED_MANIFESTS: files, PERSISTED_DOCUMENTS: 'enforce' },
    });
    const [ios, web] = files.split(',');
    const lines = world.logs.map((line) => JSON.parse(line));
    const told = lines.filter(({ msg }) => msg === 'document of a manifest does not run');
    expect(told).toHaveLength(5);
    expect(told).toMatchObject([
      {
        level: 40,
        files: [ios, web],
        operation: 'Gone',
        id: sha256Hex(GONE).slice(0, 12),
        fault: 'Cannot query field "faxNumber" on type "User".',
      },
      { files: [web], operation: null, id: 'broken', fault: expect.stringContaining('Syntax Error') },
      { files: [web], operation: 'Deep', id: 'deep', fault: 'At most 12 levels of fields are allowed.' },
      { files: [web], operation: null, id: 'long', fault: 'At most 20000 characters are allowed.' },
      { operation: 'Twice', fault: 'The label of @defer must be unique in the document.' },
    ]);
    expect(lines.find(({ msg }) => msg === 'manifests')).toMatchObject({
      mode: 'enforce',
      documents: 6,
      faulty: 5,
    });

    expect(await post(world, { id: sha256Hex(GOOD) })).toMatchObject({ status: 200, calls: 1 });
    const gone = await post(world, { id: sha256Hex(GONE) });
    expect(gone).toMatchObject({ status: 400, calls: 0 });
    expect(gone.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const deep = await post(world, { id: 'deep' });
    expect(deep.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    const broken = await post(world, { id: 'broken' });
    expect(broken.errors?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
    await world.close();
  });

  test('those of a router are held against the subgraph', async () => {
    const files = filesOf({ 'router.json': { sdl: '{ _service { sdl } }' } });
    for (const [federation, faulty] of [
      ['on', 0],
      ['off', 1],
    ] as const) {
      const world = await createTestGateway({
        sandbox: { tickets: 0 },
        env: { PERSISTED_MANIFESTS: files, FEDERATION: federation },
      });
      expect(world.logs.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'manifests')).toMatchObject(
        {
          faulty,
        },
      );
      await world.close();
    }
  });

  test('nothing is said where there are no manifests', async () => {
    const world = await createTestGateway({ sandbox: { tickets: 0 } });
    expect(world.logs).toEqual([]);
    await world.close();
  });
});

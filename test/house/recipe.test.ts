import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/child-process.ts';

/** A copy of the code, inside of the tree, so that it finds the packages. */
mkdirSync(join(ROOT, '.data'), { recursive: true });
const copy = mkdtempSync(join(ROOT, '.data', 'recipe-'));
afterAll(() => rmSync(copy, { recursive: true }));

function insertAfter(path: string, line: string, added: string): void {
  const text = readFileSync(join(copy, path), 'utf8');
  expect(text).toContain(line);
  writeFileSync(join(copy, path), text.replace(line, `${line}\n${added}`));
}

const print = (script: string): string =>
  execFileSync('node_modules/.bin/node', ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    encoding: 'utf8',
  });

describe('a field that is added by its recipe, in two files', () => {
  for (const part of ['src', 'scripts', 'package.json'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  insertAfter(
    'src/ticket/api.ts',
    "  language: field('language', string, 'inferred'),",
    "  priority: field('priority', string, 'inferred'),",
  );
  insertAfter(
    'src/ticket/schema.ts',
    "      reference: ['String', 'Your reference, such as a case number. Not unique.'],",
    "      priority: ['String', 'Priority, as the API sent it. On the wire: `priority`.'],",
  );

  test('is in the graph', () => {
    const sdl = print(
      `import { printClientSchema } from '${copy}/src/schema.ts'; process.stdout.write(printClientSchema());`,
    );
    expect(sdl).toContain('"""Priority, as the API sent it. On the wire: `priority`."""\n  priority: String');
  });

  test('is in the table of names of the docs', () => {
    const page = print(
      `import { wirePage } from '${copy}/scripts/wire-page.ts'; process.stdout.write(wirePage());`,
    );
    expect(page).toContain('| `priority` | `priority` | inferred |');
  });

  test('can be renamed by an override file, and is decoded by that name', () => {
    const decoded = print(`
      import { API } from '${copy}/src/app/api.ts';
      import { resolveApi } from '${copy}/src/upstream/endpoint/overrides.ts';
      const api = resolveApi(API, { records: { ticket: { priority: 'urgency' } } });
      const body = { id: 1, urgency: 'high' };
      process.stdout.write(api.getTicket.decode({ status: 200, date: null, rate: null, body }).priority);
    `);
    expect(decoded).toBe('high');
  });
});

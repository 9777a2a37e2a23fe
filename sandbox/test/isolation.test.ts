import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const room = resolve(import.meta.dirname, '../src');
const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test.each(files)('%s imports nothing of the gateway and reads no environment', (file) => {
  const path = join(room, file);
  const text = readFileSync(path, 'utf8');
  const imports = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, target]) =>
    resolve(path, '..', target ?? ''),
  );
  expect(imports.filter((target) => relative(room, target).startsWith('..'))).toEqual([]);
  expect(text).not.toMatch(/process\.env/);
});

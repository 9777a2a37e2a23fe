import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = new URL('../../examples/federation/config/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
const read = (name: string): unknown => parse(readFileSync(new URL(name, FOLDER), 'utf8'));

/** Every value in a document that stands under a key of this name. */
function under(key: string, value: unknown): unknown[] {
  if (!(value instanceof Object)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [inner].flat() : []),
    ...under(key, inner),
  ]);
}

describe('the snippets for routers', () => {
  it('are there for Apollo Router, Cosmo and Hive Router', () => {
    expect(files.toSorted()).toEqual([
      'apollo-router.yaml',
      'cosmo-compose.yaml',
      'cosmo-router.yaml',
      'hive-router.yaml',
    ]);
  });

  it.each(files.filter((name) => name !== 'cosmo-compose.yaml'))(
    '%s hands on the token, in either header, and nothing that is not named',
    (name) => {
      const config = read(name);
      const named = under('named', config).map((header) => String(header).toLowerCase());
      expect(named).toEqual(['authorization', 'x-ticket-token', 'x-request-id']);
      expect(under('matching', config)).toEqual([]);
    },
  );

  it('cosmo-compose.yaml names files that are there', () => {
    const schemas = under('file', read('cosmo-compose.yaml')).map(String);
    expect(schemas).toHaveLength(3);
    for (const path of schemas) expect(readFileSync(new URL(path, FOLDER), 'utf8')).toContain('type Ticket');
  });
});

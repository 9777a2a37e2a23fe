import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { executables } from '../../scripts/codegen/executable.ts';

const made = (...documents: string[]) => executables(documents.map((text) => parse(text)));

it('an operation goes with the fragments that it spreads, and those that they spread, wherever they stand', () => {
  const [operation, ...others] = made(
    'query Q { a { ...One } }',
    'fragment One on A { b { ...Two } } fragment Unused on A { c }',
    'fragment Two on B { c ...One }',
  );
  expect(others).toEqual([]);
  expect(operation).toMatchObject({ name: 'Q', type: 'query' });
  expect(operation?.text).toBe(
    'fragment One on A { b { ...Two } } fragment Two on B { c ...One } query Q { a { ...One } }',
  );
});

it('operations are told in the order of their names, each in the same text whatever the order of its fields and variables', () => {
  const one = made('mutation B { b(x: 2, y: 1) }', 'query A($z: Int, $y: Int) { c\n  b(y: $y, z: $z) }');
  const other = made('query A($y: Int, $z: Int) { b(y: $y, z: $z) c }', 'mutation B { b(x: 2, y: 1) }');
  expect(one).toEqual(other);
  expect(one.map(({ name, type }) => `${type} ${name}`)).toEqual(['query A', 'mutation B']);
});

it.each([
  ['an operation without a name', '{ a }', 'needs a name'],
  ['a fragment that is nowhere', 'query Q { ...Lost }', 'There is no fragment Lost.'],
])('%s is refused', (_what, text, message) => {
  expect(() => made(text)).toThrow(message);
});

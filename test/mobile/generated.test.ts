import { readFileSync } from 'node:fs';
import {
  buildClientSchema,
  buildSchema,
  concatAST,
  extendSchema,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isScalarType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { cacheKeys } from '../../scripts/codegen/cache-keys.ts';
import { type ApolloManifest, idOf } from '../../scripts/codegen/manifest.ts';

/** What apps take, as it was committed. Whether it is current is another test's business. */
const file = (name: string): string =>
  readFileSync(new URL(`../../examples/mobile/generated/${name}`, import.meta.url), 'utf8');
const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const printed = (of: GraphQLSchema) => printSchema(lexicographicSortSchema(of));

describe('the schema', () => {
  test('is the same in each form', () => {
    expect(printed(buildSchema(file('schema.graphqls')))).toBe(printed(schema));
    expect(printed(buildClientSchema(JSON.parse(file('schema.json'))))).toBe(printed(schema));
  });

  test('has no thing with an `id` that could not be kept by it', () => {
    const withId = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && 'id' in type.getFields(),
    );
    const { objects } = schema.getImplementations(nodeOf(schema));
    expect(withId.map(({ name }) => name).toSorted()).toEqual(objects.map(({ name }) => name).toSorted());
  });
});

describe('a manifest', () => {
  const apollo: ApolloManifest = JSON.parse(file('persisted-query-manifest.json'));
  const bodies = Object.fromEntries(apollo.operations.map(({ id, body }) => [id, body]));

  test('holds each operation once, under the hash of what is sent', () => {
    expect(apollo).toMatchObject({ format: 'apollo-persisted-query-manifest', version: 1 });
    for (const { id, body } of apollo.operations) expect(idOf(body)).toBe(id);
    expect(new Set(apollo.operations.map(({ name }) => name)).size).toBe(apollo.operations.length);
  });

  test('has the same ids and documents in the forms of Relay and of the client preset', () => {
    const preset: Record<string, string> = JSON.parse(file('documents/persisted-documents.json'));
    expect(JSON.parse(file('persisted_queries.json'))).toEqual(bodies);
    expect(
      Object.fromEntries(Object.entries(preset).map(([id, body]) => [id.replace('sha256:', ''), body])),
    ).toEqual(bodies);
  });
});

/** Directives as the clients define them, in their own sources. */
const APOLLO_IOS = `
  directive @typePolicy(keyFields: String!) on OBJECT | INTERFACE
  directive @fieldPolicy(forField: String!, keyArgs: String!) repeatable on OBJECT | INTERFACE`;
const APOLLO_KOTLIN = `
  scalar Import
  directive @link(url: String!, as: String, import: [Import]) repeatable on SCHEMA
  directive @typePolicy(keyFields: String! = "") on OBJECT | INTERFACE
  directive @fieldPolicy(forField: String!, keyArgs: String! = "") repeatable on OBJECT
  directive @connection on OBJECT`;

describe('the cache keys', () => {
  test.each([
    ['extra.graphqls', APOLLO_KOTLIN],
    ['cacheKeys.graphqls', APOLLO_IOS],
  ])('of %s extend the schema as that client reads it', (name, directives) => {
    // Throws for an unknown directive, argument, type or place.
    const extended = extendSchema(schema, concatAST([parse(directives), parse(file(name))]));
    expect(validateSchema(extended)).toEqual([]);
  });

  test('are refused by Apollo iOS in the form of Apollo Kotlin, so there are two', () => {
    const kotlin = concatAST([parse(APOLLO_IOS), parse(file('extra.graphqls'))]);
    expect(() => extendSchema(schema, kotlin)).toThrow('Unknown directive "@link"');
  });

  test.each(['extra.graphqls', 'cacheKeys.graphqls'])(
    'of %s name fields and arguments that exist',
    (name) => {
      const policies = [...file(name).matchAll(/forField: "(\w+)", keyArgs: "(\w+)"/g)];
      expect(policies.map(([, field]) => field)).toContain('ticket');
      const query = schema.getQueryType()?.getFields() ?? {};
      for (const [, field = '', argument] of policies)
        expect(query[field]?.args.map((one) => one.name)).toContain(argument);
    },
  );

  test('are told once, on the interface, whose field is a non-null scalar', () => {
    const policies = [...file('extra.graphqls').matchAll(/extend (\w+ \w+) @typePolicy/g)];
    expect(policies.map(([, type]) => type)).toEqual(['interface Node']);
    const id = nodeOf(schema).getFields()['id'];
    expect(String(id?.type)).toBe('ID!');
    expect(isScalarType(schema.getType('ID'))).toBe(true);
  });

  test('follow the schema: a new node, lookup or connection needs no hand', () => {
    const grown = buildSchema(`
      interface Node { id: ID! }
      type Robot implements Node { id: ID! }
      type RobotConnection { pageInfo: PageInfo! }
      type PageInfo { hasNextPage: Boolean! }
      type Query { robot(id: ID!, model: ID): Robot robots: RobotConnection node(id: ID!): Node count(id: ID!): Int }`);
    const kotlin = cacheKeys(grown, 'kotlin');
    expect(kotlin).toContain('extend type Query @fieldPolicy(forField: "robot", keyArgs: "id")');
    expect(kotlin).toContain('extend type Query @fieldPolicy(forField: "node", keyArgs: "id")');
    expect(kotlin).toContain('extend type RobotConnection @connection');
    expect(kotlin).not.toContain('count');
    const ios = cacheKeys(grown, 'ios');
    expect(ios).toContain('"robot"');
    expect(ios).not.toMatch(/"node"|@connection|@link/);
  });
});

function nodeOf(of: GraphQLSchema) {
  const node = of.getType('Node');
  if (!isInterfaceType(node)) throw new Error('there is no Node');
  return node;
}

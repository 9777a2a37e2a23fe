import {
  assertInterfaceType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';

/** Whose cache is told: each declares its directives in its own way. */
type Client = 'kotlin' | 'ios';

const HEAD: Readonly<Record<Client, readonly string[]>> = {
  // The normalized cache of Apollo Kotlin takes its directives by @link, and knows how to page a @connection.
  kotlin: [
    '# Cache keys for Apollo Kotlin: put this beside the schema. Written by `npm run codegen`.',
    'extend schema @link(',
    '  url: "https://specs.apollo.dev/cache/v0.4",',
    '  import: ["@typePolicy", "@fieldPolicy", "@connection"]',
    ')',
    '',
  ],
  // Apollo iOS brings its directives along, and refuses a @link that it does not know.
  ios: [
    '# Cache keys for Apollo iOS: list this among the `schemaSearchPaths`. Written by `npm run codegen`.',
    '',
  ],
};

/**
 * What a normalised cache must know of the graph: each type behind the `Node` interface is kept by its `id`, a root field
 * that names such a thing by its id is answered from the cache, and connections are paged.
 */
export function cacheKeys(schema: GraphQLSchema, client: Client): string {
  const { objects } = schema.getImplementations(assertInterfaceType(schema.getType('Node')));
  const nodes = objects.map(({ name }) => name).toSorted();
  const connections = Object.values(schema.getTypeMap()).filter(isConnection).toSorted(byName);
  return [
    ...HEAD[client],
    ...['Node', ...nodes].map((name) => typePolicy(name, name === 'Node' ? 'interface' : 'type')),
    '',
    ...lookups(schema).map(({ field, by }) => fieldPolicy(field.name, by)),
    ...(client === 'kotlin' ? ['', ...connections.map(({ name }) => `extend type ${name} @connection`)] : []),
    '',
  ].join('\n');
}

const typePolicy = (name: string, kind: string): string =>
  `extend ${kind} ${name} @typePolicy(keyFields: "id")`;

// One extension each: the code generator of Apollo iOS takes the first of several on one.
const fieldPolicy = (field: string, by: string): string =>
  `extend type Query @fieldPolicy(forField: "${field}", keyArgs: "${by}")`;

/** The root fields that find a node by its global id. */
function lookups(schema: GraphQLSchema): { field: GraphQLField<unknown, unknown>; by: string }[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {})
    .flatMap((field) => field.args.map(({ name }) => ({ field, by: name })))
    .filter(({ field, by }) => {
      const type = getNamedType(field.type);
      return (by === 'id' || by === 'ids') && 'getFields' in type && 'id' in type.getFields();
    });
}

const isConnection = (type: { name: string }): type is GraphQLObjectType =>
  type.name.endsWith('Connection') && isObjectType(type) && 'pageInfo' in type.getFields();

const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);

/** A plugin of GraphQL Code Generator: the cache keys of the graph for one client. */
export const plugin = (schema: GraphQLSchema, _documents: unknown, { client }: { client: Client }): string =>
  cacheKeys(schema, client);

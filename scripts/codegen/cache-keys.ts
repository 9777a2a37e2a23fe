import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** Whose cache is told: each declares its directives in its own way. */
export type Client = 'kotlin' | 'ios';

const HEAD: Readonly<Record<Client, string>> = {
  kotlin: `# Cache keys for Apollo Kotlin: keep this beside the schema. Written by \`npm run codegen\`.
# Ids are unique over all types: build the cache with keyScope = CacheKey.Scope.SERVICE.
extend schema @link(
  url: "https://specs.apollo.dev/cache/v0.4",
  import: ["@typePolicy", "@fieldPolicy", "@connection"]
)
`,
  // Its code generator brings the directives along, and refuses a @link.
  ios: '# Cache keys for Apollo iOS: list this in schemaSearchPaths. Written by `npm run codegen`.\n',
};

/**
 * What a normalised cache must know of the graph: whatever has a global id is kept by it, a root field that takes such an
 * id is answered from the cache, and connections are paged.
 */
export function cacheKeys(schema: GraphQLSchema, client: Client): string {
  const policies = lookups(schema)
    // Apollo iOS keeps each thing under the name of its type, so an interface is never found by a key.
    .filter(({ isAbstract }) => client === 'kotlin' || !isAbstract)
    // One extension each: the code generator of Apollo iOS reads only the first directive of an extension.
    .map(({ field, by }) => `extend type Query @fieldPolicy(forField: "${field}", keyArgs: "${by}")`);
  const paged =
    client === 'kotlin' ? connections(schema).map((name) => `extend type ${name} @connection`) : [];
  // On the interface alone: it holds for all its types, and Apollo Kotlin refuses to be told twice.
  const groups = [['extend interface Node @typePolicy(keyFields: "id")'], policies, paged];
  return [
    HEAD[client],
    ...groups.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`),
  ].join('\n');
}

/** The root fields that find something by its global id, and whether they tell its type. */
function lookups(schema: GraphQLSchema): { field: string; by: string; isAbstract: boolean }[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter((field) => hasGlobalId(getNamedType(field.type)))
    .flatMap((field) =>
      field.args
        .filter(({ name }) => name === 'id' || name === 'ids')
        .map(({ name: by }) => ({
          field: field.name,
          by,
          isAbstract: isAbstractType(getNamedType(field.type)),
        })),
    );
}

function hasGlobalId(type: unknown): boolean {
  if (isInterfaceType(type)) return type.name === 'Node';
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}

const connections = (schema: GraphQLSchema): string[] =>
  Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && 'pageInfo' in type.getFields())
    .map(({ name }) => name)
    .toSorted();

/** A plugin of GraphQL Code Generator: the cache keys of the graph for one client. */
export const plugin = (schema: GraphQLSchema, _documents: unknown, { client }: { client: Client }): string =>
  cacheKeys(schema, client);

import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
} from 'graphql';
import type { Entity } from '../graphql/entity.ts';

/** The lowest version with `@key(resolvable:)` and `@shareable`. */
const FEDERATION = 'https://specs.apollo.dev/federation/v2.0';

/** In a composed graph no single subgraph can resolve `node` for all types. */
const OMITTED_QUERIES = new Set(['node', 'nodes']);

/** Types that every Relay subgraph defines in the same way. */
const SHAREABLE_TYPES = new Set(['PageInfo']);

/**
 * Prints the SDL that a router composes: the client schema, sorted, with keys. The other fields of a stub are shareable,
 * because the subgraph that owns the type may resolve them too. `@defer` is left out: routers implement it themselves.
 */
export function printSubgraph(graph: GraphQLSchema, entities: readonly Entity[]): string {
  const byName = new Map(entities.map((entity) => [entity.type, entity]));
  const sorted = parse(printSchema(lexicographicSortSchema(graph)), { noLocation: true });
  const types = sorted.definitions.filter(({ kind }) => kind !== Kind.DIRECTIVE_DEFINITION);
  const definitions = types.map((definition): DefinitionNode => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const name = definition.name.value;
    const entity = byName.get(name);
    if (entity !== undefined) return asEntity(definition, entity);
    if (SHAREABLE_TYPES.has(name)) return { ...definition, directives: [directive('@shareable')] };
    return name === graph.getQueryType()?.name ? withoutNode(definition) : definition;
  });
  const imports = '["@key", "@shareable"]';
  const link = parse(`extend schema @link(url: "${FEDERATION}", import: ${imports})`, { noLocation: true });
  return `${print({ ...sorted, definitions: [...link.definitions, ...definitions] })}\n`;
}

function asEntity(definition: ObjectTypeDefinitionNode, entity: Entity): ObjectTypeDefinitionNode {
  const stub = entity.load === undefined;
  const keys = entity.keys.map((key) => `@key(fields: "${key}"${stub ? ', resolvable: false' : ''})`);
  const shared = (field: FieldDefinitionNode): FieldDefinitionNode =>
    stub && !entity.keys.includes(field.name.value)
      ? { ...field, directives: [...(field.directives ?? []), directive('@shareable')] }
      : field;
  return {
    ...definition,
    directives: [...(definition.directives ?? []), ...keys.map(directive)],
    fields: definition.fields?.map(shared) ?? [],
  };
}

const withoutNode = (query: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => ({
  ...query,
  fields: query.fields?.filter(({ name }) => !OMITTED_QUERIES.has(name.value)) ?? [],
});

/** Parses a directive. */
function directive(text: string): ConstDirectiveNode {
  const [definition] = parse(`scalar Bearer ${text}`, { noLocation: true }).definitions;
  const node = definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? definition.directives?.[0] : undefined;
  if (node === undefined) throw new Error(`Not a directive: ${text}`);
  return node;
}

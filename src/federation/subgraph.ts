import {
  type GraphQLFieldConfigMap,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { costs } from '../graphql/cost.ts';
import { entities, type Reference } from '../graphql/entity.ts';
import { rootFields } from '../graphql/root-fields.ts';
import { schema } from '../schema.ts';
import { AnyReference } from './any-scalar.ts';
import { referencesCost, resolveReferences } from './entities.ts';
import { printSubgraph } from './sdl.ts';

/** The schema that a router queries, and the plugin that hides its federation fields from clients. */
export interface Subgraph {
  readonly schema: GraphQLSchema;
  readonly plugin: Plugin<Context>;
}

/** The subgraph SDL, sorted, as `subgraph.graphql` holds it. */
export const printSubgraphSchema = (): string => printSubgraph(schema, entities);

/** Adds `_service` and `_entities` to the schema. All other types stay the same objects. */
export function createSubgraph(): Subgraph {
  const config = schema.toConfig();
  const query = config.query?.toConfig();
  if (query === undefined) throw new Error('A subgraph needs a Query type.');
  const subgraph = new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({ ...query, fields: { ...query.fields, ...federationFields() } }),
    types: config.types.filter(({ name }) => name !== query.name),
  });
  return { schema: subgraph, plugin: useClientIntrospection() };
}

/** Answers introspection from the client schema, which hides `_service` and `_entities`. Routers read `_service { sdl }`. */
const useClientIntrospection = (): Plugin<Context> => ({
  onExecute({ args }) {
    const fields = rootFields(args.document);
    if (fields.has('__schema') || fields.has('__type')) args.schema = schema;
  },
});

/** The root fields that the federation spec requires. */
function federationFields(): GraphQLFieldConfigMap<unknown, Context> {
  const resolvable = entities
    .filter(({ load }) => load !== undefined)
    .map(({ type }) => schema.getType(type));
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'An entity that this subgraph resolves.',
    types: resolvable.filter((type) => type instanceof GraphQLObjectType),
  });
  const Service = new GraphQLObjectType<string, Context>({
    name: '_Service',
    description: 'This subgraph.',
    fields: {
      sdl: { type: new GraphQLNonNull(GraphQLString), description: 'The SDL.', resolve: (sdl) => sdl },
    },
  });
  const sdl = printSubgraphSchema();
  return {
    _service: {
      type: new GraphQLNonNull(Service),
      description: 'The SDL that a router composes.',
      resolve: () => sdl,
    },
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(Entity)),
      description: 'The entities that the references name, in order.',
      args: {
        representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(AnyReference))) },
      },
      extensions: costs(referencesCost),
      resolve: (_root, { representations }: { representations?: readonly Reference[] }, context, info) =>
        resolveReferences(representations ?? [], context, info),
    },
  };
}

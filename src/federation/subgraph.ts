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
import type { Reference } from '../graphql/entity.ts';
import { schema } from '../schema.ts';
import { AnyReference } from './any-scalar.ts';
import { entities, referencesCost, resolveReferences } from './entities.ts';
import { printSubgraph } from './sdl.ts';
import { useClientIntrospection } from './use-client-introspection.ts';

/** The graph as a router sees it, and what keeps its machinery out of everybody else's sight. */
export interface Subgraph {
  readonly schema: GraphQLSchema;
  readonly plugin: Plugin<Context>;
}

/** The subgraph SDL, sorted, as `subgraph.graphql` holds it. */
export const printSubgraphSchema = (): string => printSubgraph(schema, entities);

/** Adds `_service` and `_entities` to the graph; every other type is the very same object. */
export function createSubgraph(): Subgraph {
  const config = schema.toConfig();
  const query = config.query?.toConfig();
  if (query === undefined) throw new Error('A graph without queries can not be a subgraph.');
  const subgraph = new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({ ...query, fields: { ...query.fields, ...federationFields() } }),
    types: config.types.filter(({ name }) => name !== query.name),
  });
  return { schema: subgraph, plugin: useClientIntrospection(schema) };
}

/** The fields and types that the federation spec asks of a subgraph. */
function federationFields(): GraphQLFieldConfigMap<unknown, Context> {
  const resolvable = entities
    .filter(({ load }) => load !== undefined)
    .map(({ type }) => schema.getType(type));
  const Entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'What a reference can name here.',
    types: resolvable.filter((type) => type instanceof GraphQLObjectType),
  });
  const Service = new GraphQLObjectType<string, Context>({
    name: '_Service',
    description: 'This subgraph.',
    fields: {
      sdl: { type: new GraphQLNonNull(GraphQLString), description: 'Its SDL.', resolve: (sdl) => sdl },
    },
  });
  const sdl = printSubgraphSchema();
  return {
    _service: {
      type: new GraphQLNonNull(Service),
      description: 'What a router composes.',
      resolve: () => sdl,
    },
    _entities: {
      type: new GraphQLNonNull(new GraphQLList(Entity)),
      description: 'What references of other subgraphs name, in their order.',
      args: {
        representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(AnyReference))) },
      },
      extensions: costs(referencesCost),
      resolve: (_root, { representations }: { representations?: readonly Reference[] }, context, info) =>
        resolveReferences(representations ?? [], context, info),
    },
  };
}

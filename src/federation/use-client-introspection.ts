import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { rootFields } from '../graphql/root-fields.ts';

/**
 * Answers introspection from the graph as clients see it, so that `_service` and `_entities` show up in nobody's docs.
 * Routers do not mind: they read `_service { sdl }`.
 */
export function useClientIntrospection(graph: GraphQLSchema): Plugin<Context> {
  return {
    onExecute({ args }) {
      const fields = rootFields(args.document);
      if (fields.has('__schema') || fields.has('__type')) args.schema = graph;
    },
  };
}

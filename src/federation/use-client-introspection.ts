import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.ts';
import { rootFields } from '../graphql/root-fields.ts';

/** Answers introspection from the client schema, which hides `_service` and `_entities`. Routers read `_service { sdl }`. */
export function useClientIntrospection(graph: GraphQLSchema): Plugin<Context> {
  return {
    onExecute({ args }) {
      const fields = rootFields(args.document);
      if (fields.has('__schema') || fields.has('__type')) args.schema = graph;
    },
  };
}

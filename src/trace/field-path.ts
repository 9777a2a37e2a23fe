import { AsyncLocalStorage } from 'node:async_hooks';
import {
  defaultFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  lexicographicSortSchema,
} from 'graphql';

/**
 * Which field is being resolved, through everything that it awaits: so that a call far below can be told by who asked for
 * it. Known only in operations that run on a traced schema; costs the others nothing.
 */
const fieldStorage = new AsyncLocalStorage<string>();

/** Path of the field being resolved, such as `tickets.nodes[0].medias`; null outside of a traced operation. */
export const currentField = (): string | null => fieldStorage.getStore() ?? null;

/** Runs something on behalf of a field, where that is known. */
export function runAsField<T>(field: string | null | undefined, run: () => T): T {
  return field == null ? run() : fieldStorage.run(field, run);
}

const tracedSchemas = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The same graph, whose resolvers run on behalf of their field. Made once for each schema. */
export function tracedSchema(schema: GraphQLSchema): GraphQLSchema {
  let copy = tracedSchemas.get(schema);
  if (copy === undefined) {
    // Sorting makes new types around the same resolvers, which is all that is wanted of it here.
    copy = lexicographicSortSchema(schema);
    for (const type of Object.values(copy.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const resolve = field.resolve ?? defaultFieldResolver;
        field.resolve = (source, args, context, info) =>
          fieldStorage.run(pathOf(info), () => resolve(source, args, context, info));
      }
    }
    tracedSchemas.set(schema, copy);
  }
  return copy;
}

function pathOf({ path }: GraphQLResolveInfo): string {
  let text = '';
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev) {
    if (typeof at.key === 'number') text = `[${at.key}]${text}`;
    else text = at.prev === undefined ? `${at.key}${text}` : `.${at.key}${text}`;
  }
  return text;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import {
  defaultFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  lexicographicSortSchema,
} from 'graphql';

/** The field being resolved, through everything that it awaits. Set only in operations on a traced schema. */
const fieldStorage = new AsyncLocalStorage<string>();

/** Path of the field being resolved, such as `tickets.nodes[0].medias`; null outside a traced operation. */
export const currentField = (): string | null => fieldStorage.getStore() ?? null;

/** Runs a function as part of a field, if the field is known. */
export function runAsField<T>(field: string | null | undefined, run: () => T): T {
  return field == null ? run() : fieldStorage.run(field, run);
}

const tracedSchemas = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** A copy of a schema whose resolvers record their field. Cached per schema. */
export function tracedSchema(schema: GraphQLSchema): GraphQLSchema {
  let copy = tracedSchemas.get(schema);
  if (copy === undefined) {
    // Sorting is a cheap way to copy all types: the resolvers stay the same functions.
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

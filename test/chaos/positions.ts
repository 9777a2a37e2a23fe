/** Where two answers differ, and which positions of the schema may be null. */
import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A place in an answer: response keys and list indices from the root. */
export type Path = readonly (string | number)[];

/** The positions at which `bad` is not as `good`, as deep as can be. */
export function differences(good: unknown, bad: unknown, path: Path = []): { path: Path; bad: unknown }[] {
  if (good instanceof Object && bad instanceof Object && Array.isArray(good) === Array.isArray(bad)) {
    const keys = new Set([...Object.keys(good), ...Object.keys(bad)]);
    return [...keys].flatMap((key) =>
      differences(Reflect.get(good, key), Reflect.get(bad, key), [
        ...path,
        Array.isArray(good) ? Number(key) : key,
      ]),
    );
  }
  return Object.is(good, bad) ? [] : [{ path, bad }];
}

/** The nearest position at or above `path` that may be null. */
export function nearestNullable(schema: GraphQLSchema, mutation: boolean, path: Path): Path {
  const root = mutation ? schema.getMutationType() : schema.getQueryType();
  let nearest: Path = [];
  let type: GraphQLOutputType | null | undefined = root;
  path.forEach((key, at) => {
    type = typeof key === 'number' ? itemOf(type) : fieldOf(type, key);
    if (!isNonNullType(type)) nearest = path.slice(0, at + 1);
  });
  return nearest;
}

function itemOf(type: GraphQLOutputType | null | undefined): GraphQLOutputType {
  const list = isNonNullType(type) ? type.ofType : type;
  if (!isListType(list)) throw new Error('no list');
  return list.ofType;
}

/** Of a union, the field of the one member that has it. */
function fieldOf(type: GraphQLOutputType | null | undefined, key: string): GraphQLOutputType {
  const open = isNonNullType(type) ? type.ofType : type;
  const members = isUnionType(open) ? open.getTypes() : isObjectType(open) ? [open] : [];
  const field = members.map((member) => member.getFields()[key]).find((one) => one !== undefined);
  if (field === undefined) throw new Error(`no field ${key}`);
  return field.type;
}

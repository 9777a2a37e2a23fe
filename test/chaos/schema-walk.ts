/** Every field of the schema with a document that asks for it and one that does not, made from the schema itself. */
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql';

/** A field at the end of a way down from the root. */
export interface Way {
  /** As `Ticket.medias`; `Ticket.*` is all leaf fields at once that should make no calls. */
  readonly field: string;
  /** Response keys from the root, without list indices. */
  readonly keys: readonly string[];
  /** Asks for everything on the way, and for the field. */
  readonly with: string;
  /** The same without the field. */
  readonly without: string;
}

/** What fields need: arguments by `Type.field`. */
export type Arguments = Readonly<Record<string, string>>;

/** Values that differ from one answer to the next whatever happens. */
const RESTLESS = new Set(['updatedAt', 'cursor', 'startCursor', 'endCursor', 'url']);

/** A type, and the selections that lead to it. */
interface Place {
  readonly type: GraphQLObjectType;
  readonly keys: readonly string[];
  /** Puts a selection of this type into a whole document. */
  readonly wrap: (selection: string) => string;
}

/**
 * All ways to all fields: a type is visited once for each field that leads to it. `costly` are leaf fields that must not be
 * selected beside others, because they make calls of their own.
 */
export function waysOf(schema: GraphQLSchema, args: Arguments, costly: ReadonlySet<string>): Way[] {
  const ways: Way[] = [];
  const visited = new Set<string>();
  const places: Place[] = [];
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query != null) places.push({ type: query, keys: [], wrap: (inner) => `{ ${inner} }` });
  if (mutation != null) places.push({ type: mutation, keys: [], wrap: (inner) => `mutation { ${inner} }` });
  for (let place = places.shift(); place !== undefined; place = places.shift()) {
    const cheap = leaves(place.type, costly);
    const { type, keys: above, wrap } = place;
    // One of them may have to read the row; the others then must not.
    const one = cheap.split(' ').at(-1) ?? '';
    ways.push({ field: `${type.name}.*`, keys: [...above, '*'], with: wrap(cheap), without: wrap(one) });
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const named = getNamedType(field.type);
      if (needsArguments(field) && args[name] === undefined) continue;
      if (isLeafType(named) && !costly.has(name)) continue;
      const call = `${field.name}${args[name] === undefined ? '' : `(${args[name]})`}`;
      const asked = isLeafType(named) ? call : `${call} { ${inside(named, costly)} }`;
      const keys = [...above, field.name];
      ways.push({ field: name, keys, with: wrap(`${cheap} ${asked}`), without: wrap(cheap) });
      if (visited.has(name)) continue;
      visited.add(name);
      for (const { type: next, open } of below(named)) {
        places.push({ type: next, keys, wrap: (inner) => wrap(`${cheap} ${call} { ${open(inner)} }`) });
      }
    }
  }
  return ways;
}

/** The fields of all object types that need arguments and are given none, so that no way leads through them. */
export function fieldsWithout(schema: GraphQLSchema, args: Arguments): string[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })),
    )
    .flatMap(({ name, field }) => (needsArguments(field) && args[name] === undefined ? [name] : []));
}

const needsArguments = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.some(({ type, defaultValue }) => type.toString().endsWith('!') && defaultValue === undefined);

/** The types that a field leads to: of a union those that mean success; an interface is not entered. */
function below(type: GraphQLNamedType): { type: GraphQLObjectType; open: (inner: string) => string }[] {
  if (isObjectType(type)) return [{ type, open: (inner) => inner }];
  if (!isUnionType(type)) return [];
  return type
    .getTypes()
    .filter(({ name }) => name.endsWith('Success'))
    .map((member) => ({ type: member, open: (inner) => `__typename ... on ${member.name} { ${inner} }` }));
}

/** What is selected of a field that is asked for. */
function inside(type: GraphQLNamedType, costly: ReadonlySet<string>): string {
  if (isObjectType(type)) return leaves(type, costly);
  if (isInterfaceType(type)) return '__typename id';
  return below(type)
    .map((one) => one.open(leaves(one.type, costly)))
    .join(' ');
}

/** What stands beside: leaf fields without arguments that stay what they are. */
function leaves(type: GraphQLObjectType, costly: ReadonlySet<string>): string {
  const names = Object.values(type.getFields())
    .filter(({ args, type: of }) => args.length === 0 && isLeafType(getNamedType(of)))
    .map(({ name }) => name)
    .filter((name) => !RESTLESS.has(name) && !costly.has(`${type.name}.${name}`));
  return ['__typename', ...names].join(' ');
}

import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Random } from '../helpers/random.ts';

/** An operation that was made up. */
export interface MadeUp {
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly kind: 'query' | 'mutation';
}

/** Values for arguments and input fields, by `Type.field.argument` or `Input.field`; what is not listed is made by its type. */
export type Pools = Readonly<Record<string, (random: Random) => unknown>>;

/** Levels below the root, and fields on one object, at most. */
const DEPTH = 6;
const WIDTH = 4;

/**
 * Makes up operations from the schema alone: any field may come, with aliases, fragments of both kinds, `@skip` and
 * `@include`, and arguments good and bad. What it knows of the data comes from `pools`.
 */
export function madeUp(schema: GraphQLSchema, pools: Pools, random: Random, mutations: number): MadeUp {
  const kind = random.chance(mutations) ? 'mutation' : 'query';
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (root == null) throw new Error('the schema has no such operations');
  const author = new Author(schema, pools, random);
  const width = kind === 'query' ? 1 + random.below(4) : 1 + random.below(2);
  return author.operation(kind, root, width);
}

class Author {
  readonly #schema: GraphQLSchema;
  readonly #pools: Pools;
  readonly #random: Random;
  readonly #fragments: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  #aliases = 0;
  #budget = 120;

  constructor(schema: GraphQLSchema, pools: Pools, random: Random) {
    this.#schema = schema;
    this.#pools = pools;
    this.#random = random;
  }

  operation(kind: MadeUp['kind'], root: GraphQLObjectType, width: number): MadeUp {
    const selection = this.#object(root, 0, width);
    const declared = this.#declared.length === 0 ? '' : `(${this.#declared.join(', ')})`;
    const document = [`${kind} Made${declared} ${selection}`, ...this.#fragments].join('\n');
    return { document, variables: this.#variables, kind };
  }

  /** A selection on objects of one type. */
  #object(
    type: GraphQLObjectType,
    depth: number,
    width = 1 + this.#random.below(WIDTH),
    apart = false,
  ): string {
    const fields = Object.values(type.getFields()).filter(({ name }) => name !== '_service');
    const wide = this.#random
      .sample(fields, width)
      .filter((field) => depth < DEPTH || isLeafType(getNamedType(field.type)));
    const parts = wide.map((field) => this.#wrapped(this.#field(type, field, depth, apart), type));
    return `{ ${['__typename', ...parts].join(' ')} }`;
  }

  /** @param apart whether a field of the same name on another type may stand beside it */
  #field(
    type: GraphQLNamedType,
    field: GraphQLField<unknown, unknown>,
    depth: number,
    apart: boolean,
  ): string {
    this.#budget -= 1;
    // Any two selections of a field may differ in their arguments, so each has a name of its own; the same twice now and then.
    const twice = this.#aliases < 24 && this.#budget > 0 && this.#random.chance(0.15);
    const once = () => {
      const args = this.#arguments(`${type.name}.${field.name}`, field.args);
      const below = this.#below(getNamedType(field.type), depth + 1);
      const named = apart || field.args.length > 0 || twice || this.#random.chance(0.1);
      const alias = named ? `a${++this.#aliases}: ` : '';
      return `${alias}${field.name}${args}${this.#directive()}${below}`;
    };
    return twice ? `${once()} ${once()}` : once();
  }

  #below(type: GraphQLNamedType, depth: number): string {
    if (isLeafType(type)) return '';
    if (this.#budget <= 0) return ' { __typename }';
    if (isObjectType(type)) return ` ${this.#object(type, depth)}`;
    if (!isAbstractType(type)) return '';
    const possible = this.#random.sample([...this.#schema.getPossibleTypes(type)], 1 + this.#random.below(3));
    const parts = possible.map(
      (one) => `... on ${one.name} ${this.#object(one, depth, 1 + this.#random.below(WIDTH), true)}`,
    );
    return ` { ${['__typename', ...parts].join(' ')} }`;
  }

  /** Now and then a field stands in a fragment, inline or named. */
  #wrapped(part: string, type: GraphQLObjectType): string {
    const roll = this.#random.below(20);
    if (roll === 0) return `... on ${type.name}${this.#directive()} { ${part} }`;
    if (roll === 1) return `...${this.#directive()} { ${part} }`;
    if (roll > 2) return part;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} { ${part} }`);
    return `...${name}${this.#directive()}`;
  }

  #directive(): string {
    if (!this.#random.chance(0.08)) return '';
    const which = this.#random.pick(['skip', 'include']);
    return ` @${which}(if: ${this.#value('Boolean!', this.#random.chance(0.5))})`;
  }

  #arguments(path: string, args: readonly GraphQLArgument[]): string {
    const all = this.#pools[path]?.(this.#random);
    // @NOTE a pool for a whole field answers its arguments by their names.
    const known = all === undefined ? null : (all as Record<string, unknown>);
    const given = args.flatMap((arg) => {
      if (known !== null) {
        const value = known[arg.name];
        return value === undefined ? [] : [`${arg.name}: ${this.#value(String(arg.type), value)}`];
      }
      const value = this.#argument(`${path}.${arg.name}`, arg.type);
      return value === undefined ? [] : [`${arg.name}: ${this.#value(String(arg.type), value)}`];
    });
    return given.length === 0 ? '' : `(${given.join(', ')})`;
  }

  /** As a variable, since then it needs no writing down, and since that is what apps do. */
  #value(type: string, value: unknown): string {
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  /** Undefined: left out. */
  #argument(path: string, type: GraphQLInputType): unknown {
    const pool = this.#pools[path];
    const inner = isNonNullType(type) ? type.ofType : type;
    const value = pool === undefined ? this.#made(inner) : pool(this.#random);
    if (value == null && isNonNullType(type)) return this.#made(inner);
    return value;
  }

  #made(type: GraphQLInputType): unknown {
    const random = this.#random;
    if (isNonNullType(type)) return this.#made(type.ofType);
    if (isListType(type)) return [this.#made(type.ofType)];
    if (isEnumType(type)) return random.pick(type.getValues()).name;
    if (!isInputObjectType(type)) return scalar(type.name, random);
    const fields = Object.values(type.getFields());
    return Object.fromEntries(
      fields.flatMap((field) => {
        const pool = this.#pools[`${type.name}.${field.name}`];
        const required = isNonNullType(field.type) && field.defaultValue === undefined;
        if (pool === undefined && !required && !random.chance(0.08)) return [];
        const value = pool === undefined ? this.#made(field.type) : pool(random);
        return value === undefined ? [] : [[field.name, value]];
      }),
    );
  }
}

function scalar(type: string, random: Random): unknown {
  switch (type) {
    case 'Int':
      return random.pick([1, 3, 7]);
    case 'Float':
      return 1.5;
    case 'Boolean':
      return random.chance(0.5);
    case 'DateTime':
      return random.pick(['2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z']);
    case 'EmailAddress':
      return 'guest@example.com';
    case 'PhoneNumber':
      return '+33612345678';
    case 'CountryCode':
      return 'FR';
    default:
      return random.pick(['1201', 'x', 'made up']);
  }
}

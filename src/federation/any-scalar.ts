import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import type { Reference } from '../graphql/entity.ts';

/** `_Any`, the type of a reference. Accepts any object: a bad reference fails in its own place. Errors repeat no value. */
export const AnyReference = new GraphQLScalarType<Reference>({
  name: '_Any',
  description: 'A reference to an entity: `__typename` and the fields of one key.',
  parseValue: parse,
  parseLiteral: (node, variables) => parse(valueFromASTUntyped(node, variables)),
  serialize: () => {
    throw new GraphQLError('_Any is an input type.');
  },
});

function parse(value: unknown): Reference {
  if (!isReference(value)) throw new GraphQLError('A reference must be an object.');
  return value;
}

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

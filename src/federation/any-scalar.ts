import { GraphQLError, GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import type { Reference } from '../graphql/entity.ts';

/**
 * A reference on its way in. Any object will do: one that names nothing fails in its own place, and not the whole list.
 * The text of the error holds nothing of what was sent.
 */
export const AnyReference = new GraphQLScalarType<Reference>({
  name: '_Any',
  description: 'A reference to an entity: `__typename`, and the fields of one key.',
  parseValue: parse,
  parseLiteral: (node, variables) => parse(valueFromASTUntyped(node, variables)),
  serialize: () => {
    throw new GraphQLError('References are never sent out.');
  },
});

function parse(value: unknown): Reference {
  if (!isReference(value)) throw new GraphQLError('A reference must be an object.');
  return value;
}

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

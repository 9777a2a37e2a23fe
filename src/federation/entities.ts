import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import { type CostInput, costOfEach, type FieldCost } from '../graphql/cost.ts';
import { type Entity, entities, type Reference } from '../graphql/entity.ts';
import { badUserInput, GraphError } from '../graphql/errors.ts';

/** Most references in one `_entities`. */
export const MAX_REFERENCES = 200;

/**
 * Loads the entities that references name, in order: null for one that does not exist, an error in place of one that
 * fails. The loaders of the concepts read each object once per operation.
 * @throws QUERY_TOO_COMPLEX above `MAX_REFERENCES`
 */
export function resolveReferences(
  references: readonly Reference[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<object | null>[] {
  if (references.length > MAX_REFERENCES) {
    throw new GraphError('QUERY_TOO_COMPLEX', `Send at most ${MAX_REFERENCES} entity references.`);
  }
  return references.map(async (reference) => {
    const load = entityOf(reference)?.load;
    if (load === undefined) {
      throw badUserInput('This subgraph does not resolve entities of this type.', [
        'representations',
        '__typename',
      ]);
    }
    return load(reference, context, info);
  });
}

/** The cost of `resolveReferences`. Too many references cost nothing: they are rejected. */
export function referencesCost({
  args: { representations = [] },
  ...input
}: CostInput<{ representations?: readonly Reference[] }>): FieldCost {
  return costOfEach(representations.length > MAX_REFERENCES ? [] : representations, (reference) => {
    const entity = entityOf(reference);
    const cost = entity?.cost?.(reference, { ...input, args: null });
    return entity && cost && { type: entity.type, ...cost };
  });
}

const entityOf = (reference: Reference): Entity | undefined =>
  entities.find(({ type }) => type === reference['__typename']);

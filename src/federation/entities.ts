import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { CostInput, FieldCost } from '../graphql/cost.ts';
import type { Entity, Reference } from '../graphql/entity.ts';
import { badUserInput, GraphError } from '../graphql/errors.ts';
import { ticketEntities } from '../ticket/federation.ts';
import { userEntities } from '../user/entity.ts';

/** Every type that other subgraphs may refer to. A concept with entities is added here. */
export const entities: readonly Entity[] = [...ticketEntities, ...userEntities];

/** Most references that one `_entities` takes. */
export const MAX_REFERENCES = 200;

/**
 * What references name, in their order: null in place for what is gone, one coded error in place for one that fails. The
 * concepts' loaders see to it that a thing asked twice is read once, together with the rest of the operation.
 * @throws QUERY_TOO_COMPLEX above `MAX_REFERENCES`
 */
export function resolveReferences(
  references: readonly Reference[],
  context: Context,
  info: GraphQLResolveInfo,
): Promise<object | null>[] {
  if (references.length > MAX_REFERENCES) {
    throw new GraphError('QUERY_TOO_COMPLEX', `At most ${MAX_REFERENCES} entity references at once.`);
  }
  return references.map((reference) => resolveReference(reference, context, info));
}

async function resolveReference(
  reference: Reference,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<object | null> {
  const entity = entityOf(reference);
  if (entity?.load === undefined) {
    throw badUserInput('This subgraph resolves no entity of that type.', ['representations', '__typename']);
  }
  return entity.load(reference, context, info);
}

/** What resolving references costs. One that fails in its place costs nothing, and so do too many. */
export function referencesCost({
  args: { representations = [] },
  ...ask
}: CostInput<{ representations?: readonly Reference[] }>): FieldCost {
  const known = (representations.length > MAX_REFERENCES ? [] : representations).flatMap((reference) => {
    try {
      const entity = entityOf(reference);
      const cost = entity?.cost?.(reference, { ...ask, args: null });
      return entity === undefined || cost === undefined ? [] : [{ type: entity.type, ...cost }];
    } catch {
      return [];
    }
  });
  return {
    lines: known.flatMap(({ lines }) => lines ?? []),
    objects: known.map(({ type, yields = '' }) => ({ type, yields, rowLoaded: false })),
  };
}

const entityOf = (reference: Reference): Entity | undefined =>
  entities.find(({ type }) => type === reference['__typename']);

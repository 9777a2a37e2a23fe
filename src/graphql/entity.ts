import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { CostInput, FieldCost } from './cost.ts';

/** A reference to an entity, as a router sends it: `__typename` and the fields of one key. Untrusted. */
export type Reference = Readonly<Record<string, unknown>>;

/** How a type takes part in a federated graph. */
export interface Entity {
  readonly type: string;
  /** Fields that each identify one object. */
  readonly keys: readonly string[];
  /**
   * Loads the object: null if it does not exist. Absent for a stub: a type that another subgraph may own.
   * @throws BAD_USER_INPUT for a reference that cannot be valid
   */
  readonly load?: (
    reference: Reference,
    context: Context,
    info: GraphQLResolveInfo,
  ) => Promise<object | null>;
  /** What `load` costs. @throws BAD_USER_INPUT as `load` does */
  readonly cost?: (reference: Reference, input: CostInput<unknown>) => FieldCost;
}

const registered: Entity[] = [];

/** All registered entities. */
export const entities: readonly Entity[] = registered;

/** Makes types entities of the federated graph. Each concept registers its own. */
export function registerEntities(concept: readonly Entity[]): void {
  registered.push(...concept);
}

/** A key field of a reference as text, since a router may send an id as a number; undefined if it is absent. */
export function keyField(reference: Reference, key: string): string | undefined {
  const value = reference[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

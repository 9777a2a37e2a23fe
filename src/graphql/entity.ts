import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { CostInput, FieldCost } from './cost.ts';

/** A reference to an entity as a router sends it: `__typename`, and the fields of one key. Nothing of it is trusted. */
export type Reference = Readonly<Record<string, unknown>>;

/** How a type takes part in a federated graph. Each concept declares its own, beside its schema. */
export interface Entity {
  readonly type: string;
  /** Fields that name one object, each by itself. */
  readonly keys: readonly string[];
  /**
   * Reads what a reference names: null when it is gone, BAD_USER_INPUT when the reference can't be one. Absent for a stub:
   * a type that this graph knows by its key, and that another subgraph may own.
   */
  readonly load?: (
    reference: Reference,
    context: Context,
    info: GraphQLResolveInfo,
  ) => Promise<object | null>;
  /** What that costs. @throws BAD_USER_INPUT as `load` does */
  readonly cost?: (reference: Reference, ask: CostInput<unknown>) => FieldCost;
}

/** A key field of a reference as text, since a router may send an id as a number; undefined if it is not there. */
export function keyField(reference: Reference, key: string): string | undefined {
  const value = reference[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

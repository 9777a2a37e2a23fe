import type { Services } from '../context.ts';

/** Upstream calls of one kind. */
export interface CostLine {
  /** Name of the endpoint. */
  readonly operation: string;
  /** Lines of one operation with the same key are the same calls: they count once. */
  readonly key: string;
  /** Most calls with cold caches, while the list does not change. */
  readonly planned: number;
  /** Most calls in any case: with repairs and probes. */
  readonly bound: number;
  /** Counts once per operation. Default: once per object that has the field. */
  readonly once?: boolean;
  /** An extra line for operations with many lines like this one. */
  readonly batch?: BatchCost | undefined;
}

/** Calls that load many objects at once. They happen only from `from` objects on. */
export interface BatchCost {
  readonly from: number;
  readonly line: CostLine;
}

/** What a field costs, and what the fields below it need to know. */
export interface FieldCost {
  readonly lines?: readonly CostLine[];
  /** Name of the object that the field returns: fields on the same object count once. Default: the parent. */
  readonly yields?: string;
  /** Objects in the next list below, such as the page size of a connection. Default 1. */
  readonly size?: number;
  /** The objects below have their rows, so their fields cost nothing. Default: as the parent. */
  readonly rowsLoaded?: boolean;
  /** What `totalCount` of the list below costs. */
  readonly count?: CostLine | null;
  /** The objects that come, where the arguments name them and the type is an interface or a union. */
  readonly objects?: readonly KnownObject[];
}

/** An object that an argument names, and its type. */
export interface KnownObject {
  readonly type: string;
  readonly yields: string;
  readonly rowLoaded: boolean;
}

/** What a cost rule may use. */
export interface CostInput<Args> {
  readonly args: Args;
  /** Name of the object that has the field. */
  readonly parent: string;
  readonly services: Services;
  /** The gateway already knows the caller. */
  readonly callerKnown: boolean;
  /** The object has its row. */
  readonly rowLoaded: boolean;
  /** The `count` of the connection that has the field. */
  readonly count: CostLine | null;
  /** Whether the client selects, at any depth, a field with this extension. */
  selects(extension: string): boolean;
  /** Whether the client selects, directly below, a field without this extension. */
  selectsOtherThan(extension: string): boolean;
}

/** Computes the cost of a field. A rule that throws rejects the arguments, as the resolver does: the cost is zero. */
export type CostRule<Args> = (input: CostInput<Args>) => FieldCost;

/** Name of the extension that holds the rule of a field. */
export const UPSTREAM_COST = 'upstreamCost';

/** Declares the cost of a field: `extensions: costs<Args>((input) => ...)`. `Args` are the arguments of the field. */
export const costs = <Args = object>(rule: CostRule<Args>): { readonly [UPSTREAM_COST]: CostRule<Args> } => ({
  [UPSTREAM_COST]: rule,
});

/** The rule of a field; null if the field costs nothing. */
export function costRule(extensions: Readonly<Record<string, unknown>>): CostRule<unknown> | null {
  const rule = extensions[UPSTREAM_COST];
  // @NOTE only `costs` writes this extension.
  return typeof rule === 'function' ? (rule as CostRule<unknown>) : null;
}

/** Reads the caller: one call for a new token, then none. */
export const callerLine = ({ callerKnown }: Pick<CostInput<unknown>, 'callerKnown'>): CostLine => ({
  operation: 'currentUser',
  key: 'caller',
  planned: callerKnown ? 0 : 1,
  bound: callerKnown ? 0 : 1,
  once: true,
});

/** One call for the object that has the field. */
export const oneCall = (operation: string, key: string, bound = 1): CostLine => ({
  operation,
  key: `${operation} ${key}`,
  planned: 1,
  bound,
});

/**
 * The cost of objects that arguments name. One that `costOf` rejects costs nothing: it fails in its own place.
 * @param costOf undefined for an object that this graph does not read
 */
export function costOfEach<Item>(
  items: readonly Item[],
  costOf: (item: Item) => (FieldCost & { readonly type: string }) | undefined,
): FieldCost {
  const known = items.flatMap((item) => {
    try {
      return costOf(item) ?? [];
    } catch {
      return [];
    }
  });
  return {
    lines: known.flatMap(({ lines = [] }) => lines),
    objects: known.map(({ type, yields = '', rowsLoaded = false }) => ({
      type,
      yields,
      rowLoaded: rowsLoaded,
    })),
  };
}

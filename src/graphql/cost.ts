import type { Services } from '../context.ts';

/**
 * What a field costs in upstream calls, declared where the field is. The plan of an operation is made of nothing else, so
 * that it can't say something else than the graph does.
 */

/** Calls of one kind. */
export interface CostLine {
  /** Name of the upstream operation, as the wire table has it. */
  readonly operation: string;
  /** Lines of one operation that have the same key are the same calls: they are made once. */
  readonly key: string;
  /** Calls with cold caches on a list that keeps still, at most. */
  readonly planned: number;
  /** Calls at most, whatever the list does: with repairs and probes. */
  readonly bound: number;
  /** Made once, however many objects ask for it. Default: once for each object that the field is on. */
  readonly once?: boolean;
  /** What comes on top where an operation has many lines that say the same here. */
  readonly batch?: BatchCost | undefined;
}

/** Calls that are made once where many things are read, since they may bring several at once. */
export interface BatchCost {
  /** So many things are many. */
  readonly from: number;
  readonly line: CostLine;
}

/** What a field costs, and what is to be known for the fields below. */
export interface FieldCost {
  readonly lines?: readonly CostLine[];
  /** Names what comes, so that two fields that bring the same thing have the same below them. Default: as the parent. */
  readonly yields?: string;
  /** Objects in the next list below: the page of a connection. Default 1. */
  readonly size?: number;
  /** The objects below come with their rows, so that nothing is read for their fields. Default false. */
  readonly rowsLoaded?: boolean;
  /** What it costs to count the list below, if somebody selects that. */
  readonly count?: CostLine | null;
  /** What comes where the type is an interface or a union and the arguments tell more than that. */
  readonly objects?: readonly KnownObject[];
}

/** One object that is known to come, and its type. */
export interface KnownObject {
  readonly type: string;
  readonly yields: string;
  readonly rowLoaded: boolean;
}

/** What a rule may look at. */
export interface CostInput<Args> {
  readonly args: Args;
  /** The name of the object that the field is on. */
  readonly parent: string;
  readonly services: Services;
  /** Whether it is known who asks, so that it need not be asked for. */
  readonly callerKnown: boolean;
  /** Whether the object came with its row. */
  readonly rowLoaded: boolean;
  /** The `count` of the connection that the field is on. */
  readonly count: CostLine | null;
  /** Whether a field with an extension of this name is selected anywhere below. */
  selects(extension: string): boolean;
  /** Whether a field without an extension of this name is selected directly below. */
  selectsOtherThan(extension: string): boolean;
}

/** Tells what a field costs. One that throws refuses its arguments as the resolver does: it costs nothing. */
export type CostRule<Args> = (ask: CostInput<Args>) => FieldCost;

/** The name of the extension that holds a field's rule. */
export const UPSTREAM_COST = 'upstreamCost';

/** Declares what a field costs: `extensions: costs<Args>((ask) => ...)`. `Args` are the field's own. */
export const costs = <Args = object>(rule: CostRule<Args>): { readonly [UPSTREAM_COST]: CostRule<Args> } => ({
  [UPSTREAM_COST]: rule,
});

/** The rule of a field; null for one that costs nothing. */
export function costRule(extensions: Readonly<Record<string, unknown>>): CostRule<unknown> | null {
  const rule = extensions[UPSTREAM_COST];
  // @NOTE the builder takes any extension; only `costs` writes this one.
  return typeof rule === 'function' ? (rule as CostRule<unknown>) : null;
}

/** Asking who the token belongs to: once for a new token, then never. */
export const callerLine = ({ callerKnown }: Pick<CostInput<unknown>, 'callerKnown'>): CostLine => ({
  operation: 'currentUser',
  key: 'caller',
  planned: callerKnown ? 0 : 1,
  bound: callerKnown ? 0 : 1,
  once: true,
});

/** One call for the object that a field is on. */
export const oneCall = (operation: string, key: string, bound = 1): CostLine => ({
  operation,
  key: `${operation} ${key}`,
  planned: 1,
  bound,
});

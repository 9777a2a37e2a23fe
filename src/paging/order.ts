import { ContractDriftError } from './errors.ts';
import type { Direction, ListIdentity, Nulls, SortKey } from './types.ts';

/** How an upstream list is sorted, as far as its rows have shown. */
export interface Order {
  readonly direction: Direction;
  /** Null while no answer has held both kinds. */
  readonly nulls: Nulls | null;
  /** Ascending comparison of two present keys. */
  readonly collate: Collation;
}

type Key = string | number;
type Collation = (a: Key, b: Key) => number;

/** Longer texts are compared by their beginning: a cursor must not grow with them, and ids settle the rest. */
const LONGEST_KEY = 64;

const locale = new Intl.Collator('en');

/** The upstream does not say how it compares texts: the first of these that fits what is seen is taken. */
const COLLATIONS: readonly Collation[] = [
  (a, b) => byValue(a, b),
  (a, b) => byValue(caseless(a), caseless(b)),
  (a, b) => (typeof a === 'string' && typeof b === 'string' ? locale.compare(a, b) : byValue(a, b)),
];

/** The key as it is compared and kept: texts cut, what is no number null. */
export function normalKey(key: SortKey): SortKey {
  if (typeof key === 'string') return key.slice(0, LONGEST_KEY).toWellFormed();
  return Number.isFinite(key) ? key : null;
}

/** The other way. */
export const opposite = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc');

/** Names an order where facts about it are kept. */
export const orderName = (list: Pick<ListIdentity, 'order'>, direction: Direction): string =>
  `${list.order.field} ${direction}`;

/** The same place of nulls, read from the other end. */
export function turnNulls(nulls: Nulls | null): Nulls | null {
  if (nulls === null) return null;
  return nulls === 'first' ? 'last' : 'first';
}

/**
 * Reads the order out of rows that stand side by side: every way of comparing that fits them, the plainest first. More
 * than one only where texts are compared.
 *
 * @param keys their keys as they stand
 * @param believed where nulls stand if these rows do not tell
 * @throws {@link ContractDriftError} ORDER_IGNORED when they are not in that direction, whatever way texts are compared
 */
export function readOrders(
  keys: readonly SortKey[],
  direction: Direction,
  believed: Nulls | null = null,
): [Order, ...Order[]] {
  const nulls = readNulls(keys) ?? believed;
  const present = keys.filter((key) => key !== null);
  const sign = direction === 'asc' ? 1 : -1;
  const fits = (collate: Collation): boolean =>
    present.every((key, at) => at === 0 || collate(present[at - 1] ?? key, key) * sign <= 0);
  const texts = present.some((key) => typeof key === 'string');
  const [plainest, ...others] = (texts ? COLLATIONS : COLLATIONS.slice(0, 1)).filter(fits);
  if (plainest === undefined) throw new ContractDriftError('ORDER_IGNORED');
  const orderBy = (collate: Collation): Order => ({ direction, nulls, collate });
  return [orderBy(plainest), ...others.map(orderBy)];
}

/**
 * Below 0 when a row with key `a` stands before one with key `b`, 0 in the same run of ties. While nothing has shown
 * where nulls stand they count as last: whoever read from the start has not met them yet, so none can be lost.
 */
export function compareKeys(order: Order, a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null || b === null) {
    const nullsAfter = order.nulls !== 'first';
    return (a === null) === nullsAfter ? 1 : -1;
  }
  return order.collate(a, b) * (order.direction === 'asc' ? 1 : -1);
}

function readNulls(keys: readonly SortKey[]): Nulls | null {
  const turns = keys.filter((key, at) => at > 0 && (key === null) !== (keys[at - 1] === null)).length;
  if (turns > 1) throw new ContractDriftError('ORDER_IGNORED');
  if (turns === 0) return null;
  return keys[0] === null ? 'first' : 'last';
}

function byValue(a: Key, b: Key): number {
  const [left, right] = typeof a === typeof b ? [a, b] : [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

const caseless = (key: Key): Key => (typeof key === 'string' ? key.toLowerCase() : key);

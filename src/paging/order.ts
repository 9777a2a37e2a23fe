import { ContractDriftError } from './errors.ts';
import type { Direction, ListIdentity, Nulls, SortKey } from './types.ts';

/** The order of an upstream list, as far as its rows have shown it. */
export interface Order {
  readonly direction: Direction;
  /** Null as long as no response held rows with and without a key. */
  readonly nulls: Nulls | null;
  /** Compares two present keys, ascending. */
  readonly collate: Collation;
}

type Key = string | number;
type Collation = (a: Key, b: Key) => number;

/** Longer strings are compared by their beginning, which bounds the cursor. Ids decide between equal beginnings. */
const MAX_KEY_LENGTH = 64;

const locale = new Intl.Collator('en');
const isString = (key: Key): key is string => typeof key === 'string';
const lowerCase = (key: Key): Key => (isString(key) ? key.toLowerCase() : key);

/** The upstream does not document how it compares strings: the first of these that fits its rows counts. */
const COLLATIONS: readonly Collation[] = [
  byValue,
  (a, b) => byValue(lowerCase(a), lowerCase(b)),
  (a, b) => (isString(a) && isString(b) ? locale.compare(a, b) : byValue(a, b)),
];

/** The key as it is compared and encoded: strings shortened, NaN and infinities null. */
export function normalKey(key: SortKey): SortKey {
  if (typeof key === 'string') return key.slice(0, MAX_KEY_LENGTH).toWellFormed();
  return Number.isFinite(key) ? key : null;
}

/** The opposite direction. */
export const opposite = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc');

/** The name of an order in the profile of its endpoint, as `start desc`. */
export const orderName = (list: Pick<ListIdentity, 'order'>, direction: Direction): string =>
  `${list.order.field} ${direction}`;

/**
 * Infers the order of neighbouring rows: every collation that fits them, the plainest first. Only strings can fit more
 * than one.
 *
 * @param keys sort keys in the order of the rows
 * @param assumedNulls where nulls stand if these rows do not show it
 * @throws {@link ContractDriftError} ORDER_IGNORED if no collation puts them in that direction
 */
export function readOrders(
  keys: readonly SortKey[],
  direction: Direction,
  assumedNulls: Nulls | null = null,
): [Order, ...Order[]] {
  const nulls = readNulls(keys) ?? assumedNulls;
  const present = keys.filter((key) => key !== null);
  const sign = direction === 'asc' ? 1 : -1;
  const fits = (collate: Collation): boolean =>
    present.every((key, index) => index === 0 || collate(present[index - 1] ?? key, key) * sign <= 0);
  const [plainest, ...others] = COLLATIONS.slice(0, present.some(isString) ? undefined : 1).filter(fits);
  if (plainest === undefined) throw new ContractDriftError('ORDER_IGNORED');
  const orderBy = (collate: Collation): Order => ({ direction, nulls, collate });
  return [orderBy(plainest), ...others.map(orderBy)];
}

/**
 * Below 0 if a row with key `a` stands before one with key `b`, 0 if they tie. As long as no row has shown where nulls
 * stand, they count as last: a reader that began at the start has not passed any, so none can be lost.
 */
export function compareKeys(order: Order, a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  if (a === null || b === null) return (a === null) === (order.nulls !== 'first') ? 1 : -1;
  return order.collate(a, b) * (order.direction === 'asc' ? 1 : -1);
}

function readNulls(keys: readonly SortKey[]): Nulls | null {
  const changes = keys.filter((key, index) => index > 0 && (key === null) !== (keys[index - 1] === null));
  if (changes.length > 1) throw new ContractDriftError('ORDER_IGNORED');
  if (changes.length === 0) return null;
  return keys[0] === null ? 'first' : 'last';
}

function byValue(a: Key, b: Key): number {
  const [left, right] = typeof a === typeof b ? [a, b] : [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

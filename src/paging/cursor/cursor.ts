import { BadCursorError, type PagingArgument } from '../errors.ts';
import type { CursorSigner, ListIdentity, Nulls, SortKey } from '../types.ts';
import { ByteReader, ByteWriter, MAX_INT } from './bytes.ts';
import { assertSameList, FINGERPRINT_BYTES, fingerprint } from './fingerprint.ts';

/** The state of a cursor: a place in a list. Rows find the place; offsets only say where to search first. */
export interface CursorState {
  /** The list was read from its end. Offset, nulls and ties are those of that reading order. */
  reversed: boolean;
  /** The row, or the nearest decodable one before it; null if there was none, then only the offset is known. */
  anchor: { key: SortKey; id: string } | null;
  /** For an undecodable row: its distance from the anchor in undecodable rows, below 0 if it stands before it. */
  undecodableOffset: number;
  /** Offset of the place when it was seen. */
  offsetHint: number;
  /** The offset counted from a bound on the creation time; null if the start of that range was not in sight. */
  keyset: KeysetPosition | null;
  /** Rows created later do not belong to the walk; epoch seconds, null for no limit. */
  snapshotTime: number | null;
  drift: Drift;
  /** Where nulls stand; null if the walk has not seen it. */
  nulls: Nulls | null;
  ties: TieNeighbours;
}

/** An offset from a bound: up to `tieCount` rows more if the bound includes its own second. */
export interface KeysetPosition {
  bound: number;
  offset: number;
  tieCount: number;
}

/** Recently inserted and removed rows per page, and the number of pages since an offset was last compared. */
export interface Drift {
  inserted: number;
  removed: number;
  pagesSinceSeen: number;
}

/**
 * Ids of the nearest rows with the anchor's sort key, nearest first. They find the place when the anchor is gone.
 * `...All` is true if the run of ties has no other rows on that side.
 */
export interface TieNeighbours {
  before: readonly string[];
  beforeAll: boolean;
  after: readonly string[];
  afterAll: boolean;
}

const VERSION = 1;
const NULLS: readonly (Nulls | null)[] = [null, 'first', 'last'];
const WHOLE_NUMBER = /^(0|[1-9]\d{0,14})$/;

/** Encodes and signs a cursor. */
export function encodeCursor(state: CursorState, list: ListIdentity, signer: CursorSigner): string {
  const { anchor, keyset, snapshotTime, drift, ties } = state;
  const output = new ByteWriter().uint(VERSION).raw(fingerprint(list));
  output.uint(
    Number(state.reversed) |
      (Number(anchor !== null) << 1) |
      (Number(keyset !== null) << 2) |
      (Number(snapshotTime !== null) << 3) |
      (NULLS.indexOf(state.nulls) << 4) |
      (Number(ties.beforeAll) << 6) |
      (Number(ties.afterAll) << 7),
  );
  output.uint(state.offsetHint).uint(drift.inserted).uint(drift.removed).uint(drift.pagesSinceSeen);
  output.int(state.undecodableOffset);
  if (snapshotTime !== null) output.int(snapshotTime);
  if (keyset !== null) output.int(keyset.bound).uint(keyset.offset).uint(keyset.tieCount);
  if (anchor !== null) {
    writeKey(output, anchor.key);
    writeIds(output, [anchor.id, ...ties.before]);
    writeIds(output, ties.after);
  }
  return signer.seal(output.finish());
}

/**
 * Verifies and decodes a cursor: length, signature, version, list, in this order.
 *
 * @throws {@link BadCursorError} with the first fault and the argument that held the cursor
 */
export function decodeCursor(
  cursor: string,
  list: ListIdentity,
  signer: CursorSigner,
  argument: PagingArgument,
): CursorState {
  try {
    const input = new ByteReader(signer.open(cursor));
    if (input.uint() !== VERSION) throw new BadCursorError('UNKNOWN_VERSION');
    assertSameList(input.raw(FINGERPRINT_BYTES), fingerprint(list));
    return readState(input);
  } catch (error) {
    if (error instanceof BadCursorError) throw new BadCursorError(error.reason, argument);
    if (error instanceof RangeError) throw new BadCursorError('MALFORMED', argument);
    throw error;
  }
}

function readState(input: ByteReader): CursorState {
  const flags = input.uint();
  const has = (bit: number): boolean => (flags & (1 << bit)) !== 0;
  const offsetHint = input.uint();
  const drift = { inserted: input.uint(), removed: input.uint(), pagesSinceSeen: input.uint() };
  const undecodableOffset = input.int();
  const snapshotTime = has(3) ? input.int() : null;
  const keyset = has(2) ? { bound: input.int(), offset: input.uint(), tieCount: input.uint() } : null;
  const key = has(1) ? readKey(input) : null;
  const [id, ...before] = has(1) ? readIds(input) : [];
  const after = has(1) ? readIds(input) : [];
  return {
    reversed: has(0),
    anchor: id === undefined ? null : { key, id },
    undecodableOffset,
    offsetHint,
    keyset,
    snapshotTime,
    drift,
    nulls: NULLS[(flags >> 4) & 3] ?? null,
    ties: { before, beforeAll: has(6), after, afterAll: has(7) },
  };
}

function writeKey(output: ByteWriter, key: SortKey): void {
  if (key === null) output.uint(0);
  else if (typeof key === 'string') output.uint(1).string(key);
  else if (Number.isInteger(key) && Math.abs(key) <= MAX_INT) output.uint(2).int(key);
  else output.uint(3).double(key);
}

function readKey(input: ByteReader): SortKey {
  const kind = input.uint();
  if (kind === 0) return null;
  if (kind === 1) return input.string();
  return kind === 2 ? input.int() : input.double();
}

/** Writes integers as differences and other ids in full: shortened ids could be equal for two rows. */
function writeIds(output: ByteWriter, ids: readonly string[]): void {
  const numeric = ids.every((id) => WHOLE_NUMBER.test(id));
  output.uint(ids.length * 2 + Number(numeric));
  let last = 0;
  for (const id of ids) {
    if (numeric) output.int(Number(id) - last);
    else output.string(id);
    last = Number(id);
  }
}

function readIds(input: ByteReader): string[] {
  const head = input.uint();
  const numeric = head % 2 === 1;
  let last = 0;
  return Array.from({ length: Math.floor(head / 2) }, () => {
    if (!numeric) return input.string();
    last += input.int();
    return String(last);
  });
}

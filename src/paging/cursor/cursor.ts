import { BadCursorError, type PagingArgument } from '../errors.ts';
import type { CursorSigner, ListIdentity, Nulls, SortKey } from '../types.ts';
import { ByteReader, ByteWriter, LARGEST_INT } from './bytes.ts';
import { assertSameList, FINGERPRINT_BYTES, fingerprint } from './fingerprint.ts';

/** What a cursor knows about the place it stands for. Offsets are hints: a place is found by rows, never by them. */
export interface CursorState {
  /** The list was read from its end; offset, nulls and neighbours are meant in that reading. */
  flipped: boolean;
  /** The row, or the nearest decodable one before it; null where there was none: then only the offset is known. */
  anchor: { key: SortKey; id: string } | null;
  /** For an undecodable row: how many of them it stands behind the anchor, or, below 0, before it. */
  skip: number;
  /** Offset of the place when it was seen. */
  hint: number;
  /** The same counted from a bound on the creation; null where its run's start was not in sight. */
  keyed: Keyed | null;
  /** Upper end of the walk, epoch seconds. */
  t0: number | null;
  /** Recent movement above the reader, rows per page. */
  drift: Drift;
  /** Where nulls stand, if the walk has seen it. */
  nulls: Nulls | null;
  /** The nearest rows of the same run of ties: they find the place when the anchor is gone. */
  run: Neighbours;
}

/** An offset counted from a bound: `rank` rows from it, or up to `wobble` more if the bound includes its second. */
export interface Keyed {
  bound: number;
  rank: number;
  wobble: number;
}

/** Rows per page that came and went; `stale` counts the pages since an offset was last compared. */
export interface Drift {
  inserted: number;
  removed: number;
  stale: number;
}

/** Ids of equal sort key on either side, nearest first; `...All` when the run has no others on that side. */
export interface Neighbours {
  before: readonly string[];
  beforeAll: boolean;
  after: readonly string[];
  afterAll: boolean;
}

const VERSION = 1;
const NULLS: readonly (Nulls | null)[] = [null, 'first', 'last'];
const WHOLE_NUMBER = /^(0|[1-9]\d{0,14})$/;

/** The sealed cursor of a place in a list. */
export function encodeCursor(place: CursorState, list: ListIdentity, signer: CursorSigner): string {
  const { anchor, keyed, drift, run } = place;
  const out = new ByteWriter().uint(VERSION).raw(fingerprint(list));
  out.uint(
    Number(place.flipped) |
      (Number(anchor !== null) << 1) |
      (Number(keyed !== null) << 2) |
      (Number(place.t0 !== null) << 3) |
      (NULLS.indexOf(place.nulls) << 4) |
      (Number(run.beforeAll) << 6) |
      (Number(run.afterAll) << 7),
  );
  out.uint(place.hint).uint(drift.inserted).uint(drift.removed).uint(drift.stale).int(place.skip);
  if (place.t0 !== null) out.int(place.t0);
  if (keyed !== null) out.int(keyed.bound).uint(keyed.rank).uint(keyed.wobble);
  if (anchor !== null) {
    writeKey(out, anchor.key);
    writeIds(out, [anchor.id, ...run.before]);
    writeIds(out, run.after);
  }
  return signer.seal(out.finish());
}

/**
 * Opens a cursor: length, seal, version, list, in this order.
 *
 * @throws {@link BadCursorError} with the first thing that is wrong and the argument it came in
 */
export function decodeCursor(
  cursor: string,
  list: ListIdentity,
  signer: CursorSigner,
  argument: PagingArgument,
): CursorState {
  try {
    const bytes = signer.open(cursor);
    const input = new ByteReader(bytes);
    if (input.uint() !== VERSION) throw new BadCursorError('UNKNOWN_VERSION');
    assertSameList(input.raw(FINGERPRINT_BYTES), fingerprint(list));
    return readPlace(input);
  } catch (error) {
    if (error instanceof BadCursorError) throw new BadCursorError(error.reason, argument);
    if (error instanceof RangeError) throw new BadCursorError('MALFORMED', argument);
    throw error;
  }
}

function readPlace(input: ByteReader): CursorState {
  const flags = input.uint();
  const has = (bit: number): boolean => (flags & bit) !== 0;
  const hint = input.uint();
  const drift = { inserted: input.uint(), removed: input.uint(), stale: input.uint() };
  const skip = input.int();
  const t0 = has(8) ? input.int() : null;
  const keyed = has(4) ? { bound: input.int(), rank: input.uint(), wobble: input.uint() } : null;
  const key = has(2) ? readKey(input) : null;
  const [id, ...before] = has(2) ? readIds(input) : [];
  const after = has(2) ? readIds(input) : [];
  const anchor = id === undefined ? null : { key, id };
  const nulls = NULLS[(flags >> 4) & 3] ?? null;
  const run = { before, beforeAll: has(64), after, afterAll: has(128) };
  return { flipped: has(1), anchor, skip, hint, keyed, t0, drift, nulls, run };
}

function writeKey(out: ByteWriter, key: SortKey): void {
  if (key === null) out.uint(0);
  else if (typeof key === 'string') out.uint(1).text(key);
  else if (Number.isInteger(key) && Math.abs(key) <= LARGEST_INT) out.uint(2).int(key);
  else out.uint(3).double(key);
}

function readKey(input: ByteReader): SortKey {
  const kind = input.uint();
  if (kind === 0) return null;
  if (kind === 1) return input.text();
  return kind === 2 ? input.int() : input.double();
}

/** Whole numbers as steps from one to the next, any other ids as they are: never cut, two rows must not look alike. */
function writeIds(out: ByteWriter, ids: readonly string[]): void {
  const numeric = ids.every((id) => WHOLE_NUMBER.test(id));
  out.uint(ids.length * 2 + Number(numeric));
  let last = 0;
  for (const id of ids) {
    if (numeric) out.int(Number(id) - last);
    else out.text(id);
    last = Number(id);
  }
}

function readIds(input: ByteReader): string[] {
  const head = input.uint();
  const numeric = head % 2 === 1;
  let last = 0;
  return Array.from({ length: Math.floor(head / 2) }, () => {
    if (!numeric) return input.text();
    last += input.int();
    return String(last);
  });
}

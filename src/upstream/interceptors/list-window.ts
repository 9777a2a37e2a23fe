import { isObject } from '../endpoint/declare.ts';
import { type Envelope, rowsIn } from '../endpoint/decode.ts';
import type { UpstreamResponse } from '../response.ts';
import type { Call } from './interceptor.ts';

/** Rows `offset` to `offset + limit` of a list. */
export interface ListWindow {
  readonly offset: number;
  readonly limit: number;
}

/** The window that a call requests; null without a `limit`, where the API chooses one. */
export function windowOf({ params }: Pick<Call, 'params'>): ListWindow | null {
  const { limit, offset = 0 } = params;
  return typeof limit === 'number' && typeof offset === 'number' ? { offset, limit } : null;
}

/** Whether all rows of `inner` are among those of `outer`. */
export const contains = (outer: ListWindow, inner: ListWindow): boolean =>
  inner.offset >= outer.offset && inner.offset + inner.limit <= outer.offset + outer.limit;

/**
 * The fewest windows that contain all given ones, none longer than `cap` unless a given one is. Windows that neither overlap
 * nor touch stay apart.
 */
export function merge(windows: readonly ListWindow[], cap: number): ListWindow[] {
  const sorted = windows.toSorted((a, b) => a.offset - b.offset || b.limit - a.limit);
  const merged: ListWindow[] = [];
  for (const window of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && contains(last, window)) continue;
    const end = window.offset + window.limit;
    const joins = last !== undefined && window.offset <= last.offset + last.limit && end - last.offset <= cap;
    if (joins) merged[merged.length - 1] = { offset: last.offset, limit: end - last.offset };
    else merged.push(window);
  }
  return merged;
}

/**
 * Cuts the response for `inner` out of the response for `outer`. Null where that can't be known: the response holds no list,
 * or it came short without saying that the list ends there, and `inner` starts elsewhere.
 */
export function sliceResponse(
  response: UpstreamResponse,
  outer: ListWindow,
  inner: ListWindow,
  envelope: Envelope,
): UpstreamResponse | null {
  const { body } = response;
  const rows = rowsIn(body, envelope);
  if (rows === null) return null;
  const from = inner.offset - outer.offset;
  const to = from + inner.limit;
  const isComplete = to <= rows.length || endsWith(body, outer.offset + rows.length, envelope);
  // From the same offset a smaller limit brings the same first rows; from another one that is not known.
  if (!isComplete && from > 0) return null;
  const part = rows.slice(from, to);
  if (!isObject(body)) return { ...response, body: part };
  const next = body[envelope.next_offset];
  const cut = to < rows.length ? inner.offset + part.length : next;
  const members = { [envelope.data]: part, ...(next === undefined ? {} : { [envelope.next_offset]: cut }) };
  return { ...response, body: { ...body, ...members } };
}

/** Whether a response says that nothing follows. */
function endsWith(body: unknown, end: number, envelope: Envelope): boolean {
  if (!isObject(body)) return false;
  const total = body[envelope.total];
  return body[envelope.next_offset] === null || (typeof total === 'number' && total <= end);
}

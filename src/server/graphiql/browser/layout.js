/**
 * What the panel shows, worked out from an answer. Pure: no document in here.
 *
 * @typedef {object} Call  One call to the ticket API, as `extensions.upstream` lists it.
 * @property {string} method
 * @property {string} path  Template, such as `/tickets/{ticketId}/medias`.
 * @property {string | null} field  Path of the field that asked for it.
 * @property {number} startMs  Since the operation began.
 * @property {number | null} durationMs  Null if it had not ended when the answer went out.
 * @property {boolean} cached  Answered without a call.
 * @property {number | null} status
 * @property {string | null} code  Why it failed.
 *
 * @typedef {object} PlannedCall  Calls of one kind, as `extensions.plan` lists them.
 * @property {string} call  Method and template.
 * @property {number} planned
 * @property {number} bound  At most, whatever the lists do.
 *
 * @typedef {object} Cost  `extensions.cost`; parts that a gateway does not know are missing or null.
 * @property {number} actual
 * @property {number | null} [planned]
 * @property {number | null} [cached]
 * @property {number | null} [retried]
 * @property {number | null} [limit]
 * @property {number | null} [remaining]
 * @property {string | number | null} [resetAt]  A date, or epoch milliseconds.
 *
 * @typedef {object} Trace  One answer.
 * @property {readonly Call[]} calls
 * @property {readonly PlannedCall[]} plan
 * @property {Cost | null} cost
 * @property {number} ms  Until the answer was here.
 * @property {readonly string[]} codes  Of its errors.
 *
 * @typedef {object} Row
 * @property {Call} call
 * @property {number} left  Percent of the time line.
 * @property {number} width  Percent of the time line.
 * @property {string} text  How long it took.
 * @property {'read' | 'write' | 'cached' | 'failed'} tone
 */

/** A bar is never thinner than this, in percent, so that it can be seen. */
const THINNEST = 0.8;

/** Below this share of the limit it is time to look at the clock. */
const LOW = 0.3;

/**
 * The calls as bars, in the order in which they began.
 * @param {Trace} trace
 * @returns {Row[]}
 */
export function rowsOf({ calls }) {
  const end = Math.max(1, ...calls.map(({ startMs, durationMs }) => startMs + (durationMs ?? 0)));
  return calls
    .toSorted((one, other) => one.startMs - other.startMs)
    .map((call) => {
      const width = Math.max(THINNEST, (100 * (call.durationMs ?? 0)) / end);
      const left = Math.min((100 * call.startMs) / end, 100 - width);
      return { call, left, width, text: textOf(call), tone: toneOf(call) };
    });
}

/** @param {Call} call */
function textOf({ cached, code, durationMs }) {
  if (cached) return 'cache';
  if (code !== null) return code;
  return durationMs === null ? 'still running' : `${rounded(durationMs)} ms`;
}

/**
 * @param {Call} call
 * @returns {Row['tone']}
 */
function toneOf({ method, cached, code }) {
  if (cached) return 'cached';
  if (code !== null) return 'failed';
  return method === 'GET' ? 'read' : 'write';
}

/**
 * The answer in a few words each: calls made, planned, saved, repeated; the time it took.
 * @param {Trace} trace
 * @returns {string[]}
 */
export function factsOf({ calls, cost, ms }) {
  const made = cost?.actual ?? calls.filter(({ cached }) => !cached).length;
  const saved = cost?.cached ?? calls.filter(({ cached }) => cached).length;
  return [
    `${made} ${made === 1 ? 'call' : 'calls'}`,
    ...(cost?.planned == null ? [] : [`${cost.planned} planned`]),
    ...(saved > 0 ? [`${saved} cached`] : []),
    ...(cost?.retried ? [`${cost.retried} repeated`] : []),
    `${rounded(ms)} ms`,
  ];
}

/**
 * The plan, a few words for each kind of call.
 * @param {Trace} trace
 * @returns {string[]}
 */
export function planOf({ plan }) {
  return plan.map(({ call, planned, bound }) => {
    const times = planned === bound ? planned : `${planned}–${bound}`;
    return `${times} × ${call.replace(/^GET /, '')}`;
  });
}

/**
 * What is left of the caller's calls, and when all of them are free again if few are; null where there is no limit.
 * @param {Cost | null} cost
 * @param {number} now  Epoch milliseconds.
 * @returns {{ text: string, share: number, low: boolean } | null}
 */
export function budgetOf(cost, now) {
  if (cost?.limit == null || cost.remaining == null || cost.limit <= 0) return null;
  const reset = cost.resetAt == null ? Number.NaN : new Date(cost.resetAt).getTime();
  const seconds = Math.ceil((reset - now) / 1000);
  const share = Math.max(0, Math.min(1, cost.remaining / cost.limit));
  const wait = seconds > 0 && share < LOW ? `, all back in ${seconds} s` : '';
  return { text: `${cost.remaining} of ${cost.limit} left${wait}`, share, low: share < LOW };
}

/** What to do without a token. */
export const TOKEN_HINT =
  'Put your token into Headers, once for all tabs, then fetch the schema again (the arrows at the left).';

/**
 * Why an answer shows no call.
 * @param {Trace} trace
 */
export function whyNone({ codes }) {
  if (codes.includes('UNAUTHENTICATED')) return TOKEN_HINT;
  if (codes.includes('RATE_LIMITED')) return 'No call could start: none is left for now.';
  return codes.length > 0 ? 'No call was made.' : 'No call was needed.';
}

/** @param {number} ms */
const rounded = (ms) => (ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms));

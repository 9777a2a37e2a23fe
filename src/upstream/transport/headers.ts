/** Reads response headers. A malformed header counts as absent. */

/** What a response says about the limit of its caller; each part is null without its header. */
export interface RateHeaders {
  /** Calls allowed in a window. */
  readonly limit: number | null;
  /** Calls left in the window. */
  readonly remaining: number | null;
  /** When the window ends, epoch milliseconds. */
  readonly resetAt: number | null;
}

/** Headers of a response, names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** From here on, `X-RateLimit-Reset` is a UNIX time, not a number of seconds. */
const UNIX_TIME_FROM = 1e9;

/** Longest wait in seconds. */
const MAX_WAIT = 86_400;

/** The clock of the API at the time of the response, epoch milliseconds. */
export function dateOf(headers: ResponseHeaders): number | null {
  const date = Date.parse(one(headers, 'date'));
  return Number.isNaN(date) ? null : date;
}

/** The limit of the caller; null without any of its headers. */
export function rateOf(headers: ResponseHeaders): RateHeaders | null {
  const limit = number(headers, 'x-ratelimit-limit');
  const remaining = number(headers, 'x-ratelimit-remaining');
  const wait = secondsToReset(headers);
  if (limit === null && remaining === null && wait === null) return null;
  return { limit, remaining, resetAt: wait === null ? null : Date.now() + wait * 1000 };
}

/** Seconds to wait before another try: by `Retry-After` (seconds or a date), else by the reset of the window. */
export function retryAfterOf(headers: ResponseHeaders): number | null {
  const seconds =
    number(headers, 'retry-after') ?? secondsTo(Date.parse(one(headers, 'retry-after')), headers);
  const wait = seconds ?? secondsToReset(headers);
  return wait === null ? null : Math.min(wait, MAX_WAIT);
}

/** Whether the content type is JSON. */
export const isJson = (headers: ResponseHeaders): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(one(headers, 'content-type'));

/** Whether the body is an HTML page. The API never sends one. */
export const isPage = (headers: ResponseHeaders): boolean =>
  /^text\/html\b/i.test(one(headers, 'content-type'));

/** Whether the body has no content encoding. */
export const isPlain = (headers: ResponseHeaders): boolean =>
  /^(?:identity)?$/i.test(one(headers, 'content-encoding'));

/** The declared length of the body in bytes. */
export const lengthOf = (headers: ResponseHeaders): number | null => number(headers, 'content-length');

function secondsToReset(headers: ResponseHeaders): number | null {
  const reset = number(headers, 'x-ratelimit-reset');
  return reset !== null && reset > UNIX_TIME_FROM ? secondsTo(reset * 1000, headers) : reset;
}

/** By the clock of the API if it is known, since ours may differ. */
function secondsTo(time: number, headers: ResponseHeaders): number | null {
  const now = dateOf(headers) ?? Date.now();
  return Number.isNaN(time) ? null : Math.max(0, Math.ceil((time - now) / 1000));
}

function number(headers: ResponseHeaders, name: string): number | null {
  const text = one(headers, name);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The first value of a header; empty without it. */
function one(headers: ResponseHeaders, name: string): string {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
}

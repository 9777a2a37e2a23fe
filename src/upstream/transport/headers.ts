/** What answers say beside their body. Nothing in here fails: a header that makes no sense counts as absent. */
import type { RateHeaders } from '../types.ts';

/** Headers of an answer, names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Above this, `X-RateLimit-Reset` is no number of seconds but a UNIX time. */
const UNIX_TIME_FROM = 1e9;

/** Nobody is told to wait longer than this many seconds. */
const LONGEST_WAIT = 86_400;

/** The upstream's own clock at the time of the answer, epoch milliseconds. */
export function dateOf(headers: AnswerHeaders): number | null {
  const date = Date.parse(one(headers, 'date') ?? '');
  return Number.isNaN(date) ? null : date;
}

/** What the answer says about the caller's limit; null if it says nothing. */
export function rateOf(headers: AnswerHeaders, now = Date.now()): RateHeaders | null {
  const limit = number(headers, 'x-ratelimit-limit');
  const remaining = number(headers, 'x-ratelimit-remaining');
  const wait = untilReset(headers, now);
  if (limit === null && remaining === null && wait === null) return null;
  return { limit, remaining, resetAt: wait === null ? null : now + wait * 1000 };
}

/** Seconds to wait before trying again: by `Retry-After` (seconds or a date), else by the reset of the window. */
export function retryAfterOf(headers: AnswerHeaders, now = Date.now()): number | null {
  const seconds =
    number(headers, 'retry-after') ??
    secondsUntil(Date.parse(one(headers, 'retry-after') ?? ''), headers, now);
  const wait = seconds ?? untilReset(headers, now);
  return wait === null ? null : Math.min(wait, LONGEST_WAIT);
}

/** Is the body JSON by its content type? */
export function isJson(headers: AnswerHeaders): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(one(headers, 'content-type') ?? '');
}

/** Is the body a page for people? The API never sends one. */
export function isPage(headers: AnswerHeaders): boolean {
  return /^text\/html\b/i.test(one(headers, 'content-type') ?? '');
}

/** Is the body as it is, neither compressed nor otherwise encoded? */
export function isPlain(headers: AnswerHeaders): boolean {
  return /^(?:identity)?$/i.test((one(headers, 'content-encoding') ?? '').trim());
}

/** Declared length of the body in bytes; null if it is not declared. */
export function lengthOf(headers: AnswerHeaders): number | null {
  return number(headers, 'content-length');
}

function untilReset(headers: AnswerHeaders, now: number): number | null {
  const reset = number(headers, 'x-ratelimit-reset');
  if (reset === null || reset <= UNIX_TIME_FROM) return reset;
  return secondsUntil(reset * 1000, headers, now);
}

/** Counted on the upstream's clock where it is known, since ours may differ. */
function secondsUntil(time: number, headers: AnswerHeaders, now: number): number | null {
  return Number.isNaN(time) ? null : Math.max(0, Math.ceil((time - (dateOf(headers) ?? now)) / 1000));
}

function number(headers: AnswerHeaders, name: string): number | null {
  const text = one(headers, name)?.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function one(headers: AnswerHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpMethod } from '../endpoint/declare.ts';
import {
  RateLimitedError,
  UpstreamBadResponseError,
  type UpstreamError,
  UpstreamTimeoutError,
  UpstreamUnavailableError,
} from '../errors.ts';
import { CircuitOpenError } from './circuit-breaker.ts';
import type { Call, Interceptor } from './interceptor.ts';
import { RollingCounter } from './rolling-counter.ts';

/** Tries of one call, the first included. */
const TRIES = 3;

/** Longest `Retry-After` that is waited for, in seconds. A longer one fails the call. */
const MAX_RETRY_AFTER = 2;

/** Bounds of the wait between tries, in milliseconds. */
const MIN_BACKOFF_MS = 50;
const MAX_BACKOFF_MS = 1_000;

/**
 * Tries a call again where that may help and can do no harm: a read after a failure that may pass, a write only if it
 * certainly did not happen. This is the only place that repeats calls.
 */
export function retry(budget = new RetryBudget()): Interceptor {
  return (next) => async (call) => {
    budget.recordCall();
    for (let tried = 1; ; tried += 1) {
      try {
        return await next(tried === 1 ? call : { ...call, cause: 'retry' });
      } catch (error) {
        const wait = waitBefore(error, call.request.method, tried);
        if (wait === null || !hasTime(call, wait) || tried === TRIES || !budget.tryConsume()) throw error;
        await pause(wait, call, error);
      }
    }
  };
}

/** Milliseconds to wait before another try; null if there is none. */
export function waitBefore(error: unknown, method: HttpMethod, tried: number): number | null {
  if (!isTransient(error, method)) return null;
  const { retryAfter } = error;
  if (retryAfter !== null) return retryAfter <= MAX_RETRY_AFTER ? retryAfter * 1000 : null;
  if (error instanceof RateLimitedError) return null;
  const ceiling = Math.min(MAX_BACKOFF_MS, MIN_BACKOFF_MS * 4 ** tried);
  return MIN_BACKOFF_MS + Math.random() * (ceiling - MIN_BACKOFF_MS);
}

/** Whether the same call may succeed, and repeating it can do no harm. */
function isTransient(error: unknown, method: HttpMethod): error is UpstreamError {
  if (error instanceof CircuitOpenError) return false;
  // A 429 of the API has a status; a rejection by our own rate limiter has none, and already considered the deadline.
  if (error instanceof RateLimitedError)
    return error.status !== null && (method === 'GET' || method === 'POST');
  if (method !== 'GET') return error instanceof UpstreamUnavailableError && error.status === null;
  return (
    error instanceof UpstreamUnavailableError ||
    (error instanceof UpstreamTimeoutError && error.status === 504) ||
    (error instanceof UpstreamBadResponseError && (error.reason === 'cut' || error.reason === 'invalid'))
  );
}

const hasTime = ({ deadline }: Call, ms: number): boolean =>
  !deadline.signal.aborted && Date.now() + ms < deadline.at;

/** @throws `error` if the client leaves meanwhile */
async function pause(ms: number, { deadline: { signal } }: Call, error: unknown): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throw error;
  }
}

/** Retries are at most this part of the calls in the window. */
const RATIO = 0.2;

const WINDOW_SECONDS = 10;

/** Retries that are always allowed. */
const MIN_PER_SECOND = 3;

/** Limits the retries of all callers together: when an API fails for everyone, retries multiply the load that broke it. */
export class RetryBudget {
  readonly #now: () => number;
  readonly #calls = new RollingCounter(WINDOW_SECONDS);
  readonly #retries = new RollingCounter(WINDOW_SECONDS);

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts a call that is no retry. */
  recordCall(): void {
    this.#calls.add(this.#now());
  }

  /** Takes one retry from the budget; false if there is none. */
  tryConsume(): boolean {
    const now = this.#now();
    const allowed =
      this.#retries.sum(now) + 1 <= this.#calls.sum(now) * RATIO ||
      this.#retries.currentSecond(now) < MIN_PER_SECOND;
    if (allowed) this.#retries.add(now);
    return allowed;
  }
}

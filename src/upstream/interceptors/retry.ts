/**
 * Trying again, in this one place only. A read may be repeated; a write only if it is certain that it did not happen:
 * anything else on a write is told as `MUTATION_OUTCOME_UNKNOWN`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpMethod } from '../endpoint/endpoint.ts';
import type { ResolvedWire } from '../endpoint/endpoints.ts';
import {
  RateLimitedError,
  UpstreamBadResponseError,
  type UpstreamError,
  UpstreamTimeoutError,
  UpstreamUnavailableError,
} from '../errors.ts';
import { CircuitOpenError } from './breaker.ts';
import type { Call, Interceptor } from './interceptor.ts';
import { RetryBudget } from './retry-budget.ts';

/** Tries of one call, the first included. */
const TRIES = 3;

/** Longest wait that an answer may ask for, in seconds: beyond it the client is told, who knows better what to do. */
const LONGEST_WAIT = 2;

/** Bounds of the wait in between, in milliseconds. */
const SHORTEST_MS = 50;
const LONGEST_MS = 1_000;

/** Repeats what may be repeated. `wire` tells by which verb an operation goes out. */
export function retry(wire: ResolvedWire, budget = new RetryBudget()): Interceptor {
  return async (call, next) => {
    budget.recordCall();
    for (let tried = 1; ; tried += 1) {
      try {
        return await next(tried === 1 ? call : { ...call, cause: 'retry' });
      } catch (error) {
        const wait = waitBefore(error, wire[call.operation].method, tried);
        if (wait === null || !hasTime(call, wait) || tried === TRIES || !budget.tryConsume()) throw error;
        await pause(wait, call, error);
      }
    }
  };
}

/** Milliseconds to wait before another try; null if there must be none. */
export function waitBefore(error: unknown, method: HttpMethod, tried: number): number | null {
  if (!isTransient(error, method)) return null;
  const { retryAfter } = error;
  if (retryAfter !== null) return retryAfter <= LONGEST_WAIT ? retryAfter * 1000 : null;
  if (error instanceof RateLimitedError) return null;
  const ceiling = Math.min(LONGEST_MS, SHORTEST_MS * 4 ** tried);
  return SHORTEST_MS + Math.random() * (ceiling - SHORTEST_MS);
}

/** Whether the same call may go better, and repeating it can do no harm. */
function isTransient(error: unknown, method: HttpMethod): error is UpstreamError {
  if (error instanceof CircuitOpenError) return false;
  // A 429 of the API has a status; a refusal by our own budget has none, and was decided with the deadline in view.
  if (error instanceof RateLimitedError)
    return error.status !== null && (method === 'GET' || method === 'POST');
  if (method !== 'GET') return error instanceof UpstreamUnavailableError && error.status === null;
  return (
    error instanceof UpstreamUnavailableError ||
    (error instanceof UpstreamTimeoutError && error.status === 504) ||
    (error instanceof UpstreamBadResponseError && (error.reason === 'cut' || error.reason === 'invalid'))
  );
}

const hasTime = ({ context }: Call, ms: number): boolean =>
  !context.signal.aborted && Date.now() + ms < context.deadline;

/** @throws `error` if the client leaves meanwhile */
async function pause(ms: number, { context }: Call, error: unknown): Promise<void> {
  try {
    await sleep(ms, undefined, { signal: context.signal });
  } catch {
    throw error;
  }
}

import type { OperationName } from '../endpoint/endpoints.ts';
import {
  type ErrorFacts,
  OutcomeUnknownError,
  UpstreamError,
  type UpstreamErrorCode,
  UpstreamUnavailableError,
} from '../errors.ts';
import { type CallOutcome, CircuitBreaker, type CircuitSettings } from './circuit.ts';
import type { Call, Interceptor } from './interceptor.ts';

/** What fails together: lists, single things, what hangs on a ticket, and changes. */
export type CircuitKey = 'list' | 'item' | 'nested' | 'write';

const CLASS_OF: Readonly<Record<OperationName, CircuitKey>> = {
  listTickets: 'list',
  listUsers: 'list',
  getTicket: 'item',
  currentUser: 'item',
  listMedias: 'nested',
  listEvents: 'nested',
  createTicket: 'write',
  updateTicket: 'write',
  deleteTicket: 'write',
  exportTicket: 'write',
};

/** The API failed of late, so the call was not even tried; `retryAfter` says when it will be. */
export class CircuitOpenError extends UpstreamUnavailableError {
  constructor(facts: ErrorFacts) {
    super({ ...facts, status: null });
  }
}

/** A circuit breaker for each class of calls. A call that it refuses costs nothing: it ends as `UPSTREAM_UNAVAILABLE`. */
export function breaker(rules?: CircuitSettings): Interceptor {
  const breakers: Readonly<Record<CircuitKey, CircuitBreaker>> = {
    list: new CircuitBreaker(rules),
    item: new CircuitBreaker(rules),
    nested: new CircuitBreaker(rules),
    write: new CircuitBreaker(rules),
  };
  return async (call, next) => {
    const passage = breakers[CLASS_OF[call.operation]].tryAcquire();
    if (typeof passage === 'number') {
      throw new CircuitOpenError({ operation: call.operation, retryAfter: Math.ceil(passage / 1000) });
    }
    try {
      const answer = await next();
      passage('success');
      return answer;
    } catch (error) {
      passage(verdictOn(error, call));
      throw error;
    }
  };
}

/** Codes that say the API is not well. */
const ILL: ReadonlySet<UpstreamErrorCode> = new Set<UpstreamErrorCode>([
  'UPSTREAM_ERROR',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
]);

/** What an error says about the health of the API. A client that left, or that had no time left, says nothing about it. */
function verdictOn(error: unknown, { context }: Call): CallOutcome {
  if (!(error instanceof UpstreamError)) return 'unknown';
  const code = error instanceof OutcomeUnknownError ? error.reason : error.code;
  if (code === 'UPSTREAM_TIMEOUT' && Date.now() >= context.deadline) return 'unknown';
  const { status } = error;
  if (status !== null && status >= 400 && status < 500) return 'answered';
  return ILL.has(code) ? 'failure' : 'unknown';
}

import type { OperationName } from '../endpoint/endpoints.ts';
import {
  type ErrorFacts,
  OutcomeUnknownError,
  UpstreamError,
  type UpstreamErrorCode,
  UpstreamUnavailableError,
} from '../errors.ts';
import { Breaker, type BreakerRules, type Verdict } from './circuit.ts';
import type { Layer, LayerCall } from './interceptor.ts';

/** What fails together: lists, single things, what hangs on a ticket, and changes. */
export type CallClass = 'list' | 'item' | 'nested' | 'write';

const CLASS_OF: Readonly<Record<OperationName, CallClass>> = {
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
export class BreakerOpenError extends UpstreamUnavailableError {
  constructor(facts: ErrorFacts) {
    super({ ...facts, status: null });
  }
}

/** A circuit breaker for each class of calls. A call that it refuses costs nothing: it ends as `UPSTREAM_UNAVAILABLE`. */
export function breakerLayer(rules?: BreakerRules): Layer {
  const breakers: Readonly<Record<CallClass, Breaker>> = {
    list: new Breaker(rules),
    item: new Breaker(rules),
    nested: new Breaker(rules),
    write: new Breaker(rules),
  };
  return async (call, next) => {
    const passage = breakers[CLASS_OF[call.operation]].pass();
    if (typeof passage === 'number') {
      throw new BreakerOpenError({ operation: call.operation, retryAfter: Math.ceil(passage / 1000) });
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
function verdictOn(error: unknown, { scope }: LayerCall): Verdict {
  if (!(error instanceof UpstreamError)) return 'unknown';
  const code = error instanceof OutcomeUnknownError ? error.reason : error.code;
  if (code === 'UPSTREAM_TIMEOUT' && Date.now() >= scope.deadline) return 'unknown';
  const { status } = error;
  if (status !== null && status >= 400 && status < 500) return 'answered';
  return ILL.has(code) ? 'failure' : 'unknown';
}

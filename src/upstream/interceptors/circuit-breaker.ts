import {
  type ErrorFacts,
  OutcomeUnknownError,
  UpstreamError,
  type UpstreamErrorCode,
  UpstreamUnavailableError,
} from '../errors.ts';
import { type CallOutcome, CircuitBreaker } from './circuit.ts';
import type { Call, Interceptor } from './interceptor.ts';

/** The circuit is open, so the call was not sent; `retryAfter` says when calls may be tried again. */
export class CircuitOpenError extends UpstreamUnavailableError {
  constructor(facts: ErrorFacts) {
    super({ ...facts, status: null });
  }
}

/**
 * One circuit breaker for each circuit of the endpoints, since lists can be down while single records are well. A call that
 * meets an open circuit costs nothing: it fails as `UPSTREAM_UNAVAILABLE`.
 */
export function circuitBreaker(): Interceptor {
  const circuits = new Map<string, CircuitBreaker>();
  return (next) => async (call) => {
    const circuit = circuits.get(call.endpoint.circuit) ?? new CircuitBreaker();
    circuits.set(call.endpoint.circuit, circuit);
    const report = circuit.tryAcquire();
    if (typeof report === 'number') {
      throw new CircuitOpenError({ operation: call.operation, retryAfter: Math.ceil(report / 1000) });
    }
    try {
      const response = await next(call);
      report('success');
      return response;
    } catch (error) {
      report(outcomeOf(error, call));
      throw error;
    }
  };
}

/** Codes that say that the API is not healthy. */
const UNHEALTHY: ReadonlySet<UpstreamErrorCode> = new Set<UpstreamErrorCode>([
  'UPSTREAM_ERROR',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
]);

/** What an error says about the health of the API: nothing if the client left, or had no time left. */
function outcomeOf(error: unknown, { deadline }: Call): CallOutcome {
  if (!(error instanceof UpstreamError)) return 'unknown';
  const code = error instanceof OutcomeUnknownError ? error.reason : error.code;
  if (code === 'UPSTREAM_TIMEOUT' && Date.now() >= deadline.at) return 'unknown';
  const { status } = error;
  if (status !== null && status >= 400 && status < 500) return 'answered';
  return UNHEALTHY.has(code) ? 'failure' : 'unknown';
}

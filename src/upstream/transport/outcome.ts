/** From a response or a fault to the class of error: the one place that names a failed call. */
import { deadlineError } from '../deadline.ts';
import {
  BadUserInputError,
  ConflictError,
  ContractDriftError,
  type ErrorFacts,
  ForbiddenError,
  NotFoundError,
  OutcomeUnknownError,
  RateLimitedError,
  UnauthenticatedError,
  UpstreamBadResponseError,
  UpstreamError,
  UpstreamFailureError,
  UpstreamTimeoutError,
  UpstreamUnavailableError,
} from '../errors.ts';
import type { Call } from '../interceptors/interceptor.ts';
import { type ExchangeState, TransportError } from './exchange.ts';
import { rateOf, retryAfterOf } from './headers.ts';

const ERROR_OF_STATUS: Readonly<Record<number, new (facts: ErrorFacts) => UpstreamError>> = {
  401: UnauthenticatedError,
  403: ForbiddenError,
  404: NotFoundError,
  405: ContractDriftError,
  408: UpstreamTimeoutError,
  409: ConflictError,
  410: NotFoundError,
  412: ConflictError,
  429: RateLimitedError,
  502: UpstreamUnavailableError,
  503: UpstreamUnavailableError,
  504: UpstreamTimeoutError,
};

/**
 * The error of a response that is no success, by its status alone.
 * @param parameter logical name of the parameter that a 400 or 422 blames, if known
 */
export function errorOfStatus(status: number, parameter: string | null, facts: ErrorFacts): UpstreamError {
  if (status < 400) return new UpstreamBadResponseError('redirect', facts);
  if (status === 400 || status === 422) return new BadUserInputError('refused', parameter, facts);
  if (status === 413 || status === 414 || status === 431) {
    return new BadUserInputError('too-large', null, facts);
  }
  return new (ERROR_OF_STATUS[status] ?? UpstreamFailureError)(facts);
}

/**
 * The error that a call ends with. A write that was handed to a socket and was not clearly refused may have happened: it is
 * an `OutcomeUnknownError`. An error that is neither of the transport nor an `UpstreamError` passes.
 */
export function toUpstreamError(error: unknown, { operation, endpoint }: Call): unknown {
  const named = error instanceof TransportError ? fromTransport(error, operation) : error;
  if (!(named instanceof UpstreamError)) return named;
  const sent = error instanceof TransportError ? error.state.sent : true;
  const refused = named.status !== null && named.status >= 400 && named.status < 500;
  return endpoint.kind === 'write' && sent && !refused ? new OutcomeUnknownError(named.code, named) : named;
}

/** What an error says about its call. */
export function errorFacts(operation: string, { status, headers }: ExchangeState): Required<ErrorFacts> {
  const retryAfter = status === 429 || status === 503 ? retryAfterOf(headers) : null;
  return { operation, status, retryAfter, rate: rateOf(headers) };
}

function fromTransport({ reason, state }: TransportError, operation: string): UpstreamError {
  const facts = errorFacts(operation, state);
  if (reason === 'timeout' || reason === 'cancelled') return deadlineError(reason, facts);
  return reason === 'unreachable'
    ? new UpstreamUnavailableError(facts)
    : new UpstreamBadResponseError(reason, facts);
}

/** From status, headers and error body to the class of error: the one place where a failed call gets its name. */

import type { LimitReached } from '../deadline.ts';
import type { OperationRow } from '../endpoint/endpoint.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import {
  BadUserInputError,
  CancelledError,
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
import { type ExchangeState, TransportError } from './exchange.ts';
import { retryAfterOf } from './headers.ts';

/**
 * The error of an answer that is no success, by its status alone.
 * @param parameter logical name of the parameter that a 400 or 422 speaks of, if known
 */
export function errorOfStatus(status: number, parameter: string | null, facts: ErrorFacts): UpstreamError {
  if (status < 400) return new UpstreamBadResponseError('redirect', facts);
  switch (status) {
    case 400:
    case 422:
      return new BadUserInputError('refused', parameter, facts);
    case 401:
      return new UnauthenticatedError(facts);
    case 403:
      return new ForbiddenError(facts);
    case 404:
    case 410:
      return new NotFoundError(facts);
    case 405:
      return new ContractDriftError(facts);
    case 408:
    case 504:
      return new UpstreamTimeoutError(facts);
    case 409:
    case 412:
      return new ConflictError(facts);
    case 413:
    case 414:
    case 431:
      return new BadUserInputError('too-large', null, facts);
    case 429:
      return new RateLimitedError(facts);
    case 502:
    case 503:
      return new UpstreamUnavailableError(facts);
    default:
      return new UpstreamFailureError(facts);
  }
}

/**
 * The error that a call ends as. A write that was handed to a socket and got no clear refusal may have happened: then,
 * and only then, it is `OutcomeUnknownError`. What is neither a fault of the exchange nor an `UpstreamError` passes.
 */
export function toUpstreamError(
  error: unknown,
  reached: LimitReached | null,
  operation: OperationName,
  { kind }: OperationRow,
  progress: ExchangeState,
): unknown {
  const facts = errorFacts(operation, progress);
  const named = error instanceof UpstreamError ? error : (ended(reached, facts) ?? faulty(error, facts));
  if (!(named instanceof UpstreamError)) return named;
  const refused = progress.status !== null && progress.status >= 400 && progress.status < 500;
  return kind === 'write' && progress.sent && !refused ? new OutcomeUnknownError(named.code, facts) : named;
}

/** What is known of a call, for its error. */
export function errorFacts(
  operation: OperationName,
  { status, headers }: ExchangeState,
): Required<ErrorFacts> {
  const retryAfter = status === 429 || status === 503 ? retryAfterOf(headers) : null;
  return { operation, status, retryAfter };
}

function ended(reached: LimitReached | null, facts: ErrorFacts): UpstreamError | null {
  if (reached === null) return null;
  return reached === 'timeout' ? new UpstreamTimeoutError(facts) : new CancelledError(facts);
}

function faulty(error: unknown, facts: ErrorFacts): unknown {
  if (!(error instanceof TransportError)) return error;
  const { reason } = error;
  return reason === 'unreachable'
    ? new UpstreamUnavailableError(facts)
    : new UpstreamBadResponseError(reason, facts);
}

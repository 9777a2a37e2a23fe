/**
 * Every way in which an upstream call fails: one class per cause, each with a stable code.
 *
 * Messages are fixed. No URL, token, parameter value or body gets into an error, and no `cause`, because errors of libraries
 * contain addresses.
 */
import type { OperationName } from './endpoint/endpoints.ts';
import type { RateHeaders } from './transport/headers.ts';

/** The codes of failed calls, part of the error contract. */
export type UpstreamErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'BAD_USER_INPUT'
  | 'RATE_LIMITED'
  | 'UPSTREAM_ERROR'
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_BAD_RESPONSE'
  | 'UPSTREAM_CONTRACT_DRIFT'
  | 'MUTATION_OUTCOME_UNKNOWN'
  | 'CANCELLED';

/** Facts about the failed call. */
export interface ErrorFacts {
  readonly operation?: OperationName | null;
  /** HTTP status, if a response came. */
  readonly status?: number | null;
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number | null;
  /** What the response said about the limit of its caller. */
  readonly rate?: RateHeaders | null;
}

/** Base class of all failed calls. */
export abstract class UpstreamError extends Error {
  abstract readonly code: UpstreamErrorCode;
  /** Whether the same call may succeed later. */
  abstract readonly retryable: boolean;
  readonly operation: OperationName | null;
  readonly status: number | null;
  readonly retryAfter: number | null;
  readonly rate: RateHeaders | null;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message);
    this.name = new.target.name;
    this.operation = facts.operation ?? null;
    this.status = facts.status ?? null;
    this.retryAfter = facts.retryAfter ?? null;
    this.rate = facts.rate ?? null;
  }
}

/** 401, or a text that is no token. */
export class UnauthenticatedError extends UpstreamError {
  readonly code = 'UNAUTHENTICATED';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The ticket API does not accept this token.', facts);
  }
}

/** 403: the token is valid, but its user may not do this. */
export class ForbiddenError extends UpstreamError {
  readonly code = 'FORBIDDEN';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The user of this token may not do this.', facts);
  }
}

/** 404, 410: it does not exist, or not for this user. */
export class NotFoundError extends UpstreamError {
  readonly code = 'NOT_FOUND';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The ticket API knows no such thing, or not for this user.', facts);
  }
}

/** 409, 412: the present state does not allow this. */
export class ConflictError extends UpstreamError {
  readonly code = 'CONFLICT';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The present state does not allow this.', facts);
  }
}

/**
 * Why an input is bad. `refused`: by the API. `invalid`: it can't be encoded. `too-large`: it does not fit. `unbound`: the
 * parameter has no wire name.
 */
export type BadInputReason = 'refused' | 'invalid' | 'too-large' | 'unbound';

const BAD_INPUT_TEXT: Readonly<Record<BadInputReason, string>> = {
  refused: 'The ticket API refuses an argument.',
  invalid: 'An argument can not be sent as it is.',
  'too-large': 'The arguments are too long to be sent.',
  unbound: 'This installation knows no name for this argument at the ticket API.',
};

/** 400, 413, 414, 422, 431, or a fault that was found before the call (then `status` is null). */
export class BadUserInputError extends UpstreamError {
  readonly code = 'BAD_USER_INPUT';
  readonly retryable = false;
  readonly reason: BadInputReason;
  /** Logical name of the parameter at fault, never a text of the API; null if not known. */
  readonly parameter: string | null;
  constructor(reason: BadInputReason, parameter: string | null, facts?: ErrorFacts) {
    super(BAD_INPUT_TEXT[reason], facts);
    this.reason = reason;
    this.parameter = parameter;
  }
}

/** 429, or our own rate limiter. */
export class RateLimitedError extends UpstreamError {
  readonly code = 'RATE_LIMITED';
  readonly retryable = true;
  constructor(facts?: ErrorFacts) {
    super('Too many calls to the ticket API.', facts);
  }
}

/** 500, and every status without a class of its own. */
export class UpstreamFailureError extends UpstreamError {
  readonly code = 'UPSTREAM_ERROR';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The ticket API failed.', facts);
  }
}

/** 502, 503, or no connection: refused, reset, not established in time, host not found. */
export class UpstreamUnavailableError extends UpstreamError {
  readonly code = 'UPSTREAM_UNAVAILABLE';
  readonly retryable = true;
  constructor(facts?: ErrorFacts) {
    super('The ticket API can not be reached.', facts);
  }
}

/** 408, 504, or no whole response within the timeout or the deadline. */
export class UpstreamTimeoutError extends UpstreamError {
  readonly code = 'UPSTREAM_TIMEOUT';
  readonly retryable = true;
  constructor(facts?: ErrorFacts) {
    super('The ticket API did not answer in time.', facts);
  }
}

/**
 * What is wrong with a response. `cut`: it ended too early. `invalid`: not JSON or not HTTP. `type`: another content type or
 * encoding. `empty`: no body where the endpoint declares one. `shape`: JSON that is not as declared.
 */
export type BadResponseReason = 'cut' | 'invalid' | 'type' | 'empty' | 'too-large' | 'redirect' | 'shape';

/** A response that can't be used. Only `cut` and `invalid` may pass. */
export class UpstreamBadResponseError extends UpstreamError {
  readonly code = 'UPSTREAM_BAD_RESPONSE';
  readonly retryable: boolean;
  readonly reason: BadResponseReason;
  constructor(reason: BadResponseReason, facts?: ErrorFacts) {
    super('The ticket API gave an answer that can not be used.', facts);
    this.reason = reason;
    this.retryable = reason === 'cut' || reason === 'invalid';
  }
}

/** 405, or a well-formed response to another request: the API is not as its endpoints are declared. */
export class ContractDriftError extends UpstreamError {
  readonly code = 'UPSTREAM_CONTRACT_DRIFT';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The answer of the ticket API is not what was asked for.', facts);
  }
}

/** A write that may have happened: it was sent, and no clear response came. It must not simply be sent again. */
export class OutcomeUnknownError extends UpstreamError {
  readonly code = 'MUTATION_OUTCOME_UNKNOWN';
  readonly retryable = false;
  /** The code that a read would have failed with. */
  readonly reason: UpstreamErrorCode;
  constructor(reason: UpstreamErrorCode, facts?: ErrorFacts) {
    super('The change was sent, but whether it happened is not known.', facts);
    this.reason = reason;
  }
}

/** The client left. */
export class CancelledError extends UpstreamError {
  readonly code = 'CANCELLED';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The request was given up by the client.', facts);
  }
}

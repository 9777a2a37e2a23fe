/**
 * Every way in which an upstream call fails: one class per cause, each with a stable code.
 *
 * Messages are fixed. No URL, token, parameter value or body gets into an error, and no `cause`, because errors of libraries
 * contain addresses.
 */
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
  readonly operation?: string | null;
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
  readonly operation: string | null;
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

/** The base of an error class with nothing of its own but its code and its message. */
const failure = <Code extends UpstreamErrorCode>(code: Code, message: string, retryable = false) =>
  class extends UpstreamError {
    readonly code = code;
    readonly retryable = retryable;
    constructor(facts?: ErrorFacts) {
      super(message, facts);
    }
  };

/** 401, or a text that is no token. */
export class UnauthenticatedError extends failure(
  'UNAUTHENTICATED',
  'The ticket API does not accept this token.',
) {}

/** 403: the token is valid, but its user may not do this. */
export class ForbiddenError extends failure('FORBIDDEN', 'The user of this token may not do this.') {}

/** 404, 410: it does not exist, or not for this user. */
export class NotFoundError extends failure(
  'NOT_FOUND',
  'The ticket API knows no such thing, or not for this user.',
) {}

/** 409, 412: the current state does not allow this. */
export class ConflictError extends failure('CONFLICT', 'The current state does not allow this.') {}

/**
 * Why an input is bad. `refused`: by the API. `invalid`: it can't be encoded. `too-large`: it does not fit. `unbound`: the
 * parameter has no wire name.
 */
export type BadInputReason = 'refused' | 'invalid' | 'too-large' | 'unbound';

const BAD_INPUT_TEXT: Readonly<Record<BadInputReason, string>> = {
  refused: 'The ticket API rejected an argument.',
  invalid: 'An argument is invalid.',
  'too-large': 'The arguments are too long.',
  unbound: 'The ticket API has no known name for this argument.',
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
export class RateLimitedError extends failure('RATE_LIMITED', 'Too many calls to the ticket API.', true) {}

/** 500, and every status without a class of its own. */
export class UpstreamFailureError extends failure('UPSTREAM_ERROR', 'The ticket API failed.') {}

/** 502, 503, or no connection: refused, reset, not established in time, host not found. */
export class UpstreamUnavailableError extends failure(
  'UPSTREAM_UNAVAILABLE',
  'The ticket API is unavailable.',
  true,
) {}

/** 408, 504, or no whole response within the timeout or the deadline. */
export class UpstreamTimeoutError extends failure(
  'UPSTREAM_TIMEOUT',
  'The ticket API did not respond in time.',
  true,
) {}

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
    super('The ticket API sent an unusable response.', facts);
    this.reason = reason;
    this.retryable = reason === 'cut' || reason === 'invalid';
  }
}

/** 405, or a well-formed response to another request: the API is not as its endpoints are declared. */
export class ContractDriftError extends failure(
  'UPSTREAM_CONTRACT_DRIFT',
  'The response of the ticket API does not match the request.',
) {}

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
export class CancelledError extends failure('CANCELLED', 'The request was given up by the client.') {}

/** The value of a read; null if it fails with `NotFoundError`. */
export const nullOnNotFound = <T>(read: Promise<T>): Promise<T | null> =>
  read.catch((error: unknown) => {
    if (error instanceof NotFoundError) return null;
    throw error;
  });

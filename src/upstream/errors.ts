/**
 * Every way in which an upstream call fails: one class per cause, each with a stable code.
 *
 * Texts are fixed. Nothing of a request or an answer (URL, token, parameter value, body) gets into an error; what is
 * known of the fault is in typed fields. No `cause` is kept, because library errors print addresses.
 */
import type { OperationName } from './endpoint/endpoints.ts';

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

/** What every error may say of its call; what is left out is null. */
export interface ErrorFacts {
  readonly operation?: OperationName | null;
  /** HTTP status, if an answer came. */
  readonly status?: number | null;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number | null;
}

/** Base of all: catch this to catch any failed call. */
export abstract class UpstreamError extends Error {
  abstract readonly code: UpstreamErrorCode;
  /** May the same call succeed later, without anybody changing anything? */
  abstract readonly retryable: boolean;
  readonly operation: OperationName | null;
  readonly status: number | null;
  readonly retryAfter: number | null;

  constructor(message: string, facts: ErrorFacts = {}) {
    super(message);
    this.name = new.target.name;
    this.operation = facts.operation ?? null;
    this.status = facts.status ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }
}

/** 401, or a text that can't be a token. */
export class UnauthenticatedError extends UpstreamError {
  readonly code = 'UNAUTHENTICATED';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The ticket API does not accept this token.', facts);
  }
}

/** 403: the token is good, but its user may not do this. */
export class ForbiddenError extends UpstreamError {
  readonly code = 'FORBIDDEN';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The user of this token may not do this.', facts);
  }
}

/** 404, 410: it does not exist, or the caller may not know that it does. */
export class NotFoundError extends UpstreamError {
  readonly code = 'NOT_FOUND';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The ticket API knows no such thing, or not for this user.', facts);
  }
}

/** 409, 412: its present state does not allow this. */
export class ConflictError extends UpstreamError {
  readonly code = 'CONFLICT';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The present state does not allow this.', facts);
  }
}

/**
 * Why an input is bad. `refused`: the upstream said so. `invalid`: it can't be written on the wire. `too-large`: it
 * does not fit. `unbound`: the wire table has no name for this parameter.
 */
export type BadInputReason = 'refused' | 'invalid' | 'too-large' | 'unbound';

const BAD_INPUT_TEXT: Readonly<Record<BadInputReason, string>> = {
  refused: 'The ticket API refuses an argument.',
  invalid: 'An argument can not be sent as it is.',
  'too-large': 'The arguments are too long to be sent.',
  unbound: 'This installation knows no name for this argument at the ticket API.',
};

/** 400, 413, 414, 422, 431, or a fault found before anything was sent (then `status` is null). */
export class BadUserInputError extends UpstreamError {
  readonly code = 'BAD_USER_INPUT';
  readonly retryable = false;
  readonly reason: BadInputReason;
  /** Logical name of the parameter at fault (one of the wire table's, never upstream text); null if not known. */
  readonly parameter: string | null;
  constructor(reason: BadInputReason, parameter: string | null, facts?: ErrorFacts) {
    super(BAD_INPUT_TEXT[reason], facts);
    this.reason = reason;
    this.parameter = parameter;
  }
}

/** 429, or a budget of ours. */
export class RateLimitedError extends UpstreamError {
  readonly code = 'RATE_LIMITED';
  readonly retryable = true;
  constructor(facts?: ErrorFacts) {
    super('Too many calls to the ticket API.', facts);
  }
}

/** 500 and every status that has no class of its own. */
export class UpstreamFailureError extends UpstreamError {
  readonly code = 'UPSTREAM_ERROR';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The ticket API failed.', facts);
  }
}

/** 502, 503, or the connection: refused, reset, not established in time, host not found. */
export class UpstreamUnavailableError extends UpstreamError {
  readonly code = 'UPSTREAM_UNAVAILABLE';
  readonly retryable = true;
  constructor(facts?: ErrorFacts) {
    super('The ticket API can not be reached.', facts);
  }
}

/** No whole answer within the time of a try or before the deadline; 504, 408. */
export class UpstreamTimeoutError extends UpstreamError {
  readonly code = 'UPSTREAM_TIMEOUT';
  readonly retryable = true;
  constructor(facts?: ErrorFacts) {
    super('The ticket API did not answer in time.', facts);
  }
}

/**
 * What is wrong with an answer. `cut`: it ended too early. `invalid`: not JSON or not HTTP. `type`: another content
 * type or encoding. `empty`: no body where one was due. `too-large`. `redirect`. `shape`: JSON, but not what the contract says.
 */
export type BadResponseReason = 'cut' | 'invalid' | 'type' | 'empty' | 'too-large' | 'redirect' | 'shape';

/** An answer that can't be used. Only `cut` and `invalid` may be better next time. */
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

/** A well-formed answer to something else than what was asked; 405: even the verb is not as the wire table has it. */
export class ContractDriftError extends UpstreamError {
  readonly code = 'UPSTREAM_CONTRACT_DRIFT';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The answer of the ticket API is not what was asked for.', facts);
  }
}

/** A write that may have happened: it was sent, and then no clear answer came. Never to be sent again blindly. */
export class OutcomeUnknownError extends UpstreamError {
  readonly code = 'MUTATION_OUTCOME_UNKNOWN';
  readonly retryable = false;
  /** What a read would have ended as. */
  readonly reason: UpstreamErrorCode;
  constructor(reason: UpstreamErrorCode, facts?: ErrorFacts) {
    super('The change was sent, but whether it happened is not known.', facts);
    this.reason = reason;
  }
}

/** Given up by the client itself. */
export class CancelledError extends UpstreamError {
  readonly code = 'CANCELLED';
  readonly retryable = false;
  constructor(facts?: ErrorFacts) {
    super('The request was given up by the client.', facts);
  }
}

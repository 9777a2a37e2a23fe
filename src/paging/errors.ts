/** The error code of the graph's contract that a paging failure ends in. */
export type PagingCode = 'BAD_CURSOR' | 'BAD_USER_INPUT' | 'UPSTREAM_CONTRACT_DRIFT' | 'CONFLICT';

/** The argument a failure is about; null when it is about none. */
export type PagingArgument = 'first' | 'after' | 'last' | 'before' | null;

/**
 * Any failure of paging. Knows no GraphQL: `code` is what the graph says, `reason` tells the causes of one code
 * apart and stays stable, `message` is fit for the client and says what to do. Never holds row data.
 */
export abstract class PagingError extends Error {
  abstract readonly code: PagingCode;
  abstract readonly reason: string;
  /** Whether the very same request may succeed when sent again. */
  readonly retryable: boolean = false;
  /** The argument to blame, for the input path. */
  readonly argument: PagingArgument = null;
}

const BAD_CURSOR = {
  MALFORMED: 'This is not a cursor of this service. Send one exactly as it came, or start without one.',
  TAMPERED: 'This cursor was changed on its way. Send it exactly as it came, or start without one.',
  UNKNOWN_KEY: 'This cursor is too old: its key was retired. Start again without a cursor.',
  UNKNOWN_VERSION: 'This cursor was made by a newer version of this service. Start again without a cursor.',
  OTHER_CONNECTION: 'This cursor belongs to another connection. Use it where it came from.',
  OTHER_PARENT: 'This cursor belongs to the same list of another object. Start again without a cursor.',
  OTHER_CALLER: 'This cursor was made for another user. Start again without a cursor.',
  OTHER_FILTER: 'This cursor was made with another filter. Keep the filter, or start again without a cursor.',
  OTHER_ORDER: 'This cursor was made with another order. Keep the order, or start again without a cursor.',
  PLACE_LOST: 'The list changed too much to find the place of this cursor. Start again without a cursor.',
} as const;

/** Why a cursor was refused. */
export type BadCursorReason = keyof typeof BAD_CURSOR;

/** A cursor that can't be used. Not retryable: the client starts again without it. */
export class BadCursorError extends PagingError {
  override readonly name = 'BadCursorError';
  readonly code = 'BAD_CURSOR';
  readonly reason: BadCursorReason;
  override readonly argument: PagingArgument;

  constructor(reason: BadCursorReason, argument: PagingArgument = null) {
    super(BAD_CURSOR[reason]);
    this.reason = reason;
    this.argument = argument;
  }
}

/** Why arguments were refused. */
export type BadPageReason =
  | 'NOT_A_WHOLE_NUMBER'
  | 'NEGATIVE'
  | 'ABOVE_MAXIMUM'
  | 'FIRST_WITH_LAST'
  | 'END_UNKNOWN'
  | 'BACKWARD_WITH_SCAN';

/** Arguments that can't be served. The message is built by the check, which knows the limit. */
export class BadPageError extends PagingError {
  override readonly name = 'BadPageError';
  readonly code = 'BAD_USER_INPUT';
  readonly reason: BadPageReason;
  override readonly argument: PagingArgument;

  constructor(reason: BadPageReason, argument: PagingArgument, message: string) {
    super(message);
    this.reason = reason;
    this.argument = argument;
  }
}

const DRIFT = {
  FILTER_IGNORED: 'The ticket service answered rows that do not obey the filter.',
  BOUND_IGNORED: 'The ticket service answered rows outside of the requested creation time.',
  ORDER_IGNORED: 'The ticket service answered rows out of the requested order.',
  OFFSET_IGNORED: 'The ticket service answered the same rows for different offsets.',
  ROW_REPEATED: 'The ticket service answered the same row twice in one answer.',
} as const;

/** What the upstream did. */
export type DriftReason = keyof typeof DRIFT;

/** An answer that breaks what was asked; its rows are never emitted. */
export class ContractDriftError extends PagingError {
  override readonly name = 'ContractDriftError';
  readonly code = 'UPSTREAM_CONTRACT_DRIFT';
  readonly reason: DriftReason;

  constructor(reason: DriftReason) {
    super(`${DRIFT[reason]} Nothing of that answer is shown; tell the operator of this service.`);
    this.reason = reason;
  }
}

/**
 * The list moved while one page was read over several calls, more often than the repair calls could follow.
 * `CONFLICT`, since nobody broke a contract and the same request may succeed a moment later.
 */
export class ListMovingError extends PagingError {
  override readonly name = 'ListMovingError';
  readonly code = 'CONFLICT';
  readonly reason = 'LIST_MOVING';
  override readonly retryable = true;

  constructor() {
    super('The list changed while this page was read. Ask again, or ask for a smaller page.');
  }
}

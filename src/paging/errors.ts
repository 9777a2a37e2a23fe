/** The error code of the GraphQL contract for a paging failure. */
export type PagingCode = 'BAD_CURSOR' | 'BAD_USER_INPUT' | 'UPSTREAM_CONTRACT_DRIFT' | 'CONFLICT';

/** The argument that a failure is about; null if it is about none. */
export type PagingArgument = 'first' | 'after' | 'last' | 'before' | null;

/**
 * Any failure of paging. `reason` tells the causes of one code apart and stays stable. `message` is safe to show to the
 * client and says what to do. No field holds row data.
 */
export abstract class PagingError<
  Code extends PagingCode = PagingCode,
  Reason extends string = string,
> extends Error {
  readonly code: Code;
  readonly reason: Reason;
  /** The argument to blame, for the input path. */
  readonly argument: PagingArgument;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean = false;

  constructor(code: Code, reason: Reason, message: string, argument: PagingArgument = null) {
    super(message);
    this.name = new.target.name;
    this.code = code;
    this.reason = reason;
    this.argument = argument;
  }
}

const BAD_CURSOR = {
  MALFORMED:
    'This is not a cursor of this gateway. Send a cursor exactly as you received it, or start without one.',
  TAMPERED: 'This cursor was changed. Send it exactly as you received it, or start without one.',
  UNKNOWN_KEY: 'This cursor is too old: its key was retired. Start again without a cursor.',
  UNKNOWN_VERSION: 'A newer version of this gateway made this cursor. Start again without a cursor.',
  OTHER_CONNECTION: 'This cursor belongs to another connection. Use it in the connection that returned it.',
  OTHER_PARENT: 'This cursor belongs to the same list of another object. Start again without a cursor.',
  OTHER_CALLER: 'This cursor belongs to another user. Start again without a cursor.',
  OTHER_FILTER: 'This cursor belongs to another filter. Keep the filter, or start again without a cursor.',
  OTHER_ORDER: 'This cursor belongs to another order. Keep the order, or start again without a cursor.',
  PLACE_LOST: 'The list changed too much to find the place of this cursor. Start again without a cursor.',
} as const;

/** Why a cursor was refused. */
export type BadCursorReason = keyof typeof BAD_CURSOR;

/** An unusable cursor. Not retryable: the client starts again without it. */
export class BadCursorError extends PagingError<'BAD_CURSOR', BadCursorReason> {
  constructor(reason: BadCursorReason, argument: PagingArgument = null) {
    super('BAD_CURSOR', reason, BAD_CURSOR[reason], argument);
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

/** Invalid arguments. The check that throws it writes the message, because it knows the limit. */
export class BadPageError extends PagingError<'BAD_USER_INPUT', BadPageReason> {
  constructor(reason: BadPageReason, argument: PagingArgument, message: string) {
    super('BAD_USER_INPUT', reason, message, argument);
  }
}

const DRIFT = {
  FILTER_IGNORED: 'rows that do not match the filter',
  BOUND_IGNORED: 'rows outside of the requested creation time',
  ORDER_IGNORED: 'rows out of the requested order',
  OFFSET_IGNORED: 'the same rows for different offsets',
  ROW_REPEATED: 'the same row twice in one response',
} as const;

/** How a response of the upstream broke its contract. */
export type DriftReason = keyof typeof DRIFT;

/** A response of the upstream that does not match its request. Its rows are never returned. */
export class ContractDriftError extends PagingError<'UPSTREAM_CONTRACT_DRIFT', DriftReason> {
  constructor(reason: DriftReason) {
    const message = `The ticket API returned ${DRIFT[reason]}. None of them is shown: tell the operator of this gateway.`;
    super('UPSTREAM_CONTRACT_DRIFT', reason, message);
  }
}

/**
 * The list changed between the calls of one page, more often than the repair calls could follow. Retryable: the upstream
 * broke no contract.
 */
export class ListMovingError extends PagingError<'CONFLICT', 'LIST_MOVING'> {
  override readonly retryable = true;

  constructor() {
    super(
      'CONFLICT',
      'LIST_MOVING',
      'The list changed while this page was read. Try again, or request a smaller page.',
    );
  }
}

/**
 * The door in front of every upstream call. The ticket API allows few calls a minute and user, so one place has to say
 * when a call may start. Until a budget is set, the door stands open.
 */

import type { RateSeen } from './types.ts';
import type { OperationName } from './wire.ts';

/** A call that wants to start. */
export interface Admission {
  /** Whose budget pays: the hash of the credential. */
  readonly callerKey: string;
  readonly kind: 'read' | 'write';
  readonly operation: OperationName;
  /** A call that is given up must leave the queue. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds; waiting longer is of no use. */
  readonly deadline: number;
}

/** What came of an admitted call, so that a limit can follow what the API says. */
export interface Sighting {
  readonly status: number;
  readonly rate: RateSeen | null;
  /** Seconds, from a 429 or 503. */
  readonly retryAfter: number | null;
}

/** Decides when calls start. */
export interface Governor {
  /** Resolves when the call may start; rejects with an `UpstreamError` (`RATE_LIMITED`) if it may not. */
  admit(call: Admission): Promise<void>;
  /** Told of every HTTP answer, good or bad. Must not throw. */
  observe(call: Admission, seen: Sighting): void;
}

/** Lets everything through. */
export const openGovernor: Governor = {
  admit: () => Promise.resolve(),
  observe: () => {},
};

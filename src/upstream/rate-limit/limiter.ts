/**
 * The door in front of every upstream call. The ticket API allows few calls a minute and user, so one place has to say
 * when a call may start. Until a budget is set, the door stands open.
 */

import type { CallCause, CallLog } from '../call-log.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import type { RateHeaders } from '../types.ts';

/** A call that wants to start. */
export interface PermitRequest {
  /** Whose call: the hash of the credential. Who pays is the caller behind it, as soon as that is known. */
  readonly credential: string;
  readonly kind: 'read' | 'write';
  readonly cause: CallCause;
  readonly operation: OperationName;
  /** The operation it belongs to, by its callLog: what was reserved for that is for its calls alone. */
  readonly callLog: CallLog;
  /** A call that is given up must leave the queue. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds; waiting longer is of no use. */
  readonly deadline: number;
}

/** What came of an admitted call, so that a limit can follow what the API says. */
export interface RateObservation {
  readonly status: number;
  readonly rate: RateHeaders | null;
  /** Seconds, from a 429 or 503. */
  readonly retryAfter: number | null;
}

/** The place of one call among those under way. */
export interface Permit {
  /** The call is over, whatever came of it. Must be called once; must not throw. */
  end(seen: RateObservation | null): void;
}

/** How a limit is known. */
export type LimitSource = 'OBSERVED' | 'ASSUMED' | 'SET';

/** Where a caller stands. */
export interface QuotaStatus {
  /** Calls allowed in any minute; null where there is no limit. */
  readonly limit: number | null;
  /** Calls that could start now; null where there is no limit. */
  readonly remaining: number | null;
  /** Epoch milliseconds at which all of them are free again if none starts; null where there is no limit. */
  readonly resetAt: number | null;
  /** How the limit is known: told by the API, assumed until it tells one, or set for this installation. */
  readonly source: LimitSource | null;
}

/** Decides when calls start. */
export interface RateLimiter {
  /** Resolves when the call may start; rejects with an `UpstreamError` (`RATE_LIMITED`, `CANCELLED`) if it may not. */
  acquire(call: PermitRequest): Promise<Permit>;
  /**
   * Keeps so many starts for the calls of one operation until `release`: others go by what is left. If they can't all be
   * before the deadline, none of its calls starts any more.
   * @throws RateLimitedError with `retryAfter`, and so does each call of the operation from then on
   */
  reserve(credential: string, callLog: CallLog, calls: number, deadline: number): Promise<void>;
  /** Gives back what of a reservation was not used. */
  release(callLog: CallLog): void;
  /** Where the caller behind a credential stands. */
  status(credential: string): Promise<QuotaStatus>;
}

const FREE: Permit = { end: () => {} };

/** Lets everything through. */
export const unlimited: RateLimiter = {
  acquire: () => Promise.resolve(FREE),
  reserve: () => Promise.resolve(),
  release: () => {},
  status: () => Promise.resolve({ limit: null, remaining: null, resetAt: null, source: null }),
};

import type { CallCause, CallLog } from '../call-log.ts';
import type { Deadline } from '../deadline.ts';
import type { RateHeaders } from '../transport/headers.ts';

/** A call that wants to start. */
export interface PermitRequest {
  /** Hash of the credential. The call counts against the quota of its caller, as soon as that is known. */
  readonly credential: string;
  readonly kind: 'read' | 'write';
  readonly cause: CallCause;
  readonly operation: string;
  /** Identifies the GraphQL operation, which may have a reservation. */
  readonly callLog: CallLog;
  readonly deadline: Deadline;
}

/** Calls that one operation may start whatever others do. */
export interface Reservation {
  /** Those that have not started. */
  calls: number;
}

/** The response to a permitted call, from which the limit is estimated. */
export interface RateObservation {
  readonly status: number;
  readonly rate: RateHeaders | null;
  /** Seconds, from a 429 or 503. */
  readonly retryAfter: number | null;
}

/** Allows one call to start. */
export interface Permit {
  /** The call has ended; null without a response. Called once. */
  end(seen: RateObservation | null): void;
}

/** Where a limit comes from: the API, an assumption, or a setting. */
export type LimitSource = 'OBSERVED' | 'ASSUMED' | 'SET';

/** The quota of a caller now. */
export interface QuotaStatus {
  /** Calls allowed in any minute; null for no limit. */
  readonly limit: number | null;
  /** Calls that could start now; null for no limit. */
  readonly remaining: number | null;
  /** When the whole limit is available again if no call starts, epoch milliseconds; null for no limit. */
  readonly resetAt: number | null;
  readonly source: LimitSource | null;
}

/** Decides when calls start. */
export interface RateLimiter {
  /** Resolves when the call may start. @throws RateLimitedError, CancelledError */
  acquire(call: PermitRequest): Promise<Permit>;
  /**
   * Reserves calls for one operation until `release`. If they can't all start before the deadline, none of its calls starts.
   * @throws RateLimitedError with `retryAfter`, as each call of the operation does from then on
   */
  reserve(credential: string, callLog: CallLog, calls: number, deadline: number): Promise<void>;
  /** Ends the reservation of an operation. */
  release(callLog: CallLog): void;
  status(credential: string): Promise<QuotaStatus>;
}

const NO_PERMIT: Permit = { end: () => {} };

/** Has no limit. */
export const unlimited: RateLimiter = {
  acquire: () => Promise.resolve(NO_PERMIT),
  reserve: () => Promise.resolve(),
  release: () => {},
  status: () => Promise.resolve({ limit: null, remaining: null, resetAt: null, source: null }),
};

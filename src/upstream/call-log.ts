/**
 * Counts the upstream calls of one operation, for the cost that clients are told and for the log.
 * Holds templates and times only: no URL, no id, no value ever gets in.
 */

import type { HttpMethod } from './endpoint/endpoint.ts';
import type { OperationName } from './endpoint/endpoints.ts';
import type { UpstreamErrorCode } from './errors.ts';

/**
 * Why a call goes out: a field asked for it, an earlier try failed, or a kept answer is renewed behind the client's back.
 * The last two are charged to the budget as any call, and told apart in the cost.
 */
export type CallCause = 'asked' | 'retry' | 'background';

/** One call that went out, or tried to. */
export interface LoggedCall {
  readonly operation: OperationName;
  readonly method: HttpMethod;
  /** Relative template, such as `/tickets/{ticketId}/medias`. */
  readonly path: string;
  readonly cause: CallCause;
  /** Path of the field that asked; null where nobody wants to see it. */
  readonly fieldPath: string | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds until its outcome was known; null while it runs. */
  ms: number | null;
  /** HTTP status of the answer; null while it runs or if none came. */
  status: number | null;
  /** Code of its failure; null while it runs or if it succeeded. */
  errorCode: UpstreamErrorCode | null;
}

/** A read that cost no call. */
export interface CacheHit {
  readonly operation: OperationName;
  readonly fieldPath: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A call that starts. */
export interface StartedCall extends Pick<LoggedCall, 'operation' | 'cause' | 'fieldPath'> {
  readonly endpoint: Pick<LoggedCall, 'method' | 'path'>;
}

/** How a call ended. */
export interface CallEnd {
  readonly status: number | null;
  readonly errorCode: UpstreamErrorCode | null;
}

/** The calls of one operation, in the order in which they started. */
export class CallLog {
  readonly calls: LoggedCall[] = [];
  /** Reads that cost no call, since a cache or another operation's call in flight answered them. */
  readonly hits: CacheHit[] = [];
  /** Of those, the ones whose answer was older than it should be, and the age of the oldest in milliseconds. */
  readonly stale = { answers: 0, oldestMs: 0 };

  /** How many calls have started. */
  get actual(): number {
    return this.calls.length;
  }

  /** How many reads cost none. */
  get cached(): number {
    return this.hits.length;
  }

  /** How many of them had a certain cause. */
  count(cause: CallCause): number {
    return this.calls.filter((call) => call.cause === cause).length;
  }

  /** Notes a read that cost no call. */
  recordHit({ operation, fieldPath = null }: { operation: OperationName; fieldPath?: string | null }): void {
    this.hits.push({ operation, fieldPath, at: Date.now() });
  }

  /** Notes that an answer was served though it is older than it should be. */
  recordStale(ageMs: number): void {
    this.stale.answers += 1;
    this.stale.oldestMs = Math.max(this.stale.oldestMs, ageMs);
  }

  /** Records a start; the function it returns records the end. */
  start({ operation, endpoint: { method, path }, cause, fieldPath }: StartedCall): (end: CallEnd) => void {
    const began = performance.now();
    const call: LoggedCall = {
      operation,
      method,
      path,
      cause,
      fieldPath,
      startedAt: Date.now(),
      ms: null,
      status: null,
      errorCode: null,
    };
    this.calls.push(call);
    return (end) => Object.assign(call, end, { ms: performance.now() - began });
  }
}

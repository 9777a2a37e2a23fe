import type { HttpMethod } from './endpoint/declare.ts';
import type { UpstreamErrorCode } from './errors.ts';

/**
 * Why a call is made: a field requests it, an earlier try failed, or a stale response is revalidated. All count against the
 * rate limit; the cost of an operation shows the last two apart.
 */
export type CallCause = 'field' | 'retry' | 'background';

/** How a call ended. */
export interface CallEnd {
  /** HTTP status; null while the call runs, or without a response. */
  readonly status: number | null;
  /** Null while the call runs, or if it succeeded. */
  readonly errorCode: UpstreamErrorCode | null;
}

/** One try of a call. */
export interface LoggedCall extends CallEnd {
  readonly operation: string;
  readonly method: HttpMethod;
  /** Relative template with `{ids}`. */
  readonly path: string;
  readonly cause: CallCause;
  /** Path of the GraphQL field; null unless the operation is traced. */
  readonly fieldPath: string | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** Milliseconds until it ended; null while it runs. */
  readonly ms: number | null;
}

/** A read that cost no call. */
export interface CacheHit extends Pick<LoggedCall, 'operation' | 'fieldPath'> {
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A call that starts. */
export interface StartedCall extends Pick<LoggedCall, 'operation' | 'cause' | 'fieldPath'> {
  readonly endpoint: Pick<LoggedCall, 'method' | 'path'>;
}

/** The upstream calls of one operation, in the order in which they started. It holds no URL, id or value. */
export class CallLog {
  readonly calls: LoggedCall[] = [];
  /** Reads answered by the cache, or by a call in flight of another operation. */
  readonly hits: CacheHit[] = [];
  /** How many of the hits were stale, and the age of the oldest in milliseconds. */
  readonly stale = { answers: 0, oldestMs: 0 };

  /** How many calls have started. */
  get actual(): number {
    return this.calls.length;
  }

  /** How many reads cost no call. */
  get cached(): number {
    return this.hits.length;
  }

  /** How many calls had a cause. */
  count(cause: CallCause): number {
    return this.calls.filter((call) => call.cause === cause).length;
  }

  recordHit({ operation, fieldPath }: Pick<CacheHit, 'operation' | 'fieldPath'>): void {
    this.hits.push({ operation, fieldPath, at: Date.now() });
  }

  /** @param ageMs of the stale response that was served */
  recordStale(ageMs: number): void {
    this.stale.answers += 1;
    this.stale.oldestMs = Math.max(this.stale.oldestMs, ageMs);
  }

  /** Records a start; the function it returns records the end. */
  start({ operation, endpoint, cause, fieldPath }: StartedCall): (end: CallEnd) => void {
    const { method, path } = endpoint;
    const running = { ms: null, status: null, errorCode: null };
    const call = { operation, method, path, cause, fieldPath, startedAt: Date.now(), ...running };
    const began = performance.now();
    this.calls.push(call);
    return (end) => Object.assign(call, end, { ms: performance.now() - began });
  }
}

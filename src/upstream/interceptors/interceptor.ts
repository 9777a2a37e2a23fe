import type { CallCause } from '../call-log.ts';
import type { Deadline } from '../deadline.ts';
import type { WireRequest } from '../endpoint/request.ts';
import type { ResolvedEndpoint } from '../endpoint/resolve.ts';
import type { UpstreamResponse } from '../response.ts';
import type { CallContext, ParamValues } from '../types.ts';

/** One call on its way to the API. */
export interface Call {
  /** Name of the endpoint. */
  readonly operation: string;
  readonly endpoint: ResolvedEndpoint;
  readonly params: ParamValues;
  /** Built once, before anything waits, so that a call that can't be sent fails at once. */
  readonly request: WireRequest;
  /** Builds the request of the same endpoint for other parameters. */
  readonly encode: (params: ParamValues) => WireRequest;
  readonly context: CallContext;
  readonly deadline: Deadline;
  /** No earlier response will do: paging reads again because the list moved. */
  readonly fresh: boolean;
  readonly cause: CallCause;
  /** Path of the GraphQL field that makes the call; null unless the operation is traced. */
  readonly fieldPath: string | null;
  /** Run after a write. */
  readonly writeListeners: readonly (() => void)[];
  /** See `CallOptions`. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
}

/** Answers a call. Rejects with an `UpstreamError`. */
export type Handler = (call: Call) => Promise<UpstreamResponse>;

/**
 * One concern around all calls. It is applied once, when the upstream is created; its handler answers a call itself, passes
 * it on, passes it on again, or passes on another call.
 */
export interface Interceptor {
  (next: Handler): Handler;
  /** Whether a read would be answered without `next` now. */
  readonly peek?: (call: Call) => Promise<boolean>;
  /** Forgets what a write may have changed. */
  readonly invalidate?: (write: Call) => void | Promise<void>;
}

/** One handler of many interceptors; the first is the outermost. */
export const compose = (interceptors: readonly Interceptor[], transport: Handler): Handler =>
  interceptors.reduceRight((next, interceptor) => interceptor(next), transport);

/** Whether one of the interceptors would answer a read without a call. */
export async function isCached(interceptors: readonly Interceptor[], call: Call): Promise<boolean> {
  const peeked = await Promise.all(interceptors.map(({ peek }) => peek?.(call) ?? false));
  return peeked.includes(true);
}

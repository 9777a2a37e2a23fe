/**
 * What may stand around a call: sharing of equal calls, a cache, a breaker, retries. Each is one function that gets the
 * call and the way on; it may answer itself, call on once, call on again, or call on with a call of its own making.
 */
import type { CallCause } from '../call-log.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import type { CallContext, Params, UpstreamResponse } from '../types.ts';

/** One call as layers see it: by its logical parts, before a URL exists. */
export interface Call {
  readonly operation: OperationName;
  readonly kind: 'read' | 'write';
  readonly params: Params;
  readonly context: CallContext;
  /** No answer that was given before will do: paging reads again because the list moved. */
  readonly fresh: boolean;
  readonly cause: CallCause;
  /** Path of the field that asked, where somebody wants to see it. */
  readonly fieldPath?: string | null;
  /** See `CallOptions`. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
  readonly detached?: boolean | undefined;
}

/** The way on: to the layer below, or to the socket. With the same call, or with one of the layer's making. */
export type Next = (call?: Call) => Promise<UpstreamResponse>;

/** One behaviour around calls. Each `next` makes a call for real, or hands it to the layer below. */
export interface Interceptor {
  (call: Call, next: Next): Promise<UpstreamResponse>;
  /** Of a layer that keeps answers: whether it would answer a read by itself, as things stand. Must not reject. */
  readonly peek?: (call: Call) => Promise<boolean>;
}

/** Runs a call through the layers, outermost first, down to `last`. */
export function runInterceptors(
  layers: readonly Interceptor[],
  call: Call,
  last: (call: Call) => Promise<UpstreamResponse>,
): Promise<UpstreamResponse> {
  const [layer, ...below] = layers;
  if (layer === undefined) return last(call);
  return layer(call, (passed = call) => runInterceptors(below, passed, last));
}

/** Whether one of the layers would answer a read without a call. */
export async function isCached(layers: readonly Interceptor[], call: Call): Promise<boolean> {
  const held = await Promise.all(layers.map((layer) => layer.peek?.(call) ?? false));
  return held.includes(true);
}

/**
 * What may stand around a call: sharing of equal calls, a cache, a breaker, retries. Each is one function that gets the
 * call and the way on; it may answer itself, call on once, call on again, or call on with a call of its own making.
 */
import type { CallCause } from '../call-log.ts';
import type { OperationName } from '../endpoint/endpoints.ts';
import type { Answer, CallScope, WireParams } from '../types.ts';

/** One call as layers see it: by its logical parts, before a URL exists. */
export interface LayerCall {
  readonly operation: OperationName;
  readonly kind: 'read' | 'write';
  readonly params: WireParams;
  readonly scope: CallScope;
  /** No answer that was given before will do: paging reads again because the list moved. */
  readonly fresh: boolean;
  readonly cause: CallCause;
  /** Path of the field that asked, where somebody wants to see it. */
  readonly asker?: string | null;
  /** See `CallOptions`. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
  readonly lasting?: boolean | undefined;
}

/** The way on: to the layer below, or to the socket. With the same call, or with one of the layer's making. */
export type Next = (call?: LayerCall) => Promise<Answer>;

/** One behaviour around calls. Each `next` makes a call for real, or hands it to the layer below. */
export interface Layer {
  (call: LayerCall, next: Next): Promise<Answer>;
  /** Of a layer that keeps answers: whether it would answer a read by itself, as things stand. Must not reject. */
  readonly holds?: (call: LayerCall) => Promise<boolean>;
}

/** Runs a call through the layers, outermost first, down to `last`. */
export function throughLayers(
  layers: readonly Layer[],
  call: LayerCall,
  last: (call: LayerCall) => Promise<Answer>,
): Promise<Answer> {
  const [layer, ...below] = layers;
  if (layer === undefined) return last(call);
  return layer(call, (passed = call) => throughLayers(below, passed, last));
}

/** Whether one of the layers would answer a read without a call. */
export async function isHeld(layers: readonly Layer[], call: LayerCall): Promise<boolean> {
  const held = await Promise.all(layers.map((layer) => layer.holds?.(call) ?? false));
  return held.includes(true);
}

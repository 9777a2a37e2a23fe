/**
 * What may stand around a call: a cache, sharing of equal calls in flight, a breaker, retries. Each is one function that
 * gets the call and the way on; it may answer itself, call on once, or call on again.
 */
import type { Answer, CallScope, WireParams } from './types.ts';
import type { OperationName } from './wire.ts';

/** One call as layers see it: by its logical parts, before a URL exists. */
export interface LayerCall {
  readonly operation: OperationName;
  readonly kind: 'read' | 'write';
  readonly params: WireParams;
  readonly scope: CallScope;
}

/** One behaviour around calls. `next` makes the call (or hands it to the layer below), each time it is called. */
export type Layer = (call: LayerCall, next: () => Promise<Answer>) => Promise<Answer>;

/** Runs a call through the layers, outermost first, down to `last`. */
export function throughLayers(
  layers: readonly Layer[],
  call: LayerCall,
  last: () => Promise<Answer>,
): Promise<Answer> {
  return layers.reduceRight<() => Promise<Answer>>((next, layer) => () => layer(call, next), last)();
}

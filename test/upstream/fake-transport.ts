import { CallLog } from '../../src/upstream/call-log.ts';
import { Credential } from '../../src/upstream/credential.ts';
import type { OperationName } from '../../src/upstream/endpoint/endpoints.ts';
import { type Call, type Interceptor, runInterceptors } from '../../src/upstream/interceptors/interceptor.ts';
import type { CallContext, Params, UpstreamResponse } from '../../src/upstream/types.ts';

/** What stands for the API below layers: it notes each call and answers as a test says. */
export interface Below {
  readonly calls: Call[];
  answer: (call: Call) => Promise<UpstreamResponse> | UpstreamResponse;
}

/** An answer with a body. */
export const answering = (body: unknown): UpstreamResponse => ({ status: 200, date: null, rate: null, body });

/** An API that answers each call with its number and a list of as many rows as were asked for, of 50. */
export function below(): Below {
  const made: Below = {
    calls: [],
    answer({ params }) {
      const { offset = 0, limit = 10 } = params as { offset?: number; limit?: number };
      const data = Array.from({ length: 50 }, (_, id) => ({ id })).slice(offset, offset + limit);
      const end = offset + data.length;
      return answering({ data, total: 50, next_offset: end < 50 ? end : null });
    },
  };
  return made;
}

/** The scope of one operation. */
export function scopeOf(differs: Partial<CallContext> & { token?: string } = {}): CallContext {
  const { token = 'token-of-alice', ...rest } = differs;
  return {
    credential: new Credential(token),
    signal: new AbortController().signal,
    deadline: Date.now() + 10_000,
    requestId: 'request',
    callLog: new CallLog(),
    ...rest,
  };
}

/** Makes calls of one operation through layers. */
export function caller(layers: readonly Interceptor[], api: Below, context: CallContext = scopeOf()) {
  return <O extends OperationName>(
    operation: O,
    params: Params<O>,
    { kind = 'read', fresh = false }: { kind?: 'read' | 'write'; fresh?: boolean } = {},
  ): Promise<UpstreamResponse> => {
    const call: Call = { operation, kind, params, context, fresh, cause: 'asked' };
    return runInterceptors(layers, call, async (last) => {
      api.calls.push(last);
      return api.answer(last);
    });
  };
}

/** Ids of the rows of an answer. */
export function idsIn({ body }: UpstreamResponse): number[] {
  // @NOTE the API below answers such bodies.
  return (body as { data: { id: number }[] }).data.map(({ id }) => id);
}

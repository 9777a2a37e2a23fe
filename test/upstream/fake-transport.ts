import { CallLog } from '../../src/upstream/call-log.ts';
import { Credential } from '../../src/upstream/credential.ts';
import { invalidateAfterWrites } from '../../src/upstream/interceptors/chain.ts';
import { type Call, compose, type Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import type { UpstreamResponse } from '../../src/upstream/response.ts';
import type { CallContext, ParamValues } from '../../src/upstream/types.ts';

import { endpointOf } from '../helpers/endpoints.ts';

/** A transport without sockets: it records calls and responds as a test says. */
export interface FakeApi {
  readonly calls: Call[];
  answer: (call: Call) => Promise<UpstreamResponse> | UpstreamResponse;
}

/** A response with a body. */
export const responseOf = (body: unknown): UpstreamResponse => ({
  status: 200,
  date: null,
  rate: null,
  body,
});

/** Responds with the requested window of a list of 50 rows. */
export function fakeApi(): FakeApi {
  const made: FakeApi = {
    calls: [],
    answer({ params }) {
      const { offset = 0, limit = 10 } = params as { offset?: number; limit?: number };
      const data = Array.from({ length: 50 }, (_, id) => ({ id })).slice(offset, offset + limit);
      const end = offset + data.length;
      return responseOf({ data, total: 50, next_offset: end < 50 ? end : null });
    },
  };
  return made;
}

/** The context of one operation. */
export function contextOf(differs: Partial<CallContext> & { token?: string } = {}): CallContext {
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

/** A call as the client makes it. */
export function callOf(operation: string, params: ParamValues, context: CallContext, fresh = false): Call {
  const endpoint = endpointOf(operation);
  const request = { method: endpoint.method, target: '/', body: null };
  return {
    operation,
    endpoint,
    params,
    request,
    encode: () => request,
    context,
    deadline: { at: context.deadline, signal: context.signal },
    fresh,
    cause: 'field',
    fieldPath: null,
    writeListeners: [],
  };
}

/** Makes calls of one operation through interceptors. */
export function caller(
  interceptors: readonly Interceptor[],
  api: FakeApi,
  context: CallContext = contextOf(),
) {
  const handle = compose([invalidateAfterWrites(interceptors), ...interceptors], async (last) => {
    api.calls.push(last);
    return api.answer(last);
  });
  return (
    operation: string,
    params: ParamValues,
    { fresh = false }: { fresh?: boolean } = {},
  ): Promise<UpstreamResponse> => handle(callOf(operation, params, context, fresh));
}

/** Ids of the rows of an answer. */
export function idsIn({ body }: UpstreamResponse): number[] {
  // @NOTE the API below answers such bodies.
  return (body as { data: { id: number }[] }).data.map(({ id }) => id);
}

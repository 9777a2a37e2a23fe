/** The interceptors of a single try: rate limit, `beforeSend`, time limit, call log. */
import { deadlineError, watchDeadline } from '../deadline.ts';
import type { HttpMethod } from '../endpoint/declare.ts';
import { UpstreamError } from '../errors.ts';
import type { RateLimiter } from '../rate-limit/limiter.ts';
import type { Interceptor } from './interceptor.ts';

/** Waits for a permit, and reports what the API says about its own limit. */
export const rateLimit =
  (limiter: RateLimiter): Interceptor =>
  (next) =>
  async (call) => {
    const { operation, endpoint, cause, deadline, context } = call;
    const { credential, callLog } = context;
    const permit = await limiter.acquire({
      credential: credential.hash,
      kind: endpoint.kind,
      cause,
      operation,
      callLog,
      deadline,
    });
    try {
      const response = await next(call);
      permit.end({ status: response.status, rate: response.rate, retryAfter: null });
      return response;
    } catch (error) {
      const { status = null, rate = null, retryAfter = null } = error instanceof UpstreamError ? error : {};
      permit.end(status === null ? null : { status, rate, retryAfter });
      throw error;
    }
  };

/** Runs the `beforeSend` of a call. If that rejects, the call is not sent. */
export const runBeforeSend: Interceptor = (next) => async (call) => {
  await call.beforeSend?.();
  return next(call);
};

const WRITE_MS = 5_000;

/** Milliseconds for one try, body included. */
export const TRY_TIMEOUTS: Readonly<Record<HttpMethod, number>> = {
  GET: 3_000,
  POST: 8_000,
  PUT: WRITE_MS,
  PATCH: WRITE_MS,
  DELETE: WRITE_MS,
};

/** Ends a try at its timeout or at the deadline of the call, whichever is first, or when the client leaves. */
export const limitTime =
  (timeouts: Readonly<Record<HttpMethod, number>> = TRY_TIMEOUTS): Interceptor =>
  (next) =>
  async (call) => {
    const { operation, request, deadline } = call;
    const now = Date.now();
    if (deadline.signal.aborted) throw deadlineError('cancelled', { operation });
    if (now >= deadline.at) throw deadlineError('timeout', { operation });
    const at = Math.min(deadline.at, now + timeouts[request.method]);
    const controller = new AbortController();
    const clear = watchDeadline({ at, signal: deadline.signal }, (reason) => controller.abort(reason));
    try {
      return await next({ ...call, deadline: { at, signal: controller.signal } });
    } finally {
      clear();
    }
  };

/** Records each try in the call log of its operation. */
export const logCall: Interceptor = (next) => async (call) => {
  const end = call.context.callLog.start(call);
  try {
    const response = await next(call);
    end({ status: response.status, errorCode: null });
    return response;
  } catch (error) {
    const { status = null, code = null } = error instanceof UpstreamError ? error : {};
    end({ status, errorCode: code });
    throw error;
  }
};

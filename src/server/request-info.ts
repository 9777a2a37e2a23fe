import { randomUUID, timingSafeEqual } from 'node:crypto';
import { Credential } from '../upstream/credential.ts';

/** What the server knows of a request. */
export interface RequestInfo {
  readonly requestId: string;
  readonly credential: Credential | null;
  /** Aborts when the client disconnects. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The client rejects cached data. */
  readonly fresh: boolean;
  /** The `Idempotency-Key` header. */
  readonly idempotencyKey: string | null;
  /** Epoch milliseconds at which the operation ends. */
  readonly deadline: number;
}

/** How long an operation may last, in milliseconds. */
const OPERATION_MS = 10_000;

/** Request ids that are safe in a log and a header. Any other is replaced. */
const REQUEST_ID = /^[A-Za-z0-9_-]{1,64}$/;

const known = new WeakMap<Request, RequestInfo>();

/** The default header of the token. */
const TOKEN_HEADER = 'authorization';

/** Reads the headers of a request, once: the first call says which header has the token. An invalid token counts as none. */
export function readRequestInfo(request: Request, tokenHeader = TOKEN_HEADER): RequestInfo {
  let asking = known.get(request);
  if (asking === undefined) {
    const given = request.headers.get('x-request-id') ?? '';
    asking = {
      requestId: REQUEST_ID.test(given) ? given : randomUUID(),
      credential: credentialOf(request.headers.get(tokenHeader), tokenHeader !== TOKEN_HEADER),
      signal: request.signal,
      startedAt: Date.now(),
      fresh: /(?:^|[\s,])no-cache(?:$|[\s,])/i.test(request.headers.get('cache-control') ?? ''),
      idempotencyKey: request.headers.get('idempotency-key'),
      deadline: Date.now() + operationMs(request.headers.get('x-timeout-ms')),
    };
    known.set(request, asking);
  }
  return asking;
}

/** A client may ask for less time than the default. Anything but a number of milliseconds counts as absent. */
const operationMs = (asked: string | null): number =>
  /^[1-9]\d{0,5}$/.test(asked ?? '') ? Math.min(Number(asked), OPERATION_MS) : OPERATION_MS;

/** `bare`: the header need not say `Bearer`. */
function credentialOf(header: string | null, bare: boolean): Credential | null {
  const token = (bare ? /^(?:Bearer +)?(\S+) *$/i : /^Bearer +(\S+) *$/i).exec(header ?? '')?.[1];
  if (token === undefined) return null;
  try {
    return new Credential(token);
  } catch {
    return null;
  }
}

/** Whether the request carries the secret of a federation router, which may read the schema without a token. */
export function isRouter(request: Request, secret: string | undefined): boolean {
  const given = Buffer.from(request.headers.get('x-router-secret') ?? '');
  const wanted = Buffer.from(secret ?? '');
  return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted);
}

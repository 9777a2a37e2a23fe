import type { CallLog } from './call-log.ts';
import type { Credential } from './credential.ts';
import type { Endpoint, HttpMethod, Params, Place, Values } from './endpoint/declare.ts';
import type { UpstreamResponse } from './response.ts';

/** The values of a call's parameters by their names in this gateway, ids of the path included. */
export type ParamValues = Readonly<Record<string, unknown>>;

/** What the upstream calls of one GraphQL operation have in common. */
export interface CallContext {
  readonly credential: Credential;
  /** Aborted when the client leaves: frees the sockets of calls in flight, which end as `CANCELLED`. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds: a call that still runs then ends as `UPSTREAM_TIMEOUT`. */
  readonly deadline: number;
  /** Sent as `x-request-id`. */
  readonly requestId: string;
  readonly callLog: CallLog;
  /** Path of the field that runs now; null unless the operation is traced. */
  readonly fieldPath?: () => string | null;
  /** The client accepts no cached response. Default false. */
  readonly fresh?: boolean;
}

/** Options of one call. */
export interface CallOptions {
  /** No earlier response is accepted, neither a cached one nor one in flight. Default false. */
  readonly fresh?: boolean | undefined;
  /**
   * Runs before each try is sent, once it may start: the last moment at which nothing has happened. If it rejects, the call
   * is not sent and fails with that error.
   */
  readonly beforeSend?: (() => Promise<void>) | undefined;
  /** Continues up to the deadline when the client leaves, since the next request needs its response. Default false. */
  readonly detached?: boolean | undefined;
}

/** Calls on behalf of one credential. */
export interface UpstreamClient {
  /**
   * Makes one call, and decodes its response. Rejects with an `UpstreamError`; for a parameter that the endpoint does not
   * declare, which is a programming mistake, with a `TypeError`.
   */
  call<P extends Params, R>(endpoint: Endpoint<P, R>, values: Values<P>, options?: CallOptions): Promise<R>;
  /** Makes one call, and returns its response as it came. Rejects as `call` does. */
  send<P extends Params>(
    endpoint: Endpoint<P>,
    values: Values<P>,
    options?: CallOptions,
  ): Promise<UpstreamResponse>;
  /** Whether the cache would answer a read now, so that it costs no call. Never rejects. */
  isCached<P extends Params>(endpoint: Endpoint<P>, values: Values<P>): Promise<boolean>;
  /** Runs the listener after each write of this operation that may have changed a record. */
  onWrite(listener: () => void): void;
}

/** A parameter as it would be sent. */
export interface PreviewedParameter {
  /** On the wire; for a part of the path, its name in the template. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** A request that is not sent. It holds personal data: only for the client that gave it. */
export interface Preview {
  readonly method: HttpMethod;
  /** Relative template with `{ids}`. */
  readonly path: string;
  readonly parameters: readonly PreviewedParameter[];
}

/** The API, over one pool of sockets. */
export interface Upstream {
  /** The client of one operation. There is none without a credential. */
  withContext(context: CallContext): UpstreamClient;
  /** Whether a parameter has a wire name. If not, it is an error to give it a value. */
  hasParam<P extends Params>(endpoint: Endpoint<P>, param: keyof P & string): boolean;
  /** What a call would send. @throws BadUserInputError as the call does */
  preview<P extends Params>(endpoint: Endpoint<P>, values: Values<P>): Preview;
  /** Method and path template of an endpoint by its name; null if there is none. */
  template(name: string): string | null;
  /** Whether the host gives any HTTP response, even an error. Never rejects. */
  ping(timeoutMs?: number): Promise<boolean>;
  /** Waits for calls in flight, then closes all sockets. Later calls end as `UPSTREAM_UNAVAILABLE`. */
  close(): Promise<void>;
}

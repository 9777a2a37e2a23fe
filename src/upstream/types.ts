/**
 * The words of this room: a call goes out within a scope, an answer comes back. No HTTP library and no GraphQL in here.
 */

import type { CallLog } from './call-log.ts';
import type { Credential } from './credential.ts';
import type { HttpMethod, Place } from './endpoint/endpoint.ts';
import type { OperationName, ParameterName } from './endpoint/endpoints.ts';

/**
 * A value before it is encoded as its wire row says. `undefined` is "not given" and is never sent; an empty string is
 * sent and empties the field.
 */
export type ParamValue = string | number | boolean | Date | readonly string[] | undefined;

/** The parameters of one operation by their logical names, path ids included. */
export type Params<O extends OperationName = OperationName> = {
  readonly [P in ParameterName<O>]?: ParamValue;
};

/** What an answer said about the limit of its caller; each part is null where its header was missing. */
export interface RateHeaders {
  /** Calls allowed per window. */
  readonly limit: number | null;
  /** Calls left in the window. */
  readonly remaining: number | null;
  /** When the window ends, epoch milliseconds. */
  readonly resetAt: number | null;
}

/** A successful answer. Every other outcome is an error of `errors.ts`. */
export interface UpstreamResponse {
  /** 200 to 299. */
  readonly status: number;
  /** The `Date` header, epoch milliseconds; null if it is missing or malformed. */
  readonly date: number | null;
  /** Parsed JSON; undefined for operations that declare no body (update, delete), whatever was sent. */
  readonly body: unknown;
  /** Null where none of the three headers came. */
  readonly rate: RateHeaders | null;
}

/** What one GraphQL operation lends to its upstream calls. */
export interface CallContext {
  readonly credential: Credential;
  /** Aborted when the client leaves: frees the sockets of calls under way, which end as `CANCELLED`. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which no call may still run: ends as `UPSTREAM_TIMEOUT`. */
  readonly deadline: number;
  /** Sent as `x-request-id`. */
  readonly requestId: string;
  readonly callLog: CallLog;
  /** Path of the field that asks right now, for people to see; null where nobody looks. */
  readonly fieldPath?: () => string | null;
  /** The client wants nothing that was kept from before. Default false. */
  readonly fresh?: boolean;
}

/** What may be said of one call beside its parameters. */
export interface CallOptions {
  /** No answer that was given before will do, be it kept or in flight. Default false. */
  readonly fresh?: boolean | undefined;
  /**
   * Runs right before each try is handed to a socket, once it may start: the last moment at which nothing has happened.
   * If it rejects, the call is not sent and ends with that error.
   */
  readonly beforeSend?: (() => Promise<void>) | undefined;
  /** Goes on when the client leaves, up to the deadline: its answer is worth something to the next request. Default false. */
  readonly detached?: boolean | undefined;
}

/** Calls on behalf of one credential. */
export interface UpstreamClient {
  /**
   * Makes one call. Rejects with an `UpstreamError` only: see `errors.ts` for the classes. Unknown operation or
   * parameter names are a programming mistake and reject with a `TypeError`.
   */
  call<O extends OperationName>(
    operation: O,
    params: Params<O>,
    options?: CallOptions,
  ): Promise<UpstreamResponse>;
  /** Whether a read would be answered by what is kept, so that it costs no call, as things stand. Never rejects. */
  isCached<O extends OperationName>(operation: O, params: Params<O>): Promise<boolean>;
  /** Does the wire table know a name for this parameter? If not, giving it a value is an error. */
  hasParam<O extends OperationName>(operation: O, parameter: ParameterName<O>): boolean;
}

/** A parameter as it would be sent. */
export interface PreviewedParameter {
  /** On the wire; of a part of the path: its name in the template. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** A request that was not sent. Holds personal data: for whoever gave it, and nobody else. */
export interface Preview {
  readonly method: HttpMethod;
  /** Relative template, such as `/tickets/{ticketId}`. */
  readonly path: string;
  readonly parameters: readonly PreviewedParameter[];
}

/** The ticket API as this process sees it: one pool of connections shared by everybody. */
export interface Upstream {
  /** A client bound to a scope. There is no client without a credential. */
  withContext(scope: CallContext): UpstreamClient;
  /** As on the client: needs no credential, since the wire table is the same for all. */
  hasParam<O extends OperationName>(operation: O, parameter: ParameterName<O>): boolean;
  /** What a call would send, without sending it. @throws BadUserInputError as the call would */
  preview<O extends OperationName>(operation: O, params: Params<O>): Preview;
  /** A call as people write it, without its parameters: `GET /tickets/{ticketId}`. */
  template(operation: OperationName): string;
  /** True if the host gives any HTTP answer at all, even an error. Never throws. */
  ping(): Promise<boolean>;
  /** Waits for calls under way, then closes all sockets. Calls made afterwards end as `UPSTREAM_UNAVAILABLE`. */
  close(): Promise<void>;
}

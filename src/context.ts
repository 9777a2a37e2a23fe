/** The narrow interfaces through which resolvers use the rooms above. */
import type { PagingTools } from './paging/types.ts';
import type { CallLog } from './upstream/call-log.ts';
import type { Credential } from './upstream/credential.ts';
import type { RateLimiter } from './upstream/rate-limit/limiter.ts';
import type { Upstream, UpstreamClient } from './upstream/types.ts';

/** The settings that resolvers use. */
export interface GraphSettings {
  /** The extra scope that adds join links to tickets. */
  readonly upstreamScope: string;
  /** The gateway rejects every mutation. */
  readonly readOnly: boolean;
  /** Patterns of the recipients that may be invited; empty: all. */
  readonly recipientAllowlist: readonly string[];
  /** Gives a ticket without a reference one that derives from its idempotency key. */
  readonly syntheticReference: boolean;
}

/** A user account. Only `id` is certain. */
export interface UserRecord {
  readonly id: string;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly enterpriseId: string | null;
  readonly createdAt: Date | null;
}

/** The upstream user behind a credential. All tokens of a user share quota, cursors and idempotency keys. */
export interface Caller {
  /** Host of the API and id of the user. */
  readonly key: string;
  readonly user: UserRecord;
}

/** The parameters of the API by which a result is searched. */
export interface Search {
  readonly reference: string;
  /** Null: the default service of the user. */
  readonly serviceKey: string | null;
  /** Whose tickets are searched: the user's own, or all of the enterprise. */
  readonly owner: 'VIEWER' | 'ENTERPRISE';
}

/** Finds the result of a request that got no response. */
export interface Finder<Result> {
  readonly search: Search;
  /**
   * Results that match the arguments and were created since then. Rejects with FORBIDDEN or BAD_USER_INPUT if the user
   * may not search there.
   */
  find(since: Date): Promise<readonly Result[]>;
  /** A name of the result, equal in every process: one result belongs to one request only. */
  resourceKey(result: Result): string;
}

/** A request that must have its effect once. */
export interface IdempotentOperation<Result> {
  /** Name of the mutation. */
  readonly mutation: string;
  /** Key of the caller. */
  readonly caller: string;
  /** Null: nothing is stored, and every request is a new one. */
  readonly key: string | null;
  /** Normalised plain data that identifies the request. */
  readonly args: unknown;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Sends the request. It runs `beforeSend` right before each try, and sends nothing if that rejects. */
  send(beforeSend: () => Promise<void>): Promise<Result>;
  /** Writes the part of a result that must be stored, and reads it; null if it is no longer of use. */
  readonly codec: {
    write(result: Result): string;
    read(text: string): Result | null;
    /** Whether the text is a secret. */
    readonly secret: boolean;
  };
  /** Null if a result cannot be searched. */
  readonly finder: Finder<Result> | null;
}

/** The result of an operation. */
export interface Outcome<Result> {
  readonly result: Result;
  /** True if an earlier request with the same key had the effect. */
  readonly replayed: boolean;
}

/** Gives operations their effect once. */
export interface Idempotency {
  /**
   * Runs an operation, or returns the outcome of an earlier request with the same key. Rejects with the failure of the
   * request, or with an error of `idempotency/errors.ts`. A certain failure frees the key.
   */
  run<Result>(operation: IdempotentOperation<Result>): Promise<Outcome<Result>>;
}

/** What resolvers and cost rules share with all operations of the process. */
export interface Services {
  readonly settings: GraphSettings;
  readonly rateLimiter: RateLimiter;
  readonly upstream: Upstream;
  readonly callers: {
    /** Whether the caller of a credential is known without a call. */
    isKnown(credential: Credential): Promise<boolean>;
  };
  readonly idempotency: Idempotency;
  readonly paging: PagingTools;
}

/** The context of one operation. */
export interface Context {
  readonly requestId: string;
  readonly settings: GraphSettings;
  readonly services: Services;
  readonly callLog: CallLog;
  /** Null without a token: then only `__typename` works. */
  readonly credential: Credential | null;
  /** The ticket API for this credential. Without one, every call rejects with UNAUTHENTICATED. */
  readonly upstream: UpstreamClient;
  /** Reads the caller: one upstream call for a new credential, then none. */
  caller(): Promise<Caller>;
  /** The `Idempotency-Key` header. */
  readonly idempotencyKey: string | null;
  /** Epoch milliseconds at which the operation ends. */
  readonly deadline: number;
}

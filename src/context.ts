import type { Documents } from './documents/types.ts';
import type { Idempotency } from './idempotency/idempotency.ts';
import type { PagingTools } from './paging/types.ts';
import type { Store } from './store/types.ts';
import { currentField } from './trace/field-path.ts';
import { CallLog } from './upstream/call-log.ts';
import type { CallerRegistry } from './upstream/caller-registry.ts';
import type { Credential } from './upstream/credential.ts';
import { UnauthenticatedError } from './upstream/errors.ts';
import type { RateLimiter } from './upstream/rate-limit/limiter.ts';
import type { Upstream, UpstreamClient } from './upstream/types.ts';
import type { Caller, Callers } from './user/caller.ts';

/** What resolvers may know of the settings. */
export interface GraphSettings {
  /** Value of the extra scope that brings join links. */
  readonly upstreamScope: string;
  /** No mutation is let through. */
  readonly readOnly: boolean;
  /** Patterns of the only recipients that may be invited; empty: anybody. */
  readonly recipientAllowlist: readonly string[];
  /** Gives a ticket without a reference one made of its idempotency key. */
  readonly syntheticReference: boolean;
}

/** What lives as long as the process and is shared by all operations. */
export interface Services {
  readonly settings: GraphSettings;
  /** What is shared with other gateways, or survives this process, as the setting `STORE` says. */
  readonly store: Store;
  /** The budget of each caller. */
  readonly rateLimiter: RateLimiter;
  readonly upstream: Upstream;
  /** Which caller is behind a credential, as far as it is known without a call. */
  readonly callerRegistry: CallerRegistry;
  readonly callers: Callers;
  /** The documents that can be asked for by an id. */
  readonly documents: Documents;
  /** Makes writes happen once. */
  readonly idempotency: Idempotency;
  /** Seals cursors, and remembers what paging learnt of the API's lists. */
  readonly paging: PagingTools;
}

/** Who is asking, and what one operation lends to its resolvers. */
export interface Context {
  readonly requestId: string;
  readonly settings: GraphSettings;
  readonly services: Services;
  readonly callLog: CallLog;
  /** Null without a token: then only `__typename` works. */
  readonly credential: Credential | null;
  /** The ticket API on behalf of the credential; without one every call is UNAUTHENTICATED. */
  readonly upstream: UpstreamClient;
  /** Who the credential belongs to; one upstream call per new credential, none after. */
  caller(): Promise<Caller>;
  /** Of the `Idempotency-Key` header, as it came. */
  readonly idempotencyKey: string | null;
  /** Epoch milliseconds by which everything has to be over. */
  readonly deadline: number;
}

/** What the door knows of a request. */
export interface RequestInfo {
  readonly requestId: string;
  readonly credential: Credential | null;
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** The client wants nothing that was kept from before. */
  readonly fresh: boolean;
  /** The `Idempotency-Key` header, as it came. */
  readonly idempotencyKey: string | null;
  /** Epoch milliseconds by which everything has to be over. */
  readonly deadline: number;
}

/** The context of one operation. */
export function createContext(services: Services, asking: RequestInfo): Context {
  const { credential, requestId, signal, deadline, fresh, idempotencyKey } = asking;
  const callLog = new CallLog();
  const upstream =
    credential === null
      ? anonymousClient(services.upstream)
      : services.upstream.withContext({
          credential,
          requestId,
          signal,
          deadline,
          fresh,
          callLog,
          fieldPath: currentField,
        });
  let caller: Promise<Caller> | undefined;
  return {
    requestId,
    settings: services.settings,
    services,
    callLog,
    credential,
    upstream,
    caller: () => {
      caller ??=
        credential === null ? rejectUnauthenticated() : services.callers.resolve(credential, upstream);
      return caller;
    },
    idempotencyKey,
    deadline,
  };
}

const rejectUnauthenticated = () => Promise.reject(new UnauthenticatedError());

/** A client for requests without a token: it makes no call. */
const anonymousClient = ({ hasParam }: Upstream): UpstreamClient => ({
  hasParam,
  call: rejectUnauthenticated,
  isCached: () => Promise.resolve(false),
  onWrite: () => {},
});

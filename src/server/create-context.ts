import type { Caller, Context, Services } from '../context.ts';
import type { Documents } from '../documents/types.ts';
import { currentField } from '../trace/field-path.ts';
import { CallLog } from '../upstream/call-log.ts';
import type { CallerRegistry } from '../upstream/caller-registry.ts';
import { UnauthenticatedError } from '../upstream/errors.ts';
import type { UpstreamClient } from '../upstream/types.ts';
import type { Callers } from '../user/caller.ts';
import type { RequestInfo } from './request-info.ts';

/** The services of the server: those of the graph, and its own. */
export interface ServerServices extends Services {
  readonly callers: Callers;
  /** The callers of credentials, as far as they are known without a call. */
  readonly callerRegistry: CallerRegistry;
  readonly documents: Documents;
}

/** Creates the context of one operation. */
export function createContext(services: ServerServices, request: RequestInfo): Context {
  const { credential } = request;
  const callLog = new CallLog();
  const upstream =
    credential === null
      ? anonymousClient
      : services.upstream.withContext({ ...request, credential, callLog, fieldPath: currentField });
  let caller: Promise<Caller> | undefined;
  return {
    ...request,
    settings: services.settings,
    services,
    callLog,
    upstream,
    caller: () => {
      caller ??=
        credential === null ? rejectUnauthenticated() : services.callers.resolve(credential, upstream);
      return caller;
    },
  };
}

const rejectUnauthenticated = () => Promise.reject(new UnauthenticatedError());

/** A client for requests without a token: it makes no call. */
const anonymousClient: UpstreamClient = {
  send: rejectUnauthenticated,
  call: rejectUnauthenticated,
  isCached: () => Promise.resolve(false),
  onWrite: () => {},
};

import { randomBytes } from 'node:crypto';
import { ConfigError, type Settings, VERSION } from '../config/config.ts';
import type { GraphSettings } from '../context.ts';
import { ManifestError } from '../documents/manifest.ts';
import { createRegistered } from '../documents/registered.ts';
import { readTrusted, type TrustedDocuments } from '../documents/trusted.ts';
import { createIdempotency } from '../idempotency/idempotency.ts';
import { createCursorSigner } from '../paging/cursor/signer.ts';
import { createEndpointProfiles } from '../paging/endpoint-profile.ts';
import type { ServerServices } from '../server/create-context.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/types.ts';
import { createCallerRegistry } from '../upstream/caller-registry.ts';
import { createUpstream } from '../upstream/client.ts';
import { loadApi, type ResolvedApi, WireFileError } from '../upstream/endpoint/overrides.ts';
import { type Chain, createChain } from '../upstream/interceptors/chain.ts';
import { createRateLimiter } from '../upstream/rate-limit/create-limiter.ts';
import { createCallers } from '../user/caller.ts';
import { API } from './api.ts';

/** Everything that lives as long as the process. */
export interface AppServices extends ServerServices {
  readonly store: Store;
}

/** What may differ from what the settings say. */
export interface ServiceOptions {
  /** Gets warnings for the operator. Default: they are dropped. */
  readonly warn?: (message: string) => void;
  /** Changes the chain around upstream calls: for tests that plant a fault there. */
  readonly interceptors?: (usual: Chain) => Chain;
  /** Changes the store, for tests. */
  readonly wrapStore?: (usual: Store) => Store;
}

/** Bytes that budgets, registered documents, and who is behind a token, may take in a store, each. */
const SMALL = { maxBytes: 16 * 1024 * 1024 };

/**
 * Everything that lives as long as the process: the store, the upstream with its pool and its budget, who the credentials
 * belong to, the keys of the cursors.
 * @throws ConfigError for settings that can't be used
 */
export function createServices(
  settings: Settings,
  upstreamUrl: string,
  { warn = () => {}, interceptors = (usual) => usual, wrapStore = (usual) => usual }: ServiceOptions = {},
): AppServices {
  const api = apiOf(settings);
  const trusted = trustedOf(settings);
  const store = wrapStore(storeOf(settings, warn));
  const callerRegistry = createCallerRegistry(store.space('identities', SMALL));
  const rateLimiter = createRateLimiter({
    space: store.space('budget', SMALL),
    callerRegistry,
    setting: settings.UPSTREAM_RATE_LIMIT,
    concurrency: settings.UPSTREAM_CONCURRENCY,
  });
  const isCached = settings.CACHE && settings.CACHE_BYTES > 0;
  const chain = createChain({
    pageCap: settings.UPSTREAM_PAGE_CAP,
    rateLimiter,
    cache: isCached
      ? { space: store.space('cache', { maxBytes: settings.CACHE_BYTES }), callerRegistry }
      : null,
  });
  const upstream = createUpstream({
    url: upstreamUrl,
    version: VERSION,
    api,
    connections: settings.UPSTREAM_CONCURRENCY,
    interceptors: Object.values(interceptors(chain)),
  });
  return {
    settings: graphSettings(settings),
    store,
    rateLimiter,
    upstream,
    callerRegistry,
    callers: createCallers(new URL(upstreamUrl).host, store.space('callers', SMALL), callerRegistry),
    documents: {
      mode: settings.PERSISTED_DOCUMENTS,
      trusted,
      registered: createRegistered(store.space('documents', SMALL), settings.APQ_HOURS * 3_600_000),
    },
    idempotency: createIdempotency({
      store,
      secret: settings.IDEMPOTENCY_SECRET,
      keepMs: settings.IDEMPOTENCY_HOURS * 3_600_000,
      searchIntervalMs: settings.IDEMPOTENCY_LOOK_SECONDS * 1_000,
    }),
    paging: {
      signer: createCursorSigner(settings.CURSOR_KEYS ?? [randomBytes(32).toString('base64url')]),
      profiles: createEndpointProfiles(),
      limits: {
        maxPageSize: settings.MAX_PAGE_SIZE,
        upstreamPageCap: settings.UPSTREAM_PAGE_CAP,
        defaultPageSize: 10,
        scanPages: 3,
        countCalls: 3,
        maxRepairCalls: 3,
      },
    },
  };
}

const graphSettings = (settings: Settings): GraphSettings => ({
  upstreamScope: settings.UPSTREAM_SCOPE,
  readOnly: settings.READ_ONLY,
  recipientAllowlist: settings.RECIPIENT_ALLOWLIST,
  syntheticReference: settings.IDEMPOTENCY_REFERENCE === 'synthetic',
});

function trustedOf({ PERSISTED_DOCUMENTS: mode, PERSISTED_MANIFESTS: files }: Settings): TrustedDocuments {
  try {
    return readTrusted(mode === 'off' ? [] : files);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new ConfigError(error.message.split('\n').map((fault) => `PERSISTED_MANIFESTS: ${fault}`));
  }
}

function storeOf({ STORE: setting }: Settings, warn: (message: string) => void): Store {
  try {
    return openStore(setting, warn);
  } catch {
    throw new ConfigError(['STORE: the file can not be opened or made']);
  }
}

function apiOf({ UPSTREAM_WIRE: file }: Settings): ResolvedApi {
  try {
    return loadApi(API, file);
  } catch (error) {
    if (!(error instanceof WireFileError)) throw error;
    throw new ConfigError([`UPSTREAM_WIRE: ${file}: ${error.message.replaceAll(/\s+/g, ' ')}`]);
  }
}

import { randomBytes } from 'node:crypto';
import { ConfigError, type Settings, VERSION } from '../config/config.ts';
import type { GraphSettings, Services } from '../context.ts';
import { ManifestError } from '../documents/manifest.ts';
import { createRegistered } from '../documents/registered.ts';
import { readTrusted, type TrustedDocuments } from '../documents/trusted.ts';
import { createOnce } from '../idempotency/idempotency.ts';
import { createSealer } from '../paging/cursor/signer.ts';
import { createMemory } from '../paging/endpoint-profile.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/types.ts';
import { cacheLayer } from '../upstream/cache/cache.ts';
import { createIdentities, type Identities } from '../upstream/caller-registry.ts';
import { createUpstream } from '../upstream/client.ts';
import type { ResolvedWire } from '../upstream/endpoint/endpoints.ts';
import { loadWire, WireFileError } from '../upstream/endpoint/overrides.ts';
import { breakerLayer } from '../upstream/interceptors/breaker.ts';
import type { Layer } from '../upstream/interceptors/interceptor.ts';
import { onceLayer } from '../upstream/interceptors/memoize.ts';
import { retryLayer } from '../upstream/interceptors/retry.ts';
import { flightLayer } from '../upstream/interceptors/single-flight.ts';
import { createGovernor } from '../upstream/rate-limit/create-limiter.ts';
import { createCallers } from '../user/caller.ts';

/** What may differ from what the settings say. */
export interface ServiceOptions {
  /** Told what an operator should know; by default nobody is. */
  readonly warn?: (message: string) => void;
  /** Changes the layers around upstream calls: for tests that plant a fault there. */
  readonly layers?: (usual: readonly Layer[]) => readonly Layer[];
  /** Changes the store: for tests that watch what is kept, or share it. */
  readonly keeping?: (usual: Store) => Store;
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
  { warn = () => {}, layers = (usual) => usual, keeping = (usual) => usual }: ServiceOptions = {},
): Services {
  const wire = wireOf(settings);
  const trusted = trustedOf(settings);
  const store = keeping(storeOf(settings, warn));
  const identities = createIdentities(store.space('identities', SMALL));
  const governor = createGovernor({
    space: store.space('budget', SMALL),
    identities,
    setting: settings.UPSTREAM_RATE_LIMIT,
    concurrency: settings.UPSTREAM_CONCURRENCY,
  });
  const upstream = createUpstream({
    url: upstreamUrl,
    version: VERSION,
    wire,
    governor,
    connections: settings.UPSTREAM_CONCURRENCY,
    layers: layers(layersOf(settings, wire, store, identities)),
  });
  return {
    settings: graphSettings(settings),
    store,
    governor,
    upstream,
    identities,
    callers: createCallers(new URL(upstreamUrl).host, store.space('callers', SMALL), identities),
    documents: {
      mode: settings.PERSISTED_DOCUMENTS,
      trusted,
      registered: createRegistered(store.space('documents', SMALL), settings.APQ_HOURS * 3_600_000),
    },
    once: createOnce({
      store,
      secret: settings.IDEMPOTENCY_SECRET,
      keepMs: settings.IDEMPOTENCY_HOURS * 3_600_000,
      lookAgainMs: settings.IDEMPOTENCY_LOOK_SECONDS * 1_000,
    }),
    paging: {
      sealer: createSealer(settings.CURSOR_KEYS ?? [randomBytes(32).toString('base64url')]),
      memory: createMemory(),
      limits: {
        maxPageSize: settings.MAX_PAGE_SIZE,
        upstreamPageCap: settings.UPSTREAM_PAGE_CAP,
        defaultPageSize: 10,
        scanPages: 3,
        countCalls: 3,
        repairs: 3,
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

/**
 * What stands around a call, outermost first. A read that this operation has made is not made again; one that another
 * operation is making is waited for; one that was kept is not made at all. Each try of what is left passes the breaker, so
 * that retries end as soon as it opens; only then does it wait for its start.
 */
function layersOf(
  settings: Settings,
  wire: ResolvedWire,
  store: Store,
  identities: Identities,
): readonly Layer[] {
  const kept = () =>
    cacheLayer({ space: store.space('cache', { maxBytes: settings.CACHE_BYTES }), identities });
  return [
    onceLayer(settings.UPSTREAM_PAGE_CAP),
    flightLayer(),
    ...(settings.CACHE && settings.CACHE_BYTES > 0 ? [kept()] : []),
    retryLayer(wire),
    breakerLayer(),
  ];
}

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

function wireOf({ UPSTREAM_WIRE: file }: Settings): ResolvedWire {
  try {
    return loadWire(file);
  } catch (error) {
    if (!(error instanceof WireFileError)) throw error;
    throw new ConfigError([`UPSTREAM_WIRE: ${file}: ${error.message.replaceAll(/\s+/g, ' ')}`]);
  }
}

import { randomBytes } from 'node:crypto';
import { ConfigError, type Settings, VERSION } from '../config.ts';
import type { Services } from '../context.ts';
import { createMemory } from '../paging/memory.ts';
import { createSealer } from '../paging/seal.ts';
import { breakerLayer } from '../upstream/breaker-layer.ts';
import { createUpstream } from '../upstream/client.ts';
import { retryLayer } from '../upstream/retry.ts';
import type { ResolvedWire } from '../upstream/wire.ts';
import { loadWire, WireFileError } from '../upstream/wire-file.ts';
import { createCallers } from '../user/caller.ts';

/**
 * Everything that lives as long as the process: the upstream and its pool, who the credentials belong to, the keys of the
 * cursors.
 * @throws ConfigError for settings that can't be used
 */
export function createServices(settings: Settings, upstreamUrl: string): Services {
  const wire = wireOf(settings);
  // Each try passes the breaker, so that retries end as soon as it opens.
  const layers = [retryLayer(wire), breakerLayer()];
  return {
    settings: { upstreamScope: settings.UPSTREAM_SCOPE },
    upstream: createUpstream({ url: upstreamUrl, version: VERSION, wire, layers }),
    callers: createCallers(new URL(upstreamUrl).host),
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

function wireOf({ UPSTREAM_WIRE: file }: Settings): ResolvedWire {
  try {
    return loadWire(file);
  } catch (error) {
    if (!(error instanceof WireFileError)) throw error;
    throw new ConfigError([`UPSTREAM_WIRE: ${file}: ${error.message.replaceAll(/\s+/g, ' ')}`]);
  }
}

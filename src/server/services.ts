import { randomBytes } from 'node:crypto';
import { type Settings, VERSION } from '../config.ts';
import type { Services } from '../context.ts';
import { createMemory } from '../paging/memory.ts';
import { createSealer } from '../paging/seal.ts';
import { createUpstream } from '../upstream/client.ts';
import { loadWire } from '../upstream/wire-file.ts';
import { createCallers } from '../user/caller.ts';

/**
 * Everything that lives as long as the process: the upstream and its pool, who the credentials belong to, the keys of the
 * cursors.
 * @throws WireFileError, TypeError for settings that can't be used
 */
export function createServices(settings: Settings, upstreamUrl: string): Services {
  return {
    settings: { upstreamScope: settings.UPSTREAM_SCOPE },
    upstream: createUpstream({ url: upstreamUrl, version: VERSION, wire: loadWire(settings.UPSTREAM_WIRE) }),
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

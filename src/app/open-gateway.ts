import type { Logger } from 'pino';
import type { Settings } from '../config/config.ts';
import { createGateway, type Gateway } from '../server/gateway.ts';
import { createServices } from './services.ts';

/** What a gateway needs beside its settings. */
export interface GatewayEnvironment {
  readonly upstreamUrl: string;
  readonly log: Logger;
  /** Filled in in GraphiQL; null where no sandbox is embedded. */
  readonly graphiqlToken: string | null;
}

/**
 * A gateway as the settings say, with everything that lives as long as it does: closing it closes all of it.
 * @throws ConfigError for settings that can't be used
 */
export async function openGateway(
  settings: Settings,
  { upstreamUrl, log, graphiqlToken }: GatewayEnvironment,
): Promise<Gateway> {
  const services = createServices(settings, upstreamUrl, { warn: (message) => log.warn(message) });
  const gateway = createGateway({
    services,
    log,
    graphiql: settings.GRAPHIQL,
    graphiqlToken,
    introspection: settings.INTROSPECTION,
    routerSecret: settings.ROUTER_SECRET,
    explains: settings.EXPLAIN,
    tokenHeader: settings.UPSTREAM_TOKEN_HEADER,
    subgraph: settings.FEDERATION ? (await import('../federation/subgraph.ts')).createSubgraph() : null,
    corsOrigins: settings.CORS_ORIGINS,
  });
  return {
    ...gateway,
    async close() {
      await gateway.close();
      await services.upstream.close();
      await services.store.close();
    },
  };
}

import { type Logger, pino } from 'pino';
import type { ServerServices } from '../../src/server/create-context.ts';
import { createGateway, type Gateway } from '../../src/server/gateway.ts';

/** A gateway with nothing set, on services that a test may have bent; it logs nothing unless it is told where. */
export const bareGateway = (services: ServerServices, log: Logger = pino({ level: 'silent' })): Gateway =>
  createGateway({
    services,
    log,
    graphiql: false,
    graphiqlToken: null,
    introspection: true,
    routerSecret: undefined,
    corsOrigins: [],
  });

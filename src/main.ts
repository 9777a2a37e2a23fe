import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { banner } from './banner.ts';
import { ConfigError, changedSettings, readConfig, type Settings } from './config.ts';

/** What runs: `all` embeds the sandbox unless an upstream is set; the others run one side alone. */
const MODES = ['all', 'gateway', 'sandbox'] as const;
type Mode = (typeof MODES)[number];

/** How long work under way may take after a signal, in milliseconds. */
const DRAIN_MS = 9_000;

/** Something that was started and can be stopped. */
interface Running {
  close(): Promise<void>;
}

async function startSandbox(settings: Settings) {
  const { createSandbox } = await import('./sandbox/sandbox.ts');
  if (settings.SANDBOX_DB !== ':memory:') mkdirSync(dirname(settings.SANDBOX_DB), { recursive: true });
  const sandbox = await createSandbox({
    db: settings.SANDBOX_DB,
    tickets: settings.SANDBOX_TICKETS,
    seed: settings.SANDBOX_SEED,
    rateLimit: settings.SANDBOX_RATE_LIMIT,
    admin: settings.SANDBOX_ADMIN,
    jwtSecret: settings.SANDBOX_JWT_SECRET,
  });
  const { url } = await sandbox.listen(settings.SANDBOX_PORT, settings.HOST);
  return { url, tokens: sandbox.tokens, close: () => sandbox.close() };
}

async function startGateway(settings: Settings, upstreamUrl: string, token: string | null) {
  const [{ createGateway }, { createServices }] = await Promise.all([
    import('./server/gateway.ts'),
    import('./server/services.ts'),
  ]);
  const log = pino({ level: settings.LOG_LEVEL });
  if (settings.CURSOR_KEYS === undefined && settings.UPSTREAM_URL !== undefined) {
    log.warn('CURSOR_KEYS is not set: cursors are sealed with a random key and end with this process');
  }
  const services = createServices(settings, upstreamUrl);
  const gateway = createGateway({
    services,
    log,
    graphiql: settings.GRAPHIQL,
    graphiqlToken: token,
    introspection: settings.INTROSPECTION,
    routerSecret: settings.ROUTER_SECRET,
    corsOrigins: settings.CORS_ORIGINS,
  });
  const { url } = await gateway.listen(settings.PORT, settings.HOST);
  return {
    url,
    async close() {
      await gateway.close();
      await services.upstream.close();
    },
  };
}

/** Starts what the mode says, and says where it is. */
async function start(mode: Mode, settings: Settings, running: Running[]): Promise<void> {
  if (mode === 'gateway' && settings.UPSTREAM_URL === undefined) {
    throw new ConfigError(['UPSTREAM_URL: is required to run the gateway alone']);
  }
  const embedded = mode === 'sandbox' || settings.UPSTREAM_URL === undefined;
  const sandbox = embedded ? await startSandbox(settings) : null;
  if (sandbox !== null) running.unshift(sandbox);
  if (mode === 'sandbox') {
    process.stdout.write(`Sandbox of the ticket API at ${sandbox?.url}\n`);
    for (const { token, role, enterprise } of sandbox?.tokens ?? []) {
      process.stdout.write(`  ${token.padEnd(16)}${role} of ${enterprise}\n`);
    }
    return;
  }
  const upstreamUrl = sandbox?.url ?? settings.UPSTREAM_URL ?? '';
  const gateway = await startGateway(settings, upstreamUrl, sandbox?.tokens[0]?.token ?? null);
  running.unshift(gateway);
  const changed = changedSettings(process.env);
  process.stdout.write(banner({ url: gateway.url, settings, changed, sandbox }));
}

/** npm does not hand a SIGTERM on to what it runs: when it is gone, so is this process. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === undefined) return;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 500).unref();
}

/** A fault at start, in one clear line for each: a setting, a port that is taken, a file that can't be read. */
function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken: set PORT or SANDBOX_PORT, or stop what listens there.`;
  }
  return error instanceof Error ? error.message : String(error);
}

const mode = MODES.find((one) => one === (process.argv[2] ?? 'all'));
const running: Running[] = [];
const grace = closeWithGrace({ delay: DRAIN_MS, logger: false }, async () => {
  for (const one of running) await one.close();
});
try {
  if (mode === undefined) throw new ConfigError([`mode: one of ${MODES.join(', ')}`]);
  await start(mode, readConfig(process.env), running);
  endWithParent(() => void grace.close());
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  for (const one of running) await one.close();
  process.exit(1);
}

import { dirname } from 'node:path';
import closeWithGrace from 'close-with-grace';
import { type Logger, pino } from 'pino';
import { ConfigError, isWatched, readConfig, type Settings, startedByNpm } from './config/config.ts';
import { changedSettings } from './config/describe.ts';
import { banner, sandboxBanner } from './process/banner.ts';
import { endWithNpm } from './process/npm-parent.ts';
import { describeError } from './server/errors/describe-error.ts';
import { makeDirectory } from './store/make-directory.ts';

/** What runs: `all` embeds the sandbox unless an upstream is set; the others run one side alone. */
const MODES = ['all', 'gateway', 'sandbox'] as const;
type Mode = (typeof MODES)[number];

/** After a signal the process ends within this time, in milliseconds. The server stops a little earlier. */
const SHUTDOWN_MS = 9_500;

/** Without development dependencies there is no sandbox. */
const NO_SANDBOX =
  'UPSTREAM_URL: is required: the sandbox is a development dependency, which npm ci installs unless it omits them.';

/** Something that was started and can be stopped. */
interface Running {
  close(): Promise<void>;
}

/** Loaded only where it is wanted: a gateway alone needs none of the sandbox's packages. */
async function startSandbox(settings: Settings) {
  const { createSandbox } = await import('ticket-api-sandbox').catch(() => {
    throw new ConfigError([NO_SANDBOX]);
  });
  const sandbox = await openFile(settings.SANDBOX_DB, () =>
    createSandbox({
      db: settings.SANDBOX_DB,
      tickets: settings.SANDBOX_TICKETS,
      seed: settings.SANDBOX_SEED,
      rateLimit: settings.SANDBOX_RATE_LIMIT,
      admin: settings.SANDBOX_ADMIN,
      jwtSecret: settings.SANDBOX_JWT_SECRET,
      onFault: logUnexpected,
    }),
  );
  const { url } = await sandbox.listen(settings.SANDBOX_PORT, settings.HOST);
  return { url, tokens: sandbox.tokens, close: () => sandbox.close() };
}

async function openFile<T>(file: string, open: () => Promise<T>): Promise<T> {
  try {
    if (file !== ':memory:') makeDirectory(dirname(file));
    return await open();
  } catch (error) {
    throw new ConfigError([`SANDBOX_DB: ${file} can not be used: ${messageOf(error)}`]);
  }
}

async function startGateway(settings: Settings, upstreamUrl: string, graphiqlToken: string | null) {
  const { openGateway } = await import('./app/open-gateway.ts');
  const log = pino({ level: settings.LOG_LEVEL });
  warnAboutVolatileState(settings, log);
  const gateway = await openGateway(settings, { upstreamUrl, log, graphiqlToken });
  const { url } = await gateway.listen(settings.PORT, settings.HOST);
  return { url, close: () => gateway.close() };
}

/** Warns about state that ends with the process. With the sandbox the banner says so about cursors. */
function warnAboutVolatileState({ CURSOR_KEYS, UPSTREAM_URL, STORE }: Settings, log: Logger): void {
  if (CURSOR_KEYS === undefined && UPSTREAM_URL !== undefined) {
    log.warn('CURSOR_KEYS is not set: cursors are sealed with a random key and end with this process');
  }
  if (STORE === 'memory') {
    log.warn(
      'STORE is memory: idempotency keys end with this process, so a write that is repeated after a restart happens twice. ' +
        'Set STORE to sqlite:FILE or redis://HOST:PORT.',
    );
  }
}

/** Starts what the mode says, and prints the banner. `running` is closed first to last. */
async function start(mode: Mode, settings: Settings, running: Running[]): Promise<void> {
  if (mode === 'gateway' && settings.UPSTREAM_URL === undefined) {
    throw new ConfigError(['UPSTREAM_URL: is required to run the gateway alone']);
  }
  const embedded = mode === 'sandbox' || settings.UPSTREAM_URL === undefined;
  const sandbox = embedded ? await startSandbox(settings) : null;
  if (sandbox !== null) running.unshift(sandbox);
  const changed = changedSettings(process.env);
  if (sandbox !== null && mode === 'sandbox') {
    process.stdout.write(sandboxBanner({ ...sandbox, changed }));
    return;
  }
  const upstreamUrl = sandbox?.url ?? settings.UPSTREAM_URL ?? '';
  const gateway = await startGateway(settings, upstreamUrl, sandbox?.tokens[0]?.token ?? null);
  running.unshift(gateway);
  process.stdout.write(banner({ url: gateway.url, settings, changed, sandbox }));
}

/** Prints an unexpected error by its name and place, as its message may hold anything. */
function logUnexpected(error: unknown): void {
  process.stderr.write(`${JSON.stringify(describeError(error))}\n`);
}

/** One clear line for an error at start: a setting, a taken port, an unreadable file. */
function startupMessage(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken: set PORT or SANDBOX_PORT, or stop what listens there.`;
  }
  if (error instanceof Error && 'syscall' in error && /^(listen|getaddrinfo)$/.test(String(error.syscall))) {
    return `HOST, PORT: can not listen there: ${error.message}`;
  }
  return messageOf(error);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const mode = MODES.find((one) => one === (process.argv[2] ?? 'all'));
const running: Running[] = [];
const shutdown = closeWithGrace({ delay: SHUTDOWN_MS, logger: false }, async ({ err }) => {
  if (err !== undefined) logUnexpected(err);
  for (const one of running) await one.close();
});
if (startedByNpm(process.env)) endWithNpm(() => void shutdown.close(), isWatched(process.env));
try {
  if (mode === undefined) throw new ConfigError([`mode: must be one of ${MODES.join(', ')}`]);
  await start(mode, readConfig(process.env), running);
} catch (error) {
  process.stderr.write(`${startupMessage(error)}\n`);
  process.exit(1);
}

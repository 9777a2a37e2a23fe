import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { commaList, count, flag, httpUrl, oneOf, origin, port, store } from './setting-types.ts';

/**
 * Every setting of the process, with its default and its meaning. This is the only module that reads the environment;
 * the table in the docs is printed from it.
 */

/** The version in package.json, for the upstream and the log. */
export const VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const TRUST_MODES = ['off', 'log', 'warn', 'enforce'] as const;

/** What a setting means; `production` says what `NODE_ENV=production` changes. */
export interface Meaning {
  text: string;
  shown?: string;
  production?: string;
}

/** The meaning of each setting, for the docs. */
export const settingDocs = z.registry<Meaning>();
const describe = <T extends z.ZodType>(type: T, text: string, extra: Omit<Meaning, 'text'> = {}): T => {
  settingDocs.add(type, { text, ...extra });
  return type;
};

/** Every setting by its name: what it takes, and what it is where it is not set. */
export const settingsSchema = z.object({
  NODE_ENV: describe(
    z.string().default('development'),
    'The mode. `production` changes the defaults in the last column; any other value changes nothing.',
  ),
  PORT: describe(port.default(4000), 'Port of the gateway; 0 takes a free one.'),
  HOST: describe(z.string().default('127.0.0.1'), 'Address to listen on; `0.0.0.0` in a container.'),
  UPSTREAM_URL: describe(
    httpUrl.optional(),
    'The ticket API, with its `/api/v3`. Absent: the sandbox is embedded.',
    { shown: 'the embedded sandbox', production: 'required' },
  ),
  UPSTREAM_WIRE: describe(
    z.string().optional(),
    'A JSON file that overrides methods, paths, and names of parameters and response fields of the ticket API.',
    { shown: 'none' },
  ),
  UPSTREAM_TOKEN_HEADER: describe(
    z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header')
      .transform((name) => name.toLowerCase())
      .default('authorization'),
    'Request header with the token of the ticket API. Change it if your company uses `Authorization` itself.',
  ),
  UPSTREAM_RATE_LIMIT: describe(
    z
      .union([z.literal('auto'), count(0, 100_000)], 'must be auto, or a whole number from 0 to 100000')
      .default('auto'),
    'Upstream calls a minute for each caller. `auto` assumes 10 and follows the responses of the API; 0 is no limit.',
  ),
  UPSTREAM_CONCURRENCY: describe(
    count(1, 1000).default(64),
    'Most upstream calls in flight, of all callers together. Callers take turns.',
  ),
  UPSTREAM_PAGE_CAP: describe(count(1, 1000).default(100), 'Largest `limit` that the ticket API accepts.'),
  UPSTREAM_SCOPE: describe(z.string().default('sso'), 'Scope that adds join links of agents to responses.'),
  MAX_PAGE_SIZE: describe(count(1, 1000).default(100), 'Largest `first` or `last` of a connection.'),
  CURSOR_KEYS: describe(
    commaList.pipe(z.array(z.string().min(16, 'each key needs at least 16 characters'))).optional(),
    'Keys that sign cursors, newest first, separated by commas. Absent: a random key, so cursors end with the process, ' +
      'with a warning if `UPSTREAM_URL` is set.',
    { shown: 'random' },
  ),
  STORE: describe(
    store.optional(),
    'Stores cache, rate limits, idempotency keys and registered documents: `memory`, `sqlite:FILE` or ' +
      '`redis://HOST:PORT`. With `memory`, idempotency keys end with the process.',
    { shown: '`sqlite:.data/gateway.db` with the sandbox, else `memory`' },
  ),
  CACHE: describe(
    flag.default(true),
    'Cache responses of the ticket API for some seconds, separately for each token. Off: every read is a call.',
  ),
  CACHE_BYTES: describe(
    count(0, 100_000_000_000).default(64 * 1024 * 1024),
    'Most bytes of cached responses, in memory or in the SQLite file; 0 caches none. A Redis has its own `maxmemory`.',
  ),
  EXPLAIN: describe(
    flag.optional(),
    'Explain an operation instead of running it, if a request says so: return its upstream calls with their fields.',
    { shown: 'on', production: 'off' },
  ),
  IDEMPOTENCY_HOURS: describe(
    count(1, 720).default(24),
    'Hours that an idempotency key and its result are stored.',
  ),
  IDEMPOTENCY_LOOK_SECONDS: describe(
    count(1, 3600).default(15),
    'Seconds between the two searches for a ticket whose creation got no response.',
  ),
  IDEMPOTENCY_REFERENCE: describe(
    z.enum(['none', 'synthetic'], 'must be none or synthetic').default('none'),
    '`synthetic`: a new ticket with an idempotency key and no reference gets one derived from the key (`gw-` and 20 ' +
      'characters), so that it can be found after a lost response.',
  ),
  IDEMPOTENCY_SECRET: describe(
    z.string().min(16, 'needs at least 16 characters').optional(),
    'Secret that hashes arguments and encrypts export links in the store. After a change, repeated keys are mismatches ' +
      'until they expire.',
    { shown: 'random, in the store' },
  ),
  READ_ONLY: describe(flag.default(false), 'Refuse every mutation before any upstream call.'),
  RECIPIENT_ALLOWLIST: describe(
    commaList.default([]),
    'Recipients that may be invited, separated by commas; `*` matches any text: `*@example.com,+3361234*`. None: all.',
    { shown: 'none' },
  ),
  PERSISTED_MANIFESTS: describe(
    commaList.default([]),
    'Files with the documents of your apps, separated by commas: manifests of Apollo, Relay, codegen or hashes.',
    { shown: 'none' },
  ),
  PERSISTED_DOCUMENTS: describe(
    oneOf(TRUST_MODES).optional(),
    'For a document that is in no manifest: `log` marks it in the log, `warn` also warns the client, `enforce` ' +
      'refuses it. `off`: manifests are not used.',
    { shown: '`log` with manifests, else `off`' },
  ),
  APQ_HOURS: describe(
    count(1, 720).default(24),
    'Hours that a document registered by its hash (automatic persisted queries) is stored after its last use.',
  ),
  GRAPHIQL: describe(flag.optional(), 'Serve GraphiQL at `/graphql`.', { shown: 'on', production: 'off' }),
  INTROSPECTION: describe(flag.optional(), 'Allow introspection queries. They need a token too.', {
    shown: 'on',
    production: 'off',
  }),
  CORS_ORIGINS: describe(
    commaList.pipe(z.array(origin)).default([]),
    'Origins that browsers may call from, separated by commas; `*` is any. None: CORS is closed.',
    { shown: 'none' },
  ),
  FEDERATION: describe(flag.default(false), 'Be a federation subgraph, with `_service` and `_entities`.'),
  ROUTER_SECRET: describe(
    z.string().min(16, 'needs at least 16 characters').optional(),
    'Secret of a federation router, in its `x-router-secret` header: it may read the schema without a token, and send its ' +
      'own documents if `PERSISTED_DOCUMENTS` is `enforce`.',
    { shown: 'none' },
  ),
  LOG_LEVEL: describe(
    oneOf(LOG_LEVELS).default('info'),
    'Lowest level that is logged, as JSON lines on standard output.',
  ),
  SANDBOX_PORT: describe(port.default(4001), 'Port of the sandbox; 0 takes a free one.'),
  SANDBOX_DB: describe(
    z.string().default('.data/sandbox.db'),
    'Database of the sandbox: a file, or `:memory:`.',
  ),
  SANDBOX_TICKETS: describe(
    count(0, 1_000_000).default(200),
    'Number of tickets that an empty sandbox is seeded with.',
  ),
  SANDBOX_SEED: describe(
    z.string().default('1'),
    'Seed of those tickets: the same seed gives the same tickets.',
  ),
  SANDBOX_RATE_LIMIT: describe(
    count(0, 1_000_000).default(600),
    'Calls a minute that the sandbox allows each user. 10 is like the real API, 0 is no limit.',
  ),
  SANDBOX_ADMIN: describe(flag.default(false), 'Open the admin path of the sandbox, `/_sandbox`, for tests.'),
  SANDBOX_JWT_SECRET: describe(
    z.string().min(16, 'needs at least 16 characters').default('sandbox-secret-for-development'),
    'Secret of the JWTs (HS256) that the sandbox accepts for the jwt-bearer grant.',
  ),
});

/** Settings after parsing, with the defaults of the mode filled in. Names are those of the environment. */
export type Settings = ReturnType<typeof applyDefaults>;

/** The settings of a parsed environment, with what depends on the mode or on others. */
export function applyDefaults(parsed: z.output<typeof settingsSchema>) {
  const production = parsed.NODE_ENV === 'production';
  return {
    ...parsed,
    GRAPHIQL: parsed.GRAPHIQL ?? !production,
    INTROSPECTION: parsed.INTROSPECTION ?? !production,
    EXPLAIN: parsed.EXPLAIN ?? !production,
    UPSTREAM_RATE_LIMIT: rateLimitOf(parsed),
    PERSISTED_DOCUMENTS:
      parsed.PERSISTED_DOCUMENTS ?? (parsed.PERSISTED_MANIFESTS.length > 0 ? 'log' : 'off'),
    STORE: parsed.STORE ?? (parsed.UPSTREAM_URL === undefined ? 'sqlite:.data/gateway.db' : 'memory'),
  };
}

/** A sandbox without a limit says nothing of one, so that ten would be assumed of it. */
function rateLimitOf({
  UPSTREAM_URL,
  UPSTREAM_RATE_LIMIT,
  SANDBOX_RATE_LIMIT,
}: z.output<typeof settingsSchema>) {
  const unlimited = UPSTREAM_URL === undefined && SANDBOX_RATE_LIMIT === 0;
  return unlimited && UPSTREAM_RATE_LIMIT === 'auto' ? 0 : UPSTREAM_RATE_LIMIT;
}

/** What is wrong with the environment: one line for each fault, naming the setting and what it takes. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Reads the settings from an environment. An empty string counts as absent.
 * @throws ConfigError naming every fault at once; values are not repeated, as some are secrets.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = settingsSchema.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
    throw new ConfigError([...new Set(faults)]);
  }
  if (parsed.data.NODE_ENV === 'production' && parsed.data.UPSTREAM_URL === undefined) {
    throw new ConfigError(['UPSTREAM_URL: is required in production, where the sandbox is never embedded']);
  }
  const settings = applyDefaults(parsed.data);
  if (settings.PERSISTED_DOCUMENTS !== 'off' && settings.PERSISTED_MANIFESTS.length === 0) {
    throw new ConfigError(['PERSISTED_MANIFESTS: is required unless PERSISTED_DOCUMENTS is off']);
  }
  return settings;
}

/** An empty string counts as absent. */
export const withoutEmpty = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));

/** Whether npm started the process: it does not hand on the signals it gets. */
export const startedByNpm = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  environment['npm_lifecycle_event'] !== undefined;

/** Whether it is `npm run dev`, where `node --watch` stands between npm and this process. */
export const isWatched = (environment: Readonly<Record<string, string | undefined>>): boolean =>
  environment['npm_lifecycle_event'] === 'dev';

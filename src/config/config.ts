import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { commaList, count, flag, httpUrl, oneOf, origin, port, store } from './setting-types.ts';

/**
 * Every setting of the process, with its default and its meaning. This is the only module that reads the environment;
 * the table in the docs is printed from it.
 */

/** The version in package.json; told to the upstream and in the logs. */
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

/** What each setting means, for those who tell of it. */
export const meanings = z.registry<Meaning>();
const means = <T extends z.ZodType>(type: T, text: string, extra: Omit<Meaning, 'text'> = {}): T => {
  meanings.add(type, { text, ...extra });
  return type;
};

/** Every setting by its name: what it takes, and what it is where it is not set. */
export const schema = z.object({
  NODE_ENV: means(
    z.string().default('development'),
    'The mode. `production` changes the defaults named in the last column; any other value changes nothing.',
  ),
  PORT: means(port.default(4000), 'Port of the gateway; 0 takes a free one.'),
  HOST: means(z.string().default('127.0.0.1'), 'Address to listen on; `0.0.0.0` in a container.'),
  UPSTREAM_URL: means(
    httpUrl.optional(),
    'The ticket API, with its `/api/v3`. Absent: the sandbox is embedded.',
    { shown: 'the embedded sandbox', production: 'required' },
  ),
  UPSTREAM_WIRE: means(
    z.string().optional(),
    'A JSON file that overrides the wire table: verbs, places and names of parameters.',
    { shown: 'none' },
  ),
  UPSTREAM_TOKEN_HEADER: means(
    z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be the name of a header')
      .transform((name) => name.toLowerCase())
      .default('authorization'),
    'Header in which a request carries the token of the ticket API, where `Authorization` is the company’s own.',
  ),
  UPSTREAM_RATE_LIMIT: means(
    z
      .union([z.literal('auto'), count(0, 100_000)], 'must be auto, or a whole number from 0 to 100000')
      .default('auto'),
    'Upstream calls a minute for each caller: `auto` assumes 10 and follows what the API says; 0 is off.',
  ),
  UPSTREAM_CONCURRENCY: means(
    count(1, 1000).default(64),
    'Upstream calls of all callers that may be under way at once; callers take turns.',
  ),
  UPSTREAM_PAGE_CAP: means(count(1, 1000).default(100), 'Largest `limit` the ticket API takes.'),
  UPSTREAM_SCOPE: means(
    z.string().default('sso'),
    'Value of the extra scope that brings join links of agents into an answer.',
  ),
  MAX_PAGE_SIZE: means(count(1, 1000).default(100), 'Largest `first` or `last` of a connection.'),
  CURSOR_KEYS: means(
    commaList.pipe(z.array(z.string().min(16, 'each key needs at least 16 characters'))).optional(),
    'Keys that seal cursors, newest first, separated by commas. Absent: a random one, so cursors end with the process: ' +
      'a warning says so where `UPSTREAM_URL` is set.',
    { shown: 'random' },
  ),
  STORE: means(
    store.optional(),
    'Where what must be shared or survive is kept: `memory`, `sqlite:FILE` or `redis://HOST:PORT`. In memory alone, ' +
      'idempotency keys are forgotten with the process.',
    { shown: '`sqlite:.data/gateway.db` with the sandbox, else `memory`' },
  ),
  CACHE: means(
    flag.default(true),
    'Keep answers of the ticket API for some seconds, each for the token that asked alone. Off: every read is a call.',
  ),
  CACHE_BYTES: means(
    count(0, 100_000_000_000).default(64 * 1024 * 1024),
    'Most bytes of kept answers, in memory or in the SQLite file; 0 keeps none. A Redis has its own `maxmemory`.',
  ),
  EXPLAIN: means(
    flag.optional(),
    'Answer the plan of an operation, its upstream calls and their fields, in its stead where a request asks for it.',
    { shown: 'on', production: 'off' },
  ),
  IDEMPOTENCY_HOURS: means(
    count(1, 720).default(24),
    'Hours that an idempotency key is kept, and with it the result of its first use.',
  ),
  IDEMPOTENCY_LOOK_SECONDS: means(
    count(1, 3600).default(15),
    'Seconds between the two looks for a ticket whose creation got no answer.',
  ),
  IDEMPOTENCY_REFERENCE: means(
    z.enum(['none', 'synthetic'], 'must be none or synthetic').default('none'),
    '`synthetic`: a new ticket that has an idempotency key and no reference gets one made of the key (`gw-` and 20 ' +
      'characters), so that it can be looked up after a lost answer.',
  ),
  IDEMPOTENCY_SECRET: means(
    z.string().min(16, 'needs at least 16 characters').optional(),
    'Secret under which arguments are hashed and links of exports sealed in the store. Changing it turns repeated keys into ' +
      'mismatches until they run out.',
    { shown: 'random, kept in the store' },
  ),
  READ_ONLY: means(flag.default(false), 'Refuse every mutation before any upstream call.'),
  RECIPIENT_ALLOWLIST: means(
    commaList.default([]),
    'The only recipients that may be invited, separated by commas, `*` for anything: `*@example.com,+3361234*`. None: anybody.',
    { shown: 'none' },
  ),
  PERSISTED_MANIFESTS: means(
    commaList.default([]),
    'Files with the documents that clients were built with, separated by commas: manifests of Apollo, Relay, codegen or hashes.',
    { shown: 'none' },
  ),
  PERSISTED_DOCUMENTS: means(
    oneOf(TRUST_MODES).optional(),
    'What becomes of a document that is in no manifest: `log` marks it in the log, `warn` tells the client as well, `enforce` ' +
      'refuses it. `off`: manifests are not used.',
    { shown: '`log` with manifests, else `off`' },
  ),
  APQ_HOURS: means(
    count(1, 720).default(24),
    'Hours that a document which a client registered by its hash (automatic persisted queries) is kept after its last use.',
  ),
  GRAPHIQL: means(flag.optional(), 'Serve GraphiQL at `/graphql`.', { shown: 'on', production: 'off' }),
  INTROSPECTION: means(flag.optional(), 'Answer introspection queries (they need a token all the same).', {
    shown: 'on',
    production: 'off',
  }),
  CORS_ORIGINS: means(
    commaList.pipe(z.array(origin)).default([]),
    'Origins that browsers may call from, separated by commas; `*` is any. None: closed.',
    { shown: 'none' },
  ),
  FEDERATION: means(
    flag.default(false),
    'Answer federation routers, as a subgraph: `_service` and `_entities`. Loaded only when on.',
  ),
  ROUTER_SECRET: means(
    z.string().min(16, 'needs at least 16 characters').optional(),
    'Secret of a federation router, in its `x-router-secret` header: it may read the schema without a token, and send documents ' +
      'of its own where `PERSISTED_DOCUMENTS` is `enforce`.',
    { shown: 'none' },
  ),
  LOG_LEVEL: means(
    oneOf(LOG_LEVELS).default('info'),
    'How much is logged, as JSON lines on standard output.',
  ),
  SANDBOX_PORT: means(port.default(4001), 'Port of the sandbox; 0 takes a free one.'),
  SANDBOX_DB: means(
    z.string().default('.data/sandbox.db'),
    'Where the sandbox keeps its tickets: a file, or `:memory:`.',
  ),
  SANDBOX_TICKETS: means(count(0, 1_000_000).default(200), 'Tickets that an empty sandbox is filled with.'),
  SANDBOX_SEED: means(
    z.string().default('1'),
    'Seed of what the sandbox is filled with: same seed, same tickets.',
  ),
  SANDBOX_RATE_LIMIT: means(
    count(0, 1_000_000).default(600),
    'Calls a minute the sandbox allows each user; 10 is the real life, 0 is off.',
  ),
  SANDBOX_ADMIN: means(flag.default(false), 'Open the admin path of the sandbox, `/_sandbox`, for tests.'),
  SANDBOX_JWT_SECRET: means(
    z.string().min(16, 'needs at least 16 characters').default('sandbox-secret-for-development'),
    'Secret of the JWTs that the sandbox takes for the jwt-bearer grant (HS256).',
  ),
});

/** Settings after parsing, with the defaults of the mode filled in. Names are those of the environment. */
export type Settings = ReturnType<typeof settle>;

/** The settings of a parsed environment, with what depends on the mode or on others. */
export function settle(parsed: z.output<typeof schema>) {
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
function rateLimitOf({ UPSTREAM_URL, UPSTREAM_RATE_LIMIT, SANDBOX_RATE_LIMIT }: z.output<typeof schema>) {
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
  const parsed = schema.safeParse(withoutEmpty(environment));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
    throw new ConfigError([...new Set(faults)]);
  }
  if (parsed.data.NODE_ENV === 'production' && parsed.data.UPSTREAM_URL === undefined) {
    throw new ConfigError(['UPSTREAM_URL: is required in production, where the sandbox is never embedded']);
  }
  const settings = settle(parsed.data);
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

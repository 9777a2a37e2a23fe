import { pino } from 'pino';
import { createSandbox, type Sandbox, type SandboxOptions } from 'ticket-api-sandbox';
import { openGateway } from '../../src/app/open-gateway.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Cost } from '../../src/cost/report.ts';
import { type Admin, openAdmin } from './admin.ts';

/** A document with its types, as codegen writes it. */
export interface TypedDocument<Result, Variables> {
  toString(): string;
  __apiType?: ((variables: Variables) => Result) | undefined;
}

/** An error as clients see it. */
export interface SeenError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; retryable?: boolean; reason?: string; inputPath?: string[] } & Record<
    string,
    unknown
  >;
}

/** An answer as clients see it. `calls` is what the sandbox counted, whatever the answer says of itself. */
export interface Answer<Result> {
  status: number;
  headers: Headers;
  data: Result;
  errors: SeenError[] | undefined;
  extensions: { cost: Cost; stale?: { answers: number; oldestSeconds: number } } & Record<string, unknown>;
  calls: number;
}

/** Who asks, and how. */
export interface Asking {
  token?: string | null;
  headers?: Record<string, string>;
}

/** A real sandbox on a real port with a gateway in front of it. */
export interface TestGateway {
  readonly sandbox: Sandbox;
  readonly upstreamUrl: string;
  readonly admin: Admin;
  /** Everything the gateway logged, as text. */
  readonly logs: string[];
  /** Sends an operation through the front door. */
  ask<Result, Variables>(
    document: TypedDocument<Result, Variables> | string,
    variables?: Variables | Record<string, unknown>,
    asking?: Asking,
  ): Promise<Answer<Result>>;
  /** Sends any request through the front door. */
  fetch(request: Request): Promise<Response>;
  /** Puts the gateway on a free port, for those who need a socket; the address of its endpoint. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** What may differ from the usual world. */
export interface WorldOptions {
  sandbox?: Partial<SandboxOptions>;
  /** Settings as the environment would have them. */
  env?: Record<string, string>;
  /** What GraphiQL is filled in with; null where there is no sandbox. Default: alice's. */
  graphiqlToken?: string | null;
  /** Puts something of the test's own between gateway and sandbox: gets the sandbox's address, answers the one to call. */
  through?: (sandboxUrl: string) => string | Promise<string>;
}

/** Opens a world: 200 seeded tickets in memory, no rate limit, no cache, the admin path open. */
export async function createTestGateway(options: WorldOptions = {}): Promise<TestGateway> {
  const { sandbox: differs = {}, env = {}, through = (url: string) => url } = options;
  const sandbox = await createSandbox({
    db: ':memory:',
    tickets: 200,
    seed: 1,
    rateLimit: 0,
    admin: true,
    jwtSecret: 'a-secret-of-the-tests',
    ...differs,
  });
  const { url: upstreamUrl } = await sandbox.listen(0);
  const settings = readConfig({
    LOG_LEVEL: 'info',
    UPSTREAM_RATE_LIMIT: '0',
    STORE: 'memory',
    CACHE: 'off',
    ...env,
  });
  const logs: string[] = [];
  const gateway = await openGateway(settings, {
    upstreamUrl: await through(upstreamUrl),
    log: pino({ level: settings.LOG_LEVEL }, { write: (line: string) => logs.push(line) }),
    graphiqlToken: options.graphiqlToken === undefined ? 'sandbox-alice' : options.graphiqlToken,
  });
  const admin = openAdmin(sandbox);
  return {
    sandbox,
    upstreamUrl,
    admin,
    logs,
    fetch: (request) => gateway.fetch(request),
    listen: async () => (await gateway.listen(0, '127.0.0.1')).url,
    async ask(document, variables = {}, { token = 'sandbox-alice', headers = {} } = {}) {
      const before = await admin.calls();
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/graphql-response+json',
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
            ...headers,
          },
          body: JSON.stringify({ query: document.toString(), variables }),
        }),
      );
      const body = await response.json();
      const calls = (await admin.calls()) - before;
      return { ...body, status: response.status, headers: response.headers, calls };
    },
    async close() {
      await gateway.close();
      await sandbox.close();
    },
  };
}

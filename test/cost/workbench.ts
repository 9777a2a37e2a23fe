import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';
import { createSandbox, type Sandbox, type SandboxOptions } from 'ticket-api-sandbox';
import { type AppServices, createServices } from '../../src/app/services.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Plan } from '../../src/cost/plan.ts';
import { planOperation } from '../../src/cost/planner.ts';
import { schema as clientSchema } from '../../src/schema.ts';
import { createContext } from '../../src/server/create-context.ts';
import type { CallLog } from '../../src/upstream/call-log.ts';
import { bearerOf, Credential } from '../../src/upstream/credential.ts';
import type { Chain } from '../../src/upstream/interceptors/chain.ts';
import type { Interceptor } from '../../src/upstream/interceptors/interceptor.ts';
import { rateOf } from '../../src/upstream/transport/headers.ts';
import { errorFacts, errorOfStatus } from '../../src/upstream/transport/outcome.ts';
import { type Admin, openAdmin } from '../helpers/admin.ts';

/** What came of one operation. */
export interface Ran {
  readonly plan: Plan;
  readonly callLog: CallLog;
  readonly result: ExecutionResult;
}

/** A gateway without HTTP on either side: tens of thousands of operations in minutes. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly admin: Admin;
  readonly services: AppServices;
  readonly schema: GraphQLSchema;
  /** Plans an operation, runs it, and tells what it cost. */
  run(document: DocumentNode | string, variables?: Record<string, unknown>, token?: string): Promise<Ran>;
  /** Plans it without running it. */
  plan(document: DocumentNode | string, variables?: Record<string, unknown>): Plan;
  /** Runs before each upstream call. */
  before: (() => Promise<void>) | null;
  close(): Promise<void>;
}

/** What may differ from the usual desk. */
export interface DeskOptions {
  readonly sandbox?: Partial<SandboxOptions>;
  readonly env?: Record<string, string>;
  readonly layers?: (usual: Chain) => Chain;
  /** The graph; by default as clients see it. */
  readonly schema?: GraphQLSchema;
  /** Another desk whose sandbox this one looks at as well; that one closes it. */
  readonly beside?: Desk;
}

const ORIGIN = 'http://sandbox.test';

/** Opens a desk: no limit, no cache, unless set otherwise. */
export async function openDesk({
  sandbox: differs = {},
  env = {},
  layers,
  beside,
  schema = clientSchema,
}: DeskOptions = {}): Promise<Desk> {
  const opened = {
    db: ':memory:',
    tickets: 60,
    seed: 1,
    rateLimit: 0,
    admin: true,
    jwtSecret: 'a-secret-of-the-tests',
    ...differs,
  };
  const sandbox = beside?.sandbox ?? (await createSandbox(opened));
  const settings = readConfig({ STORE: 'memory', CACHE: 'off', UPSTREAM_RATE_LIMIT: '0', ...env });
  const wrap = layers ?? ((usual: Chain) => usual);
  const services = createServices(settings, `${ORIGIN}/api/v3`, {
    interceptors: (usual) => ({ ...wrap(usual), inProcess: inProcess(sandbox, () => desk) }),
  });
  const desk: Desk = {
    sandbox,
    admin: openAdmin(sandbox),
    services,
    schema,
    before: null,
    plan: (document, variables) =>
      planOperation({ schema, document: parsed(document), variables, services, callerKnown: true }),
    async run(document, variables = {}, token = 'sandbox-alice') {
      const credential = new Credential(token);
      const now = Date.now();
      const context = createContext(services, {
        requestId: 'made-up',
        credential,
        signal: new AbortController().signal,
        startedAt: now,
        fresh: false,
        deadline: now + 10_000,
        // @NOTE other parts of a request's context are of no interest here.
      } as Parameters<typeof createContext>[1]);
      const callerKnown = await services.callers.isKnown(credential);
      const ast = parsed(document);
      const plan = planOperation({ schema, document: ast, variables, services, callerKnown });
      const result = await execute({
        schema,
        document: ast,
        variableValues: variables,
        contextValue: context,
      });
      return { plan, callLog: context.callLog, result };
    },
    async close() {
      await services.upstream.close();
      await services.store.close();
      if (beside === undefined) await sandbox.close();
    },
  };
  return desk;
}

const parsed = (document: DocumentNode | string): DocumentNode =>
  typeof document === 'string' ? parse(document) : document;

/** The innermost interceptor: what would go over a socket goes to the sandbox directly. */
const inProcess =
  (sandbox: Sandbox, desk: () => Pick<Desk, 'before'>): Interceptor =>
  () =>
  async ({ operation, endpoint, request, context }) => {
    await desk().before?.();
    const response = await sandbox.fetch(
      new Request(`${ORIGIN}${request.target}`, {
        method: request.method,
        headers: { authorization: `Bearer ${bearerOf(context.credential)}` },
      }),
    );
    const { status } = response;
    const headers = Object.fromEntries(response.headers);
    if (!response.ok) {
      throw errorOfStatus(status, null, errorFacts(operation, { sent: true, status, headers }));
    }
    const body: unknown = endpoint.returns.shape === 'nothing' ? undefined : await response.json();
    return {
      status,
      body,
      rate: rateOf(headers),
      date: Date.parse(response.headers.get('date') ?? '') || null,
    };
  };

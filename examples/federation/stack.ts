import { type Running, startTickets } from './gateway.ts';
import { startBilling } from './subgraphs/billing.ts';
import { startCrm } from './subgraphs/crm.ts';
import { compose, sdlOf } from './supergraph.ts';

/** The routers of this example. */
export const ROUTERS = ['apollo', 'hive'] as const;

/** One of them. */
export type Router = (typeof ROUTERS)[number];

/** What differs from one stack to another. */
export interface StackOptions {
  readonly router: Router;
  /** Where to listen; 0 takes free ports. */
  readonly ports: {
    readonly tickets: number;
    readonly sandbox: number;
    readonly crm: number;
    readonly billing: number;
    readonly router: number;
  };
  /** Settings of the ticket gateway beside its defaults. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Three subgraphs with a router in front. */
export interface Stack {
  /** Where the router is. */
  readonly url: string;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** What the composer would have people know; none is best. */
  readonly hints: readonly string[];
  close(): Promise<void>;
}

/** Opens the schema of the ticket gateway to the composer, and nothing else. */
const ROUTER_SECRET = 'a-secret-between-router-and-subgraph';

/** Starts subgraphs, composes them, starts the router. What was started is stopped again if something fails. */
export async function openStack({ router, ports, settings = {} }: StackOptions): Promise<Stack> {
  const running: Running[] = [];
  const started = <T extends Running>(one: T): T => {
    running.push(one);
    return one;
  };
  const close = async () => {
    await Promise.all(running.map((one) => one.close()));
  };
  try {
    const tickets = await startTickets({
      PORT: String(ports.tickets),
      SANDBOX_PORT: String(ports.sandbox),
      ROUTER_SECRET,
      ...settings,
    });
    started(tickets);
    const crm = started(await startCrm(ports.crm));
    const billing = started(await startBilling(ports.billing));
    const subgraphs = [
      { name: 'tickets', url: tickets.url },
      { name: 'crm', url: crm.url },
      { name: 'billing', url: billing.url },
    ];
    const described = await Promise.all(
      subgraphs.map(async (one) => ({ ...one, sdl: await sdlOf(one.url, ROUTER_SECRET) })),
    );
    const { sdl, hints } = compose(described);
    const { url } = started(await startRouter(router, sdl, ports.router));
    return { url, subgraphs, hints, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded one at a time: each brings a hundred packages. */
async function startRouter(router: Router, sdl: string, port: number): Promise<Running> {
  if (router === 'hive') return (await import('./routers/hive.ts')).startHive(sdl, port);
  return (await import('./routers/apollo.ts')).startApollo(sdl, port);
}

/** The router that the command line names; Apollo's if it names none. @throws Error for one there is not */
export function routerOf(args: readonly string[]): Router {
  const [name = 'apollo'] = args;
  const router = ROUTERS.find((one) => one === name);
  if (router === undefined) throw new Error(`No router ${name}: one of ${ROUTERS.join(', ')}`);
  return router;
}

import { CreateOnceDocument, type CreateTicketInput } from '../generated/graphql.ts';
import { type Program, readBanner, run } from '../helpers/child-process.ts';

/** A gateway in a process of its own. */
export interface GatewayProcess {
  readonly program: Program;
  /** Asks for a ticket; null if the connection is lost before there is an answer. */
  create(input: CreateTicketInput): Promise<Created | null>;
}

/** What a creation answers, as far as these tests look. */
export interface Created {
  readonly __typename: string;
  readonly ticketId?: string;
  readonly replayed?: boolean;
  readonly retryable?: boolean;
  readonly retryAfter?: number | null;
  readonly code?: string;
  readonly searched?: { readonly looks: number } | null;
}

/** Starts a gateway in front of an API. */
export async function startGateway(
  upstreamUrl: string,
  env: Record<string, string>,
): Promise<GatewayProcess> {
  const program = run([process.execPath, 'src/main.ts', 'gateway'], {
    env: {
      PORT: '0',
      LOG_LEVEL: 'warn',
      UPSTREAM_URL: upstreamUrl,
      UPSTREAM_RATE_LIMIT: '0',
      IDEMPOTENCY_LOOK_SECONDS: '1',
      ...env,
    },
  });
  await program.says(/\n {2}Try\n(.+\n)+\n/);
  const url = readBanner(program.printed.out).rows['GraphQL']?.[0] ?? '';
  return {
    program,
    async create(input) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { authorization: 'Bearer sandbox-alice', 'content-type': 'application/json' },
          body: JSON.stringify({ query: CreateOnceDocument.toString(), variables: { input } }),
        });
        return (await answer.json()).data.createTicket;
      } catch {
        return null;
      }
    },
  };
}

/** Kills a process as the system does when memory runs out: it gets no chance to do anything. */
export async function killNow({ program }: GatewayProcess): Promise<void> {
  program.signal('SIGKILL');
  await program.ended;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again, as a client does, until there is a ticket or it is told that there is nothing to hope for. */
export async function untilOver({ create }: GatewayProcess, input: CreateTicketInput): Promise<Created> {
  for (;;) {
    const created = await create(input);
    if (created !== null && (created.__typename === 'CreateTicketSuccess' || created.retryable !== true))
      return created;
    await wait((created?.retryAfter ?? 1) * 1_000);
  }
}

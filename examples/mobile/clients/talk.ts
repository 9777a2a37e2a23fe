import {
  createTestGateway,
  type TestGateway,
  type WorldOptions,
} from '../../../test/helpers/test-gateway.ts';

/** A request that a client sent, and the status that came back. */
export interface SentRequest {
  method: string;
  /** With its query, as it went over the socket. */
  url: string;
  headers: Headers;
  body: string | null;
  status: number;
  answer: Headers;
}

/** A gateway on a socket, its sandbox, and what a client of a test does with the two. */
export interface Talk {
  readonly world: TestGateway;
  /** The address of the endpoint. */
  readonly url: string;
  /** What went over the socket so far. */
  readonly sent: readonly SentRequest[];
  /** The runtime's own fetch, which writes down what it was asked; the token is alice's. */
  readonly fetch: typeof globalThis.fetch;
  /** Does something; what it answered, and what it cost: requests of the client, and calls of the gateway to the ticket API. */
  cost<Result>(work: () => Promise<Result>): Promise<{ result: Result; requests: number; calls: number }>;
  close(): Promise<void>;
}

/** Opens a gateway and listens. The caller's id is asked for once, so that later operations cost what they cost. */
export async function openTalk(options: WorldOptions = {}): Promise<Talk> {
  const world = await createTestGateway(options);
  const url = await world.listen();
  const sent: SentRequest[] = [];
  await world.ask('{ viewer { user { id } } }');
  return {
    world,
    url,
    sent,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      if (!headers.has('authorization')) headers.set('authorization', 'Bearer sandbox-alice');
      const answer = await fetch(input, { ...init, headers });
      sent.push({
        method: init?.method ?? 'GET',
        url: String(input),
        headers,
        body: typeof init?.body === 'string' ? init.body : null,
        status: answer.status,
        answer: answer.headers,
      });
      return answer;
    },
    async cost(work) {
      const before = { requests: sent.length, calls: await world.admin.calls() };
      const result = await work();
      const calls = (await world.admin.calls()) - before.calls;
      return { result, requests: sent.length - before.requests, calls };
    },
    close: () => world.close(),
  };
}

/** Waits until something holds. @throws if it does not within ten seconds */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('It did not come to hold within ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What a client with persisted documents sent: how, whether the document was in it, and the status. */
export const dialogueOf = ({ sent }: Talk): string[] =>
  sent.map(({ method, url, body, status }) => {
    const hasQuery = body === null ? new URL(url).searchParams.has('query') : 'query' in JSON.parse(body);
    return `${method} ${hasQuery ? 'document' : 'hash'} ${status}`;
  });

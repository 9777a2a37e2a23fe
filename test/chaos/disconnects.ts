/** Clients that hang up while the ticket API keeps them waiting. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openChaos } from './chaos-gateway.ts';

/** What became of the upstream sockets of clients that left. */
export interface Left {
  /** Sockets that were busy for them. */
  readonly busy: number;
  /** What the gateway says of their operations. */
  readonly codes: readonly string[];
  /** Milliseconds from their leaving until the last of those was free. */
  readonly freeMs: number;
}

/** Lets so many clients ask on real sockets, each for another ticket, and leave while an API that never answers has them. */
export async function leave(clients: number): Promise<Left> {
  const { world, proxy } = await openChaos();
  try {
    const url = await world.listen();
    await world.ask('{ viewer { user { username } } }');
    const busy = new Set<{ readonly destroyed: boolean }>();
    proxy.play(({ socket }) => {
      busy.add(socket);
      return () => {};
    });
    const leaving = new AbortController();
    const asked = Array.from({ length: clients }, (_, at) =>
      fetch(url, {
        method: 'POST',
        signal: leaving.signal,
        headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice' },
        body: JSON.stringify({ query: `{ ticket(ticketId: "${90_000 + at}") { subject } }` }),
      }).catch(() => null),
    );
    while (busy.size < clients) await sleep(5);
    const began = performance.now();
    leaving.abort();
    await Promise.all(asked);
    while ([...busy].some(({ destroyed }) => !destroyed)) await sleep(1);
    const freeMs = performance.now() - began;
    while (world.logs.length <= clients) await sleep(1);
    const codes = world.logs.flatMap((line) => JSON.parse(line).codes);
    return { busy: busy.size, codes: [...new Set<string>(codes)], freeMs };
  } finally {
    await world.close();
  }
}

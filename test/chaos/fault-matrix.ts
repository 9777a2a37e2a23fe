/** The table of faults and operations: what each fault does to each operation, and what it should. */
import type { TestGateway } from '../helpers/test-gateway.ts';
import { openChaos } from './chaos-gateway.ts';
import type { NamedFault } from './faults.ts';
import { codesOf, OPERATIONS, type Operation, ticketsFor } from './operations.ts';
import type { ChaosProxy } from './proxy.ts';

/** One cell. */
export interface Cell {
  readonly fault: string;
  readonly operation: string;
  /** `ok`, a code, or what is wrong. */
  readonly seen: string;
  readonly expected: string;
  /** Requests of this operation that reached the proxy. */
  readonly calls: number;
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Plays a fault on each operation, all at once, through a gateway of its own.
 * @param headers of the operations that meet it
 */
export async function play(named: NamedFault, headers: Record<string, string> = {}): Promise<Cell[]> {
  const { world, proxy } = await openChaos();
  try {
    const cells = await playThrough(named, world, proxy, await ticketsFor(world), headers);
    const leaked = LEAK.exec(world.logs.join(''));
    return leaked === null ? cells : cells.map((cell) => ({ ...cell, seen: `the log holds ${leaked[0]}` }));
  } finally {
    await world.close();
  }
}

/** What the API says while it fails, its addresses, and the token: in no answer and in no log. */
const LEAK = /secret-of-upstream|\/api\/v3|127\.0\.0\.1|sandbox-alice/;

async function playThrough(
  named: NamedFault,
  world: TestGateway,
  proxy: ChaosProxy,
  tickets: ReadonlyMap<string, string>,
  headers: Record<string, string>,
): Promise<Cell[]> {
  const ticketOf = ({ name }: Operation): string => tickets.get(name) ?? '';
  const ask = async (operation: Operation): Promise<string> => {
    const answer = await world.ask(operation.document(ticketOf(operation)), {}, { headers });
    const codes = codesOf(answer);
    const leaked = LEAK.exec(JSON.stringify([answer.errors, [...answer.headers]]));
    if (leaked !== null) return `the answer holds ${leaked[0]}`;
    return codes.length === 0 ? JSON.stringify(answer.data) : codes.join(' ');
  };
  const right = new Map<string, string>();
  for (const operation of OPERATIONS.filter(({ kind }) => kind === 'read')) {
    right.set(operation.name, await ask(operation));
  }
  const before = proxy.seen.length;
  const targets = OPERATIONS.map((operation) => operation.hits(ticketOf(operation)));
  proxy.play(({ method, path }) =>
    targets.some((hits) => hits.test(`${method} ${path}`)) ? named.fault : null,
  );
  return Promise.all(
    OPERATIONS.map(async (operation) => {
      const began = performance.now();
      const answer = await ask(operation);
      const ms = Math.round(performance.now() - began);
      const good = operation.kind === 'read' ? answer === right.get(operation.name) : /Success"/.test(answer);
      const seen = good ? 'ok' : answer;
      const hits = operation.hits(ticketOf(operation));
      return {
        fault: named.name,
        operation: operation.name,
        seen,
        expected: seen === named.or ? seen : expectedOf(named, operation),
        calls: proxy.seen.slice(before).filter((line) => hits.test(line)).length,
        ms,
      };
    }),
  );
}

function expectedOf({ read, write, change = write }: NamedFault, { kind }: Operation): string {
  return { read, write, change }[kind] ?? 'ok';
}

/** Whether a cell is as it should be: right or clear, and in time. */
export const isGood = ({ seen, expected, ms }: Cell): boolean => seen === expected && ms < 10_500;

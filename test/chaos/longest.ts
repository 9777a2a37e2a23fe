/** The longest that an operation can take: one write after the other, each of which hangs. */

import { openChaos } from './chaos-gateway.ts';
import { hang } from './faults.ts';
import { codesOf } from './operations.ts';

const CREATE =
  'createTicket(input: { emails: ["paul@example.com"] }) { __typename ... on TicketError { code } }';

/** Milliseconds until three creations in a row are answered by an API that never answers. @throws Error for a wrong answer */
export async function longest(headers: Record<string, string> = {}): Promise<number> {
  const { world, proxy } = await openChaos();
  try {
    await world.ask('{ viewer { user { username } } }');
    proxy.play(() => hang);
    const began = performance.now();
    const answer = await world.ask(`mutation { a: ${CREATE} b: ${CREATE} c: ${CREATE} }`, {}, { headers });
    const ms = performance.now() - began;
    const codes = codesOf(answer);
    // What was sent may have happened; what there was no time for was not sent.
    const clear = codes.every((code) => /^(MUTATION_OUTCOME_UNKNOWN|UPSTREAM_TIMEOUT)$/.test(code));
    if (!clear || codes.length !== 3 || proxy.seen.filter((line) => line.startsWith('POST')).length > 2) {
      throw new Error(`wrong: ${codes}, ${proxy.seen}`);
    }
    return ms;
  } finally {
    await world.close();
  }
}

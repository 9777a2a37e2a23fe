import type { Parameters } from '../deps.ts';

/** One call that was answered. */
interface Call {
  method: string;
  /** Path of the contract, `unknown` when there is no such route. */
  path: string;
  /** Login; null when the token was not good. */
  user: string | null;
  status: number;
  /** What was sent, by the contract's names; of a token call only the names. */
  parameters: Parameters;
}

/** A kind of call and how often it came. */
type Count = Pick<Call, 'method' | 'path' | 'user'> & { count: number };

/** Remembers calls, in memory: counts of all, and the last ones in full. */
export interface Calls {
  begin(): void;
  end(call: Call): void;
  counts(): Count[];
  /** Newest last. */
  last(): readonly Call[];
  /** The most calls that were under way at once. */
  mostAtOnce(): number;
  reset(): void;
}

const REMEMBERED = 1000;

/** An empty memory of calls. */
export function createCalls(): Calls {
  const counts = new Map<string, Count>();
  let last: Call[] = [];
  let underway = 0;
  let most = 0;
  return {
    begin() {
      underway += 1;
      most = Math.max(most, underway);
    },
    end(call) {
      underway -= 1;
      const { method, path, user } = call;
      const key = `${method} ${path} ${user}`;
      const known = counts.get(key) ?? { method, path, user, count: 0 };
      known.count += 1;
      counts.set(key, known);
      last.push(call);
      if (last.length > REMEMBERED) last = last.slice(-REMEMBERED / 2);
    },
    counts: () => [...counts.values()],
    last: () => last,
    mostAtOnce: () => most,
    reset() {
      counts.clear();
      last = [];
      most = underway;
    },
  };
}

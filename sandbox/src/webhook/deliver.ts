import type { Change } from './change-log.ts';
import type { Webhook } from './settings.ts';

/** The outcome of one delivery, in memory for the admin path. It has no header of the receiver. */
export interface Delivery {
  object: string;
  event: string;
  objectId: number | string;
  url: string;
  /** What the receiver answered; null: it did not, or too late. */
  status: number | null;
}

/** Sends webhooks, apart from all requests. */
export interface Deliverer {
  /** Takes a change for every webhook that wants it; returns at once. `time` in whole seconds since 1970. */
  announce(hooks: readonly Webhook[], change: Change, time: number): void;
  /** The last deliveries that are over, newest last. */
  last(): readonly Delivery[];
  /** What waits to be sent. */
  waiting(): number;
  /** Lets go of what waits, and of what is on its way. */
  close(): void;
}

/** How long a receiver may take to answer. */
const PATIENCE_MS = 5000;
/** Deliveries that wait for one receiver. Further ones are dropped, and reported as not answered. */
const MOST_WAITING = 10_000;
const REMEMBERED = 1000;

interface Letter {
  hook: Webhook;
  change: Change;
  time: number;
}

/**
 * One queue for each receiver, in order, one call at a time: a slow receiver delays no other. A call that fails
 * is not tried again, as no page speaks of a second try.
 */
export function createDeliverer(): Deliverer {
  const queues = new Map<string, Letter[]>();
  const closing = new AbortController();
  let last: Delivery[] = [];

  const over = ({ hook, change }: Letter, status: number | null) => {
    const { object, event, objectId } = change;
    last.push({ object, event, objectId, url: hook.url, status });
    if (last.length > REMEMBERED) last = last.slice(-REMEMBERED / 2);
  };

  async function run(url: string, queue: Letter[]): Promise<void> {
    for (let letter = queue[0]; letter !== undefined && !closing.signal.aborted; letter = queue[0]) {
      over(letter, await post(letter, closing.signal));
      queue.shift();
    }
    queues.delete(url);
  }

  return {
    announce(hooks, change, time) {
      for (const hook of hooks.filter((one) => wants(one, change))) {
        const letter = { hook, change, time };
        const queue = queues.get(hook.url);
        if (queue === undefined) {
          const fresh = [letter];
          queues.set(hook.url, fresh);
          void run(hook.url, fresh);
        } else if (queue.length < MOST_WAITING) queue.push(letter);
        else over(letter, null);
      }
    },
    last: () => last,
    waiting: () => [...queues.values()].reduce((sum, { length }) => sum + length, 0),
    close() {
      closing.abort();
      for (const queue of queues.values()) queue.length = 0;
    },
  };
}

function wants({ active, events, enterprise }: Webhook, change: Change): boolean {
  if (!active || enterprise !== change.enterprise) return false;
  return events === undefined || events.includes(`${change.object}.${change.event}`);
}

/** The status that came back; null if none did. Never throws. */
async function post({ hook, change, time }: Letter, closing: AbortSignal): Promise<number | null> {
  const { event, object, objectId, props } = change;
  const headers = new Headers(hook.headers);
  headers.set('content-type', 'application/json');
  headers.set('user-agent', 'Cloud Apizee');
  try {
    const answer = await fetch(hook.url, {
      ...{ method: 'POST', headers, redirect: 'manual' },
      body: JSON.stringify({ event, time, object, objectId, props }),
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

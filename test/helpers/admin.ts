import type { Sandbox } from 'ticket-api-sandbox';

/** A call that the sandbox answered. */
export interface SeenCall {
  method: string;
  path: string;
  user: string | null;
  status: number;
  parameters: Record<string, string>;
}

/** A message that the sandbox would have sent. */
export interface OutboxRow {
  id: number;
  ticket: number;
  channel: 'email' | 'sms';
  address: string;
  /** What the message lets its reader do. */
  link: string;
}

/** The admin path of the sandbox, in process. */
export interface Admin {
  /** How many calls were answered so far. */
  calls(): Promise<number>;
  /** The last calls in full, newest last. */
  lastCalls(): Promise<SeenCall[]>;
  outbox(ticketId: string): Promise<OutboxRow[]>;
  /** Sets how the API differs from its contract; what is left out is as the contract has it. */
  habits(habits: Record<string, unknown>): Promise<void>;
  /** Moves the clock by seconds. */
  move(seconds: number): Promise<void>;
  insert(wanted: Record<string, unknown>): Promise<number[]>;
  remove(ids: readonly number[]): Promise<void>;
  change(ids: readonly number[], set: Record<string, unknown>): Promise<void>;
}

/** Opens the admin path of a sandbox. */
export function openAdmin(sandbox: Sandbox): Admin {
  const send = async (method: string, path: string, body?: unknown) => {
    const response = await sandbox.fetch(
      new Request(`http://sandbox.test/_sandbox${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
    );
    const answer = await response.json();
    if (!response.ok) throw new Error(`The sandbox refused ${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    calls: async () => (await send('GET', '/calls')).total,
    lastCalls: async () => (await send('GET', '/calls')).last,
    outbox: async (ticketId) => (await send('GET', `/outbox?ticket=${ticketId}`)).data,
    habits: async (habits) => void (await send('PUT', '/habits', habits)),
    move: async (seconds) => void (await send('POST', '/clock', { move: seconds })),
    insert: async (wanted) => (await send('POST', '/tickets', wanted)).ids,
    remove: async (ids) => void (await send('DELETE', '/tickets', { ids })),
    change: async (ids, set) => void (await send('PATCH', '/tickets', { ids, set })),
  };
}

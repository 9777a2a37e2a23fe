import type { TestGateway } from '../helpers/test-gateway.ts';

/** What of a sandbox the tests of writes look at. */
type Seen = Pick<TestGateway, 'sandbox' | 'admin'>;

/** Every message in the outbox: for which ticket, to whom. */
export async function outbox({ sandbox }: Seen): Promise<{ ticket: number; address: string }[]> {
  const answer = await sandbox.fetch(new Request('http://sandbox.test/_sandbox/outbox'));
  return (await answer.json()).data;
}

/** How many messages somebody was sent. */
export const messagesTo = async (seen: Seen, address: string): Promise<number> =>
  (await outbox(seen)).filter((message) => message.address === address).length;

/** Calls of one kind that reached the sandbox, such as `POST /tickets`. */
export async function callsOf({ admin }: Seen, call: string): Promise<number> {
  return (await admin.lastCalls()).filter(({ method, path }) => `${method} ${path}` === call).length;
}

let serial = 0;

/** An address that nobody else was given. */
export function somebody(): string {
  serial += 1;
  return `guest-${process.pid}-${serial}@example.com`;
}

/** A token of a user that nobody had before, as a client that signs in again gets. */
export async function newToken({ sandbox }: Seen, login: string): Promise<string> {
  const form = new URLSearchParams({ username: login, password: 'sandbox' });
  const answer = await sandbox.fetch(
    new Request('http://sandbox.test/api/v3/token', { method: 'POST', body: form }),
  );
  const { access_token: token } = await answer.json();
  if (typeof token !== 'string') throw new Error('no token');
  return token;
}

/** The id of the ticket that a mutation answers. @throws if it answers none */
export function ticketIdOf(result: object | null | undefined): string {
  if (result != null && 'ticketId' in result) return String(result.ticketId);
  throw new Error(`no ticket: ${JSON.stringify(result)}`);
}

/** Whether a mutation did it, and no earlier one. */
export const isFirst = (result: object | null | undefined): boolean =>
  result != null && 'replayed' in result && result.replayed === false;

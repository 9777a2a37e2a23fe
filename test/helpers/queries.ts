import { WhoAmIDocument } from '../generated/graphql.ts';
import type { SeenCall } from './admin.ts';
import type { TestGateway } from './test-gateway.ts';

/** Makes the gateway know who these tokens belong to, so that what follows costs what it costs a known caller. */
export async function warmUpCallers(world: TestGateway, ...logins: string[]): Promise<void> {
  for (const login of logins) await world.ask(WhoAmIDocument, {}, asUser(login));
}

/** Asks with the token of one of the cast. */
export const asUser = (login: string): { token: string } => ({ token: `sandbox-${login}` });

/** The last calls that reached the ticket API, the newest last. */
export async function lastCalls(world: TestGateway, count: number): Promise<SeenCall[]> {
  return (await world.admin.lastCalls()).slice(-count);
}

/** What the last call to the ticket API carried. */
export async function lastUpstreamParams(world: TestGateway): Promise<Record<string, string>> {
  const [call] = await lastCalls(world, 1);
  return call?.parameters ?? {};
}

/** What the ticket API itself answers, past the gateway. */
export async function upstream(world: TestGateway, path: string, login = 'alice') {
  const headers = { authorization: `Bearer sandbox-${login}` };
  const answer = await world.sandbox.fetch(new Request(`${world.upstreamUrl}${path}`, { headers }));
  return answer.json();
}

/** The global id of something, as the gateway writes it. */
export const globalId = (typename: string, id: string | number): string =>
  Buffer.from(`${typename}:${id}`).toString('base64url');

/** The codes of an answer's errors, in their order. */
export const codes = (answer: { errors: { extensions: { code: string } }[] | undefined }): string[] =>
  (answer.errors ?? []).map((error) => error.extensions.code);

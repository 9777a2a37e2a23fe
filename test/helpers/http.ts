import type { SeenError, TestGateway } from './test-gateway.ts';

/** What came back for a request as a client's library sends it, and what it cost. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: SeenError[] | undefined;
  readonly extensions: Record<string, unknown>;
  readonly calls: number;
}

/** How it is sent. */
export interface Posting {
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  /** Every member becomes a part of the URL: texts as they are, the rest as JSON. */
  readonly get?: boolean;
}

/** Sends a body of any form through the front door. */
export async function post(
  world: TestGateway,
  body: Readonly<Record<string, unknown>>,
  { token = 'sandbox-alice', headers = {}, get = false }: Posting = {},
): Promise<Posted> {
  const before = await world.admin.calls();
  const sent = {
    accept: 'application/graphql-response+json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(get ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const url = 'http://gateway.test/graphql';
  const parts = Object.entries(body).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await world.fetch(
    get
      ? new Request(`${url}?${new URLSearchParams(parts)}`, { headers: sent })
      : new Request(url, { method: 'POST', headers: sent, body: JSON.stringify(body) }),
  );
  const answer = await response.json();
  const calls = (await world.admin.calls()) - before;
  return { ...answer, status: response.status, headers: response.headers, calls };
}

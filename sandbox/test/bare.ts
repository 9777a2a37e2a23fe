import type { Api } from './api.ts';

/** What came back, unchecked: for answers that are meant to break the contract. `body` is undefined where it is no JSON. */
export interface BareAnswer {
  status: number;
  type: string | null;
  headers: Headers;
  text: string;
  body: unknown;
}

/** A call as alice, its path with its query as it stands; the answer is not compared with the contract. */
export async function bare(
  api: Api,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<BareAnswer> {
  const headers = { authorization: 'Bearer sandbox-alice', ...init.headers };
  const request = new Request(`http://sandbox.test/api/v3${path}`, { ...init, method, headers });
  const answer = await api.sandbox.fetch(request);
  const text = await answer.text();
  const type = answer.headers.get('content-type')?.split(';')[0] ?? null;
  return { status: answer.status, type, headers: answer.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

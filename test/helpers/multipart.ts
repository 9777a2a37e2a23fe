import type { Asking, SeenError, TestGateway } from './test-gateway.ts';

/** What Apollo Kotlin 4, Apollo iOS 2 and Apollo Client 4 send with a query, each as it writes it. */
export const APOLLO_ACCEPTS = {
  kotlin: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json',
  ios: 'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
  client: 'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9',
} as const;

/** What is added by a part that is not the first. */
export interface SeenIncrement {
  data: Record<string, unknown> | null;
  path: (string | number)[];
  label?: string;
  errors?: SeenError[];
}

/** One part of an answer. */
export interface SeenPart {
  data?: Record<string, unknown> | null;
  errors?: SeenError[];
  incremental?: SeenIncrement[];
  hasNext: boolean;
  extensions?: { cost: { planned: number; bound: number; actual: number } } & Record<string, unknown>;
}

/** An answer in parts as a client sees it. `calls` is what the sandbox counted. */
export interface SeenParts {
  status: number;
  headers: Headers;
  text: string;
  parts: SeenPart[];
  calls: number;
}

/** A request for an answer in parts. */
export function requestParts(
  query: string,
  variables: object = {},
  { token = 'sandbox-alice', headers = {} }: Asking = {},
): RequestInit {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: APOLLO_ACCEPTS.kotlin,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  };
}

/** Asks through the front door, and reads all parts. */
export async function askParts(
  world: TestGateway,
  query: string,
  variables: object = {},
  asking: Asking = {},
): Promise<SeenParts> {
  const before = await world.admin.calls();
  const request = new Request('http://gateway.test/graphql', requestParts(query, variables, asking));
  const { status, headers, ...response } = await answerOf(world, request);
  return { status, headers, ...response, calls: (await world.admin.calls()) - before };
}

async function answerOf(world: TestGateway, request: Request) {
  const response = await world.fetch(request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, parts: partsOf(text) };
}

const HEAD = 'content-type: application/json\r\n\r\n';

/**
 * Takes a body apart as strictly as the strictest client, Apollo iOS 1: it splits at the boundary wherever it stands, compares
 * the head of a part letter by letter, and wants `hasNext` with `data` or `incremental` in each.
 */
export function partsOf(body: string): SeenPart[] {
  const end = /\r\n-----(?:\r\n)?$/.exec(body);
  if (end === null) throw new Error(`This body has no end: ${body}`);
  const [before, ...chunks] = body.slice(0, end.index).split('---');
  if (before !== '\r\n') throw new Error(`Something stands before the first part: ${body}`);
  return chunks.map((chunk) => {
    const part = chunk.replace(/^\r\n|\r\n$/g, '');
    if (!part.startsWith(HEAD)) throw new Error(`This is no part: ${chunk}`);
    const read = JSON.parse(part.slice(HEAD.length));
    const formed = 'hasNext' in read && ('data' in read || 'incremental' in read);
    if (!formed) throw new Error(`No client takes this: ${chunk}`);
    return read;
  });
}

/** What an answer in parts comes to, put together as clients do. */
export function merged(parts: readonly SeenPart[]): Record<string, unknown> | null {
  const data = structuredClone(parts[0]?.data ?? null);
  for (const { path, data: more } of parts.flatMap(({ incremental = [] }) => incremental)) {
    let target: unknown = data;
    for (const step of path) target = target instanceof Object ? Reflect.get(target, step) : undefined;
    if (!(target instanceof Object)) throw new Error(`Nothing is at ${path.join('.')}`);
    if (more !== null) merge(target, more);
  }
  return data;
}

function merge(target: object, more: object): void {
  for (const [name, value] of Object.entries(more)) {
    const known: unknown = Reflect.get(target, name);
    if (known instanceof Object && value instanceof Object) merge(known, value);
    else Reflect.set(target, name, value);
  }
}

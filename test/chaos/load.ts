/**
 * A mixed load: what apps send, whole, in parts and by the hash of a document, what hostile clients send, clients that leave, and
 * writes that clean up after themselves.
 */
import { createHash } from 'node:crypto';
import { APOLLO_ACCEPTS, partsOf, type SeenPart } from '../helpers/multipart.ts';
import type { SeenError } from '../helpers/test-gateway.ts';
import { requestOf } from '../hostile/case.ts';
import { CASES } from '../hostile/cases.ts';

/** What became of the load so far. */
export interface Tally {
  operations: number;
  /** Answers by code; `ok` has no error. */
  readonly codes: Record<string, number>;
  /** What must not be: answers that are neither right nor of the error contract. */
  readonly wrong: string[];
}

const READS = [
  (at: number) =>
    `{ tickets(first: ${(at % 40) + 1}) { nodes { id subject state requestor { name } } pageInfo { endCursor } } }`,
  (at: number) =>
    `{ tickets(first: 3) { nodes { id medias(first: ${(at % 5) + 1}) { nodes { id title } } events(first: 5) { nodes { id name } } } } }`,
  (at: number) => `{ tickets(first: 10, filter: { search: "word ${at}" }) { nodes { id } totalCount } }`,
  (at: number) =>
    `query Q${at} { viewer { user { id username } } ticket(ticketId: "${82_000 + (at % 60)}") { subject events(first: 9) { nodes { nameRaw } } } }`,
];

const DEFERRED = `query Detail($id: ID!) {
  ticket(ticketId: $id) {
    subject
    ... @defer { medias(first: 3) { nodes { id } } }
    ... @defer { events(first: 3) { nodes { nameRaw } } }
  }
}`;

/** Puts load on an endpoint until the time is up, with so many clients at once, each with a pause after each operation. */
export async function load(
  url: string,
  seconds: number,
  clients: number,
  pauseMs: number,
  tally: Tally = { operations: 0, codes: {}, wrong: [] },
): Promise<Tally> {
  const until = performance.now() + seconds * 1000;
  let at = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      at += 1;
      tally.operations += 1;
      await step(url, at, tally);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return tally;
}

async function step(url: string, at: number, tally: Tally): Promise<void> {
  const hostile = CASES[at % CASES.length];
  if (at % 10 === 0 && hostile !== undefined) {
    // One that is refused before its end may find its connection cut.
    await fetch(requestOf(hostile, url)).then(
      (response) => response.text(),
      () => '',
    );
  } else if (at % 10 === 1)
    await ask(url, { query: READS[1]?.(at) ?? '' }, tally, { signal: AbortSignal.timeout(at % 30) });
  else if (at % 10 === 2) await lifeOfATicket(url, at, tally);
  else if (at % 10 === 3) await inParts(url, at, tally);
  else if (at % 10 === 4) await byHash(url, READS[at % 7 === 0 ? 3 : 0]?.(at % 100) ?? '', tally);
  else await ask(url, { query: READS[at % READS.length]?.(at) ?? '' }, tally);
}

/** Every other client leaves: before the first part, between parts, or when all are there. */
async function inParts(url: string, at: number, tally: Tally): Promise<void> {
  const leaves = at % 20 === 3 ? { signal: AbortSignal.timeout(at % 50) } : {};
  const body = { query: DEFERRED, variables: { id: String(82_000 + (at % 60)) } };
  await ask(url, body, tally, { accept: APOLLO_ACCEPTS.ios, ...leaves });
}

/** As automatic persisted queries go: the text is sent only where the hash is not known. */
async function byHash(url: string, query: string, tally: Tally): Promise<void> {
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash } };
  const answer = await ask(url, { extensions }, tally);
  if (answer.includes('PersistedQueryNotFound')) await ask(url, { query, extensions }, tally);
}

async function lifeOfATicket(url: string, at: number, tally: Tally): Promise<void> {
  const made = await ask(
    url,
    {
      query: `mutation { createTicket(input: { emails: ["load@example.com"], subject: "Load ${at}" }) { __typename ... on CreateTicketSuccess { ticket { ticketId } } ... on TicketError { code } } }`,
    },
    tally,
  );
  const id = /"ticketId":"(\d+)"/.exec(made)?.[1];
  if (id === undefined) return;
  const input = `ticketId: "${id}"`;
  const change = `mutation { updateTicket(input: { ${input}, subject: "More" }) { __typename } }`;
  await ask(url, { query: change }, tally);
  await ask(url, { query: `mutation { deleteTicket(input: { ${input} }) { __typename } }` }, tally);
}

async function ask(
  url: string,
  body: object,
  tally: Tally,
  { signal, accept = '*/*' }: { signal?: AbortSignal; accept?: string } = {},
): Promise<string> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-alice', accept },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    const isOne = response.headers.get('content-type')?.startsWith('application/') === true;
    const errors = (isOne ? [JSON.parse(text)] : partsOf(text)).flatMap(errorsOf);
    const codes = errors.length === 0 ? ['ok'] : errors.map(({ extensions }) => extensions.code);
    for (const code of codes) tally.codes[code] = (tally.codes[code] ?? 0) + 1;
    // Eight clients never run twenty operations at once.
    if (response.status >= 500 || codes.some((code) => /^(INTERNAL_SERVER_ERROR|OVERLOADED)$/.test(code))) {
      tally.wrong.push(`${response.status} ${codes.join(' ')}`);
    }
    return text;
  } catch (error) {
    const left = signal?.aborted === true;
    tally.codes['left'] = (tally.codes['left'] ?? 0) + (left ? 1 : 0);
    if (!left) tally.wrong.push(String(error));
    return '';
  }
}

const errorsOf = ({ errors = [], incremental = [] }: Partial<SeenPart>): SeenError[] => [
  ...errors,
  ...incremental.flatMap((increment) => increment.errors ?? []),
];

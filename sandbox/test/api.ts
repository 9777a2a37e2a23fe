import { createSandbox, type Sandbox, type SandboxOptions } from '../src/sandbox.ts';
import { operationOf, validate } from './contract.ts';

/** A ticket, as far as the tests look at it. */
export interface Ticket {
  id: number;
  state: string;
  type: string;
  subject: string | null;
  reference: string | null;
  description: string | null;
  service_key: string;
  language: string;
  created: string;
  modified: string;
  start_time: string | null;
  end_time: string | null;
  duration: number;
  agent: { id: number; username: string; url: string | null } | null;
  group: { id: number; name: string } | null;
  requestor: {
    id: number;
    name: string | null;
    firstname: string | null;
    company: string | null;
    gender: string | null;
    country: string | null;
    email: string[];
    phone: string[];
    url: string;
  };
  geoloc: { lat: number; lng: number } | null;
  metadata?: unknown;
}

/** A page of a list. */
export interface Page<Row> {
  data: Row[];
  total: number;
  next_offset: number | null;
}

/** An entry of a timeline. */
export interface Event {
  id: string;
  eventName: string;
  timestamp: string;
  source: string;
  data: Record<string, unknown>;
}

/** A refusal. */
interface Refusal {
  code: number;
  message: string;
  details: string;
}

/** What a call answered. */
interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

type Values = Record<string, string | number | boolean | undefined>;
type Place = 'query' | 'form' | 'json';

/** Calls in somebody's name; every answer is checked against the contract. */
interface Voice {
  get<Body = Refusal>(path: string, query?: Values): Promise<Answer<Body>>;
  post<Body = Refusal>(path: string, values?: Values, place?: Place): Promise<Answer<Body>>;
  put<Body = Refusal>(path: string, values?: Values, place?: Place): Promise<Answer<Body>>;
  patch<Body = Refusal>(path: string, values?: Values, place?: Place): Promise<Answer<Body>>;
  delete<Body = Refusal>(path: string): Promise<Answer<Body>>;
}

/** A sandbox with a clock that stands still until it is moved. */
export interface Api {
  sandbox: Sandbox;
  /** Speaks with a login's fixed token, or with any other token; null: with none. */
  as(who: string | null): Voice;
  /** Lets time pass, in seconds. */
  pass(seconds: number): void;
  /** A call of the admin path; its answer is no part of the contract. */
  admin<Body = Record<string, unknown>>(method: string, path: string, json?: unknown): Promise<Answer<Body>>;
  /** Errors that nobody foresaw. Empty after every test. */
  faults: unknown[];
}

/** When the tests' clock stands, unless it is moved. */
export const NOW = '2026-03-10T09:30:00Z';

/** Opens a sandbox in memory; close it with `api.sandbox.close()`. */
export async function openApi(options: Partial<SandboxOptions> = {}): Promise<Api> {
  let now = Date.parse(NOW);
  const faults: unknown[] = [];
  const sandbox = await createSandbox({
    ...{
      db: ':memory:',
      tickets: 0,
      seed: 7,
      rateLimit: 0,
      admin: true,
      jwtSecret: 'a secret of thirty-two characters',
    },
    clock: () => now,
    onFault: (error) => faults.push(error),
    ...options,
  });
  return {
    sandbox,
    faults,
    as: (who) => voice(sandbox, who),
    pass(seconds) {
      now += seconds * 1000;
    },
    admin: async (method, path, json) => {
      const init = json === undefined ? { method } : { method, ...jsonBody(json) };
      return read(await sandbox.fetch(new Request(`http://sandbox.test/_sandbox${path}`, init)));
    },
  };
}

function voice(sandbox: Sandbox, who: string | null): Voice {
  const token = sandbox.tokens.find(({ name }) => name === who)?.token ?? who;
  const authorization: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  async function call<Body>(
    method: string,
    path: string,
    values: Values,
    place: Place,
  ): Promise<Answer<Body>> {
    const texts = defined(values);
    const query = place === 'query' ? `?${new URLSearchParams(texts)}` : '';
    const init =
      place === 'form' ? { body: new URLSearchParams(texts) } : place === 'json' ? jsonBody(values) : {};
    const headers = { ...authorization, ...('headers' in init ? init.headers : {}) };
    const url = `http://sandbox.test/api/v3${path}${query}`;
    const answer = await read<Body>(await sandbox.fetch(new Request(url, { method, ...init, headers })));
    const operation = operationOf(method, path);
    if (operation !== undefined) validate(operation, answer.status, answer.body);
    return answer;
  }
  return {
    get: (path, query = {}) => call('GET', path, query, 'query'),
    post: (path, values = {}, place = 'query') => call('POST', path, values, place),
    put: (path, values = {}, place = 'query') => call('PUT', path, values, place),
    patch: (path, values = {}, place = 'query') => call('PATCH', path, values, place),
    delete: (path) => call('DELETE', path, {}, 'query'),
  };
}

function defined(values: Values): Record<string, string> {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

function jsonBody(json: unknown) {
  return { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
}

async function read<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  // @NOTE the shape is checked against the contract by the caller; the type says which part a test looks at.
  const body = (text === '' ? undefined : JSON.parse(text)) as Body;
  return { status: response.status, headers: response.headers, body };
}

import type { Api, Event, Page, Ticket } from './api.ts';
import { makePng } from './files/make-png.ts';

/** What a link's page knows, as far as the tests look at it. */
export interface Standing {
  state: string;
  stage: string;
  answered?: boolean;
  agentIsThere?: boolean;
  message?: string;
}

/** Somebody with a link. */
export interface Linked {
  /** Opens the page; answers the response. */
  open(): Promise<Response>;
  state(): Promise<{ status: number; body: Standing }>;
  /** Does something by the API beside the page. */
  act(action: string, body?: unknown): Promise<{ status: number; body: Standing & { code?: number } }>;
}

/** A guest with their link. */
export function guestOf(api: Api, url: string): Linked {
  return linked(api, url, (action) => `${url}/${action}`);
}

/** The agent with theirs. */
export function agentOf(api: Api, url: string): Linked {
  const { origin, search } = new URL(url);
  return linked(api, url, (action) => `${origin}/agent/${action}${search}`);
}

function linked(api: Api, url: string, address: (action: string) => string): Linked {
  const send = async (request: Request) => {
    const answer = await api.sandbox.fetch(request);
    return { status: answer.status, body: await answer.json() };
  };
  return {
    open: () => api.sandbox.fetch(new Request(url)),
    state: () => send(new Request(address('state'))),
    act: (action, body = {}) =>
      send(
        new Request(address(action), {
          method: 'POST',
          ...(body instanceof Buffer
            ? { body: new Uint8Array(body), headers: { 'content-type': 'image/png' } }
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        }),
      ),
  };
}

/** A ticket of alice's with the links of everybody. */
export async function invited(api: Api, values: Record<string, string | number> = {}) {
  const wanted = {
    email: 'zoe@example.com',
    firstName: 'Zoé',
    agent: 'alice',
    invite: 1,
    scope: 'sso',
    ...values,
  };
  const { body } = await api.as('alice').post<Ticket>('/tickets', wanted);
  return {
    id: body.id,
    ticket: body,
    guest: guestOf(api, body.requestor.url),
    agent: agentOf(api, body.agent?.url ?? ''),
    read: async () => (await api.as('alice').get<Ticket>(`/tickets/${body.id}`)).body,
    /** `name by source`, from the given event on. */
    told: async (from = 0) =>
      (await api.as('alice').get<Page<Event>>(`/tickets/${body.id}/events`)).body.data
        .slice(from)
        .map(({ eventName, source }) => `${eventName} by ${source}`),
  };
}

/** A small picture. */
export const PICTURE: Buffer = makePng({ width: 2, height: 2, colour: 2, rows: Buffer.alloc(14) });

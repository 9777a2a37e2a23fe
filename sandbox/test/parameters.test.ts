import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi, type Ticket } from './api.ts';
import { bare } from './bare.ts';
import { parametersOf } from './contract.ts';

type Values = Record<string, string>;
/** A value that must make a difference, and what has to be sent beside it for that. */
type Sample = readonly [value: string, beside?: Values];

const MULTI = 'video-assistance-multi-participants';
const SEVERAL = { type: MULTI, invite: '1', agent: 'bob' };
const SECOND_SERVICE = 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf';

const SAMPLES: Readonly<Record<string, Readonly<Record<string, Sample>>>> = {
  createTicket: {
    ...{ name: ['Martin'], firstName: ['Paul'], company: ['Quay'], gender: ['male'], country: ['FR'] },
    ...{
      phone: ['+447700900123'],
      email: ['b@example.com', { phone: '+447700900123' }],
      language: ['fr'],
      type: [MULTI],
    },
    ...{
      subject: ['Boiler'],
      reference: ['R'],
      description: ['Cold'],
      group: ['77'],
      agent: ['bob'],
      invite: ['1'],
    },
    ...{
      agentTemplate: ['hestia-letter', SEVERAL],
      requestorTemplate: ['hestia-letter', { invite: '1' }],
      inviteOrganizer: ['false', SEVERAL],
    },
    // A reminder shows nowhere before it is due; that it is looked at shows in its refusal.
    ...{
      startTime: ['2026-05-01T08:00:00Z'],
      duration: ['45'],
      reminder: ['61'],
      service_key: [SECOND_SERVICE],
    },
    scope: ['sso', { agent: 'bob' }],
  },
  listTickets: {
    ...{
      since: ['2026-03-01T00:00:00Z'],
      until: ['2026-03-01T00:00:00Z'],
      startTime: ['2026-03-01T00:00:00Z'],
    },
    ...{
      endTime: ['2026-03-01T00:00:00Z'],
      search: ['boiler'],
      orderby: ['created'],
      order: ['asc'],
      limit: ['3'],
    },
    ...{
      offset: ['1'],
      user: ['all'],
      group: ['78'],
      reference: ['nobody’s'],
      type: [MULTI],
      requestor: ['1'],
    },
    ...{ scope: ['sso'], service_key: [SECOND_SERVICE] },
  },
  getTicket: { scope: ['sso'] },
  updateTicket: {
    ...{
      agent: ['bob'],
      state: ['inprogress'],
      reference: ['R-2'],
      description: ['Warm'],
      subject: ['Radiator'],
      group: ['78'],
    },
  },
  listEnterpriseUsers: { limit: ['2'], offset: ['3'] },
  createToken: {
    ...{ grant_type: ['magic'], username: ['nobody'], password: ['wrong'] },
    assertion: ['x', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }],
  },
};

let api: Api;

beforeAll(async () => {
  api = await openApi({ tickets: 120 });
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

/** What a call did, without what differs from call to call: ids, and the secret part of links. */
async function outcome(operation: string, values: Values): Promise<string> {
  const query = new URLSearchParams(values);
  const effect = await EFFECTS[operation]?.(query);
  return JSON.stringify(effect)
    .replaceAll(/"id":\d+/g, '"id":0')
    .replaceAll(/(\/i\/|token=)[\w-]{24}/g, '$1…');
}

const EFFECTS: Readonly<Record<string, (query: URLSearchParams) => Promise<unknown>>> = {
  async createTicket(query) {
    if (!query.has('email') && !query.has('phone')) query.set('email', 'a@example.com');
    const { status, body } = await bare(api, 'POST', `/tickets?${query}`);
    const { id } = (body ?? {}) as Partial<Ticket>;
    const { data } = (
      await api.admin<{ data: Record<string, unknown>[] }>('GET', `/outbox?ticket=${id ?? 0}`)
    ).body;
    return [status, body, data.map((message) => ({ ...message, ticket: 0 }))];
  },
  listTickets: async (query) => (await bare(api, 'GET', `/tickets?${query}`)).body,
  async getTicket(query) {
    const { id } = await fresh();
    return (await bare(api, 'GET', `/tickets/${id}?${query}`)).body;
  },
  async updateTicket(query) {
    const { id } = await fresh();
    await bare(api, 'PUT', `/tickets/${id}?${query}`);
    return (await bare(api, 'GET', `/tickets/${id}`)).body;
  },
  listEnterpriseUsers: async (query) => (await bare(api, 'GET', `/enterprises/3573/users?${query}`)).body,
  async createToken(query) {
    const login = query.has('assertion') ? {} : { username: 'alice', password: 'sandbox' };
    const all = new URLSearchParams({ ...login, ...Object.fromEntries(query) });
    const { status, body } = await bare(api, 'POST', `/token?${all}`);
    return [status, status === 200 ? undefined : body];
  },
};

async function fresh(): Promise<Ticket> {
  const values = { email: 'a@example.com', agent: 'alice', subject: 'S' };
  return (await api.as('alice').post<Ticket>('/tickets', values)).body;
}

describe.each(Object.entries(SAMPLES))('%s', (operation, samples) => {
  test('has a sample here for every parameter of the contract', () => {
    expect(Object.keys(samples).sort()).toEqual(parametersOf(operation).sort());
  });

  test.each(Object.entries(samples))('looks at %s', async (name, [value, beside = {}]) => {
    const without = await outcome(operation, beside);
    expect(await outcome(operation, beside)).toBe(without);
    expect(await outcome(operation, { ...beside, [name]: value })).not.toBe(without);
  });
});

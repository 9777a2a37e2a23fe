import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Api, type Event, openApi, type Page, type Ticket } from './api.ts';

let api: Api;

beforeEach(async () => {
  api = await openApi();
});
afterEach(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

type Values = Record<string, string | number | boolean>;
const create = (values: Values, place: 'query' | 'form' | 'json' = 'query') =>
  api.as('alice').post<Ticket>('/tickets', values, place);
const refused = (values: Values) => api.as('alice').post('/tickets', values);

const FULL = {
  ...{
    name: 'Martin',
    firstName: 'Paul',
    company: 'North Quay',
    gender: 'male',
    country: 'FR',
    language: 'fr',
  },
  ...{ phone: '+33639980001,+33 6 39.98-00 02', email: 'paul@example.com, p.martin@example.org' },
  ...{ type: 'video-assistance', subject: 'Boiler', reference: 'CASE-1', description: 'Error <b>E04</b>' },
  ...{ group: 77, agent: 'bob', startTime: '2026-03-12T15:00:00Z', duration: 45, reminder: 15 },
  ...{ service_key: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf', scope: 'sso' },
};

test.each(['query', 'form', 'json'] as const)('stores every parameter, sent as %s', async (place) => {
  const { status, body } = await create(FULL, place);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ state: 'open', type: 'video-assistance', subject: 'Boiler', reference: 'CASE-1', language: 'fr' },
    ...{ description: 'Error <b>E04</b>', service_key: FULL.service_key, duration: 45 },
    ...{ created: '2026-03-10T09:30:00+00:00', modified: '2026-03-10T09:30:00+00:00' },
    ...{ start_time: '2026-03-12T15:00:00+00:00', end_time: '2026-03-12T15:45:00+00:00' },
    ...{ agent: { id: 1202, username: 'bob' }, group: { id: 77, name: 'Level 1' } },
    requestor: {
      ...{ name: 'Martin', firstname: 'Paul', company: 'North Quay', gender: 'male', country: 'FR' },
      ...{ email: ['paul@example.com', 'p.martin@example.org'], phone: ['+33639980001', '+33639980002'] },
    },
  });
  expect(body.agent?.url).toMatch(/^http:\/\/sandbox\.test\/agent\/\?token=.{24}$/);
  expect(body.requestor.url).toMatch(/^http:\/\/sandbox\.test\/i\/.{24}$/);
  const read = await api.as('alice').get<Ticket>(`/tickets/${body.id}`, { scope: 'sso' });
  expect(read.body).toEqual(body);
});

test('one address is enough, and the rest takes its default', async () => {
  const { body } = await create({ phone: '+447700900123' });
  expect(body).toMatchObject({
    ...{
      state: 'new',
      type: 'video-assistance',
      language: 'en',
      duration: 30,
      start_time: null,
      end_time: null,
    },
    ...{ subject: null, reference: null, description: null, agent: null, group: null, geoloc: null },
    service_key: 'sfa6mdbzx9vigfvryihfokt9khux8qan',
    requestor: { name: null, email: [], phone: ['+447700900123'] },
  });
});

test('fields that a form sends empty are as good as not sent', async () => {
  const { body } = await create(
    { email: 'a@example.com', phone: '', agent: '', country: '', startTime: '', invite: '' },
    'form',
  );
  expect(body).toMatchObject({ state: 'new', agent: null, start_time: null });
});

test('the agent may be named by id', async () => {
  expect((await create({ email: 'a@example.com', agent: 1202 })).body.agent?.username).toBe('bob');
});

test('the agent link is told only where it was asked for', async () => {
  const { body } = await create({ email: 'a@example.com', agent: 'alice' });
  expect(body.agent?.url).toBeNull();
  const read = await api.as('alice').get<Ticket>(`/tickets/${body.id}`, { scope: 'sso' });
  expect(read.body.agent?.url).toContain('token=');
});

test('the same address is the same contact, within one enterprise', async () => {
  const first = (await create({ email: 'Zoe@example.com' })).body.requestor.id;
  expect((await create({ email: 'zoe@example.com', name: 'Zoe' })).body.requestor.id).toBe(first);
  expect((await create({ email: 'max@example.com' })).body.requestor.id).not.toBe(first);
  const elsewhere = await api.as('erin').post<Ticket>('/tickets', { email: 'zoe@example.com' });
  expect(elsewhere.body.requestor.id).not.toBe(first);
});

describe.each<[string, Values, string]>([
  ['no address at all', {}, 'phone'],
  ['only blanks for addresses', { email: ' , ', phone: ',' }, 'phone'],
  ['a malformed email', { email: 'paul' }, 'email'],
  ['one malformed email of two', { email: 'a@example.com,b@' }, 'email'],
  ['a shared mailbox', { email: 'info@example.com' }, 'email'],
  [
    'a shared mailbox in capitals, beside a good one',
    { email: 'a@example.com,NoReply@example.com' },
    'email',
  ],
  ['a national phone number', { phone: '0639980001' }, 'phone'],
  ['a phone number whose plus became a blank', { phone: ' 33639980001' }, 'phone'],
  ['a phone number of letters', { phone: '+33CALLME' }, 'phone'],
  ['a phone number that is too long', { phone: '+1234567890123456' }, 'phone'],
  ['an unknown type', { email: 'a@example.com', type: 'hologram' }, 'type'],
  ['an unknown language', { email: 'a@example.com', language: 'xx' }, 'language'],
  ['an unknown gender', { email: 'a@example.com', gender: 'x' }, 'gender'],
  ['a country in small letters', { email: 'a@example.com', country: 'fr' }, 'country'],
  ['a country that is none', { email: 'a@example.com', country: 'QQ' }, 'country'],
  ['a country by name', { email: 'a@example.com', country: 'France' }, 'country'],
  ['an unknown agent', { email: 'a@example.com', agent: 'mallory' }, 'agent'],
  ['an agent of another enterprise', { email: 'a@example.com', agent: 'erin' }, 'agent'],
  ['a group of another enterprise', { email: 'a@example.com', group: 91 }, 'group'],
  ['a group that is no number', { email: 'a@example.com', group: 'Level 1' }, 'group'],
  [
    'a service of another enterprise',
    { email: 'a@example.com', service_key: 'b7n3r5t8w1y4k6m9p2d0f5h8j1l3v6xz' },
    'service_key',
  ],
  ['a start without Z', { email: 'a@example.com', startTime: '2026-03-12T15:00:00' }, 'startTime'],
  [
    'a start in another zone',
    { email: 'a@example.com', startTime: '2026-03-12T15:00:00+01:00' },
    'startTime',
  ],
  [
    'a start on a day that is none',
    { email: 'a@example.com', startTime: '2026-02-30T15:00:00Z' },
    'startTime',
  ],
  ['a duration of nothing', { email: 'a@example.com', duration: 0 }, 'duration'],
  ['half a minute', { email: 'a@example.com', duration: '0.5' }, 'duration'],
  ['a reminder of nothing', { email: 'a@example.com', reminder: 0 }, 'reminder'],
  ['a reminder too early', { email: 'a@example.com', reminder: 61 }, 'reminder'],
  ['an invite that is neither yes nor no', { email: 'a@example.com', invite: 'yes' }, 'invite'],
  ['an unknown scope', { email: 'a@example.com', scope: 'sso,root' }, 'scope'],
])('with %s', (_what, values, parameter) => {
  test(`it is refused for ${parameter}, and nothing is made`, async () => {
    const { status, body } = await refused(values);
    expect({ status, code: body.code, details: body.details }).toEqual({
      ...{ status: 400, code: 10, details: `Parameter ${parameter}` },
    });
    expect((await api.as('alice').get<Page<Ticket>>('/tickets')).body.total).toBe(0);
  });
});

test('a refusal has the contract’s words for a value that is not to choose', async () => {
  const { body } = await refused({ email: 'a@example.com', type: 'hologram' });
  expect(body).toEqual({
    code: 10,
    message: 'The selected type field is invalid.',
    details: 'Parameter type',
  });
});

test('a refusal never repeats an address', async () => {
  const { body } = await refused({ email: 'secret.person@', phone: '0639989999' });
  expect(JSON.stringify(body)).not.toMatch(/secret|0639989999/);
});

describe('with several participants', () => {
  const several = {
    type: 'video-assistance-multi-participants',
    email: 'a@example.com,b@example.com',
    phone: '+33639980003',
  };

  test.each(['name', 'firstName', 'company', 'gender', 'country'])(
    'the %s of one person is refused',
    async (name) => {
      const value = { gender: 'female', country: 'FR' }[name] ?? 'x';
      const { status, body } = await refused({ ...several, [name]: value });
      expect({ status, details: body.details }).toEqual({ status: 400, details: `Parameter ${name}` });
    },
  );

  test('the requestor is the first, with the addresses of all', async () => {
    const { body } = await create(several);
    expect(body.requestor).toMatchObject({
      email: ['a@example.com', 'b@example.com'],
      phone: ['+33639980003'],
    });
    const alone = await create({ email: 'a@example.com' });
    expect(alone.body.requestor.id).toBe(body.requestor.id);
  });

  test.each([
    [undefined, ['a@example.com', 'b@example.com', '+33639980003', 'bob.keller@hestia.example']],
    ['false', ['a@example.com', 'b@example.com', '+33639980003']],
  ])('inviteOrganizer=%s decides whether the agent is invited too', async (inviteOrganizer, addresses) => {
    const values = {
      ...several,
      invite: '1',
      agent: 'bob',
      ...(inviteOrganizer === undefined ? {} : { inviteOrganizer }),
    };
    const { body } = await create(values);
    const outbox = await outboxOf(body.id);
    expect(outbox.map(({ address }) => address)).toEqual(addresses);
    expect(new Set(outbox.map(({ link }) => link)).size).toBe(addresses.length);
  });
});

interface Message {
  channel: string;
  kind: string;
  address: string;
  language: string;
  template: string | null;
  subject: string;
  link: string;
}

async function outboxOf(ticket: number): Promise<Message[]> {
  return (await api.admin<{ data: Message[] }>('GET', `/outbox?ticket=${ticket}`)).body.data;
}

async function timelineOf(ticket: number): Promise<string[]> {
  const { body } = await api.as('dana').get<Page<Event>>(`/tickets/${ticket}/events`);
  return body.data.map(({ eventName, source }) => `${eventName} by ${source}`);
}

describe('an invitation', () => {
  test.each(['1', 'true', 'TRUE'])(
    'goes out now with invite=%s: one message for each address',
    async (invite) => {
      const values = {
        email: 'a@example.com',
        phone: '+33639980004',
        invite,
        language: 'fr',
        requestorTemplate: 'hestia-short',
      };
      const { body } = await create(values);
      expect(body).toMatchObject({ state: 'invited', start_time: '2026-03-10T09:30:00+00:00' });
      expect(await outboxOf(body.id)).toMatchObject([
        {
          channel: 'email',
          kind: 'invitation',
          address: 'a@example.com',
          language: 'fr',
          template: 'hestia-short',
          subject: 'Votre assistance vidéo',
          link: body.requestor.url,
        },
        {
          channel: 'sms',
          address: '+33639980004',
          subject: null,
          link: body.requestor.url,
        },
      ]);
      expect(await timelineOf(body.id)).toEqual(['ticket.new by agent', 'ticket.invitationSent by system']);
    },
  );

  test.each(['0', 'false', 'FALSE'])('stays at home with invite=%s', async (invite) => {
    const { body } = await create({ email: 'a@example.com', invite });
    expect(body.state).toBe('new');
    expect(await outboxOf(body.id)).toEqual([]);
  });

  test('carries the subject of the ticket, and waits for no start of its own', async () => {
    const { body } = await create({
      email: 'a@example.com',
      invite: 1,
      subject: 'Meter',
      startTime: '2026-04-01T08:00:00Z',
    });
    expect(body.start_time).toBe('2026-04-01T08:00:00+00:00');
    expect((await outboxOf(body.id))[0]?.subject).toBe('Meter');
  });
});

test('the timeline begins with who made it and who treats it', async () => {
  const { body } = await create({ email: 'a@example.com', agent: 'bob' });
  const timeline = await api.as('alice').get<Page<Event>>(`/tickets/${body.id}/events`);
  const agent = {
    email: 'bob.keller@hestia.example',
    firstname: 'Bob',
    lastname: 'Keller',
    phone: '+33199560002',
  };
  expect(timeline.body.data).toMatchObject([
    { eventName: 'ticket.new', source: 'agent', timestamp: '2026-03-10T09:30:00+00:00', data: { agent } },
    { eventName: 'ticket.assigned', source: 'agent', data: { agent } },
  ]);
});

test('what the prose promises without a parameter is ignored', async () => {
  const { body } = await create({
    email: 'a@example.com',
    state: 'done',
    metadata: '{"a":1}',
    enterprise: 3608,
  });
  expect(body.state).toBe('new');
  expect(body).not.toHaveProperty('metadata');
});

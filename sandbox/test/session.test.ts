import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, type Event, openApi, type Page, type Ticket } from './api.ts';
import { agentOf, guestOf, invited, PICTURE } from './guest.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

/** A session with both in it. */
async function met(values: Record<string, string | number> = {}) {
  const world = await invited(api, values);
  await world.guest.act('accept');
  await world.guest.act('join', { consent: true });
  await world.agent.act('join');
  return world;
}

interface Media {
  id: number;
  title: string;
  url: string;
  size: number;
  user: object | null;
}

test('a whole life, by the links alone', async () => {
  const { id, guest, agent, read, told } = await invited(api);
  expect((await guest.open()).status).toBe(200);
  await guest.open();
  await guest.act('accept');
  expect((await guest.act('join', { consent: true })).body).toMatchObject({
    stage: 'joined',
    agentIsThere: false,
  });
  api.pass(60);
  expect((await agent.act('join')).body).toMatchObject({ state: 'inprogress', stage: 'joined' });
  expect(await read()).toMatchObject({
    ...{ state: 'inprogress', start_time: '2026-03-10T09:31:00+00:00' },
    conversation_id: expect.stringMatching(/^conv-/),
  });
  await guest.act('camera', { allowed: true });
  await guest.act('microphone', { allowed: false });
  await guest.act('location', { allowed: true, lat: 48.65, lng: -3.36 });
  expect((await read()).geoloc).toEqual({ lat: 48.65, lng: -3.36 });
  await guest.act('snapshot', PICTURE);
  await guest.act('leave');
  await guest.act('survey', { score: 5, comment: 'Fine' });
  await agent.act('complete');
  expect(await read()).toMatchObject({ state: 'done', end_time: '2026-03-10T09:31:00+00:00' });
  expect(await told()).toEqual([
    ...['ticket.new by agent', 'ticket.assigned by agent', 'ticket.invitationSent by system'],
    ...[
      'ticket.invitationClicked by guest',
      'ticket.invitationAccepted by guest',
      'consent.accepted by guest',
    ],
    ...['session.agentContacted by guest', 'ticket.sessionStarted by agent', 'session.established by system'],
    ...[
      'mediaDevice.cameraAllowed by guest',
      'mediaDevice.micDisallowed by guest',
      'geo.ansAllowed by guest',
    ],
    ...['media.pictureTaken by guest', 'session.userLeft by guest', 'survey.answered by guest'],
    ...['session.agentLeft by agent', 'ticket.completed by agent'],
  ]);
  const events = (await api.as('alice').get<Page<Event>>(`/tickets/${id}/events`)).body.data;
  const dataOf = (name: string) => events.find(({ eventName }) => eventName === name)?.data;
  expect(dataOf('geo.ansAllowed')).toEqual({ geoloc: { lat: 48.65, lng: -3.36 } });
  expect(dataOf('survey.answered')).toEqual({ score: 5, comment: 'Fine' });
  expect(dataOf('media.pictureTaken')).toEqual({ title: 'Snapshot 1' });
  expect(dataOf('ticket.completed')).toMatchObject({ agent: { firstname: 'Alice' } });
});

test('what a guest does not allow is told, and nothing is learnt by it', async () => {
  const { guest, read, told } = await met();
  const before = (await told()).length;
  await guest.act('camera', { allowed: false });
  await guest.act('microphone', { allowed: true });
  await guest.act('location', { allowed: false });
  expect(await told(before)).toEqual([
    ...['mediaDevice.cameraDisallowed by guest', 'mediaDevice.micAllowed by guest'],
    'geo.ansDisallowed by guest',
  ]);
  expect((await read()).geoloc).toBeNull();
});

describe('a snapshot', () => {
  test('is a media with the very bytes that were taken', async () => {
    const { id, guest } = await met();
    await guest.act('location', { allowed: true, lat: 1, lng: 2 });
    await guest.act('snapshot', PICTURE);
    await guest.act('snapshot', PICTURE);
    const { body } = await api
      .as('alice')
      .get<Page<Media>>(`/tickets/${id}/medias`, { orderby: 'id', order: 'asc' });
    expect(body.data).toMatchObject([
      {
        ...{ title: 'Snapshot 1', status: 'completed', source_type: 'snapshot', media_type: 'image' },
        ...{ mime_type: 'image/png', size: PICTURE.length, user: null, geoloc: { lat: 1, lng: 2 } },
      },
      { title: 'Snapshot 2' },
    ]);
    const file = await api.sandbox.fetch(new Request(body.data[0]?.url ?? ''));
    expect(Buffer.from(await file.arrayBuffer()).equals(PICTURE)).toBe(true);
  });

  test.each<[string, unknown, number]>([
    ['JSON', { png: true }, 400],
    ['no picture', Buffer.from('this is no picture'), 400],
    ['a damaged one', Buffer.concat([PICTURE.subarray(0, 40), Buffer.alloc(30)]), 400],
    ['one of more than 8 MB', Buffer.alloc(8 * 1024 * 1024 + 1), 413],
  ])('that is %s is refused, and nothing is kept', async (_what, body, status) => {
    const { id, guest } = await met();
    expect(await guest.act('snapshot', body)).toMatchObject({ status, body: { code: 10 } });
    expect((await api.as('alice').get<Page<Media>>(`/tickets/${id}/medias`)).body.total).toBe(0);
  });
});

describe('declining', () => {
  test('ends the ticket of one guest', async () => {
    const { guest, read, told } = await invited(api);
    expect((await guest.act('decline')).body).toMatchObject({ state: 'declined', stage: 'declined' });
    expect((await read()).state).toBe('declined');
    expect((await told()).slice(-2)).toEqual([
      'ticket.invitationClicked by guest',
      'ticket.invitationDeclined by guest',
    ]);
  });

  test('of several ends it with the last of them', async () => {
    const { id, read, told } = await invited(api, {
      ...{ email: 'a@example.com,b@example.com', type: 'video-assistance-multi-participants' },
      ...{ firstName: '', inviteOrganizer: 'false' },
    });
    const { body } = await api.admin<{ data: { link: string }[] }>('GET', `/outbox?ticket=${id}`);
    const [one, other] = body.data.map(({ link }) => guestOf(api, link));
    await one?.act('decline');
    expect((await read()).state).toBe('invited');
    await other?.act('decline');
    expect((await read()).state).toBe('declined');
    expect((await told(3)).filter((line) => line.startsWith('ticket.invitationDeclined'))).toHaveLength(2);
  });

  test('can be thought over after another invitation', async () => {
    const { id, guest, read } = await invited(api);
    await guest.act('decline');
    await api.as('alice').put(`/tickets/${id}`, { state: 'invited' });
    expect((await guest.act('accept')).status).toBe(200);
    expect((await read()).state).toBe('invited');
  });
});

describe('the agent', () => {
  test('approves a new ticket, and rejects another', async () => {
    const links = async () => {
      const { body } = await api.as('alice').post<Ticket>('/tickets', { email: 'a@example.com' });
      await api.as('alice').put(`/tickets/${body.id}`, { agent: 'alice' });
      const read = await api.as('alice').get<Ticket>(`/tickets/${body.id}`, { scope: 'sso' });
      return { id: body.id, agent: agentOf(api, read.body.agent?.url ?? '') };
    };
    const [good, bad] = [await links(), await links()];
    expect((await good.agent.act('approve')).body.state).toBe('open');
    expect((await bad.agent.act('reject')).body.state).toBe('rejected');
    const last = async (id: number) =>
      (await api.as('alice').get<Page<Event>>(`/tickets/${id}/events`)).body.data.at(-1);
    expect(await last(good.id)).toMatchObject({ eventName: 'ticket.approved', source: 'agent' });
    expect(await last(bad.id)).toMatchObject({ eventName: 'ticket.cancelled', data: { state: 'rejected' } });
  });

  test('may come first: the session is established when the guest joins', async () => {
    const { guest, agent, told } = await invited(api);
    await agent.act('join');
    await guest.act('accept');
    expect((await guest.act('join', { consent: true })).body.agentIsThere).toBe(true);
    expect((await told()).slice(3)).toEqual([
      ...['ticket.sessionStarted by agent', 'ticket.invitationClicked by guest'],
      ...['ticket.invitationAccepted by guest', 'consent.accepted by guest', 'session.established by system'],
    ]);
  });

  test('may leave and come back, and so may the guest', async () => {
    const { guest, agent, told } = await met();
    const before = (await told()).length;
    await agent.act('leave');
    await guest.act('leave');
    await agent.act('join');
    await guest.act('join');
    expect(await told(before)).toEqual([
      ...['session.agentLeft by agent', 'session.userLeft by guest', 'session.established by system'],
    ]);
  });

  test('who completes takes everybody out', async () => {
    const { guest, agent, told } = await met();
    await agent.act('complete');
    expect((await told()).slice(-3)).toEqual([
      ...['session.userLeft by guest', 'session.agentLeft by agent', 'ticket.completed by agent'],
    ]);
    expect((await guest.state()).body).toMatchObject({ state: 'done', stage: 'left' });
    expect((await guest.act('survey', { score: 3 })).body.answered).toBe(true);
  });

  test('a session that runs does not expire', async () => {
    const { read } = await met();
    api.pass(48 * 3600);
    expect((await read()).state).toBe('inprogress');
  });
});

describe('a link', () => {
  test('that is nobody’s is a page that says so, and a 404 to programs', async () => {
    for (const path of ['/i/nobody', '/agent/?token=nobody', '/agent/']) {
      const page = await api.sandbox.fetch(new Request(`http://sandbox.test${path}`));
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    }
    const nobody = guestOf(api, 'http://sandbox.test/i/nobody');
    expect(await nobody.state()).toMatchObject({ status: 404, body: { code: 4 } });
    expect(await nobody.act('accept')).toMatchObject({ status: 404, body: { code: 4 } });
  });

  test('ends with its ticket', async () => {
    const { id, guest, agent } = await invited(api);
    await api.as('alice').delete(`/tickets/${id}`);
    expect((await guest.state()).status).toBe(404);
    expect((await agent.state()).status).toBe(404);
  });

  test('is no key to another’s ticket, nor is the guest’s one for the agent', async () => {
    const { ticket, guest } = await invited(api);
    const stolen = ticket.requestor.url.split('/').at(-1);
    const agent = agentOf(api, `http://sandbox.test/agent/?token=${stolen}`);
    expect((await agent.act('join')).status).toBe(404);
    expect((await guest.state()).status).toBe(200);
  });

  test('opens a page that reaches nothing but the sandbox, and says where it is to nobody', async () => {
    const { guest, agent } = await invited(api);
    for (const page of [await guest.open(), await agent.open()]) {
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('cache-control')).toBe('no-store');
      const html = await page.text();
      expect(html).not.toMatch(/https?:|<script>|style=|onclick/);
      for (const [, path] of html.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
        const asset = await api.sandbox.fetch(new Request(`http://sandbox.test${path}`));
        expect([path, asset.status]).toEqual([path, 200]);
      }
    }
  });

  test('looked up by a program that only asks for headers is not opened', async () => {
    const { ticket, told } = await invited(api);
    await api.sandbox.fetch(new Request(ticket.requestor.url, { method: 'HEAD' }));
    expect(await told()).toHaveLength(3);
  });

  test('tells a guest nothing of the others', async () => {
    const { id } = await invited(api, {
      ...{ email: 'a@example.com,b@example.com', type: 'video-assistance-multi-participants' },
      firstName: '',
    });
    const { body } = await api.admin<{ data: { link: string }[] }>('GET', `/outbox?ticket=${id}`);
    const view = await guestOf(api, body.data[0]?.link ?? '').state();
    expect(JSON.stringify(view.body)).not.toContain('@');
  });
});

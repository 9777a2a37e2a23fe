import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page as Tab } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumIsThere } from '../../test/graphiql/stage.ts';
import { createSandbox, type Sandbox } from '../src/sandbox.ts';

/** Nothing is looked up at the start; the camera is chromium's own test picture, and nobody has to allow it. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
];

interface Ticket {
  id: number;
  state: string;
  agent: { url: string };
  requestor: { url: string };
  geoloc: object | null;
}

describe.skipIf(!chromiumIsThere())('in a real browser', { timeout: 60_000 }, () => {
  let sandbox: Sandbox;
  let api: string;
  let folder: string;
  let browser: BrowserContext;
  /** What went wrong behind the scenes: messages of the console, thrown errors, requests that left the host. */
  const problems: string[] = [];

  beforeAll(async () => {
    const options = {
      db: ':memory:',
      tickets: 0,
      seed: 1,
      rateLimit: 0,
      admin: true,
      jwtSecret: 'x'.repeat(32),
    };
    sandbox = await createSandbox({ ...options, onFault: (error) => problems.push(String(error)) });
    api = (await sandbox.listen(0)).url;
    folder = mkdtempSync(join(tmpdir(), 'sandbox-browser-'));
    browser = await chromium.launchPersistentContext(folder, {
      executablePath: process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium',
      args: FLAGS,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  const call = async <Body>(path: string, method = 'GET'): Promise<Body> => {
    const headers = { authorization: 'Bearer sandbox-alice' };
    return (await fetch(`${api}${path}`, { method, headers })).json();
  };
  const create = (values: Record<string, string>) => {
    const wanted = { email: 'zoe@example.com', firstName: 'Zoé', agent: 'alice', invite: '1', scope: 'sso' };
    return call<Ticket>(`/tickets?${new URLSearchParams({ ...wanted, ...values })}`, 'POST');
  };
  const told = async ({ id }: Ticket) =>
    (await call<{ data: { eventName: string }[] }>(`/tickets/${id}/events`)).data.map((one) => one.eventName);

  async function open(url: string): Promise<Tab> {
    const tab = await browser.newPage();
    tab.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
    tab.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
    tab.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== new URL(api).host) problems.push(`left the host: ${host}`);
    });
    await tab.goto(url);
    return tab;
  }
  const press = (tab: Tab, name: string) => tab.getByRole('button', { name, exact: true }).click();

  test('a guest and an agent live a whole ticket by hand', async () => {
    const ticket = await create({ language: 'en', subject: 'Boiler <b>E04</b>' });
    const [guest, agent] = [await open(ticket.requestor.url), await open(ticket.agent.url)];
    await guest.getByText('You are invited to a video session.').waitFor();
    // What people wrote is text.
    expect(await guest.locator('#subject').innerText()).toContain('Boiler <b>E04</b>');
    await press(guest, 'Accept');
    expect(await guest.getByRole('button', { name: 'Join' }).isDisabled()).toBe(true);
    await guest.getByRole('checkbox').check();
    await press(guest, 'Join');
    await guest.getByText('Your advisor is on the way.').waitFor();

    await press(agent, 'Join');
    await guest.getByText('Your advisor is with you.').waitFor();
    await press(guest, 'Allow the camera');
    await press(guest, 'Take a snapshot');
    await guest.getByText('Sent', { exact: true }).waitFor();
    await guest.locator('#lat').fill('48.65');
    await guest.locator('#lng').fill('-3.36');
    await press(guest, 'Share my position');
    await agent.getByText('Position 48.65, -3.36').waitFor();
    await press(guest, 'Leave');
    await guest.getByText('You have left the session.').waitFor();
    await guest.locator('#comment').fill('Quick');
    await press(guest, '5');
    await guest.getByText('Thank you').first().waitFor();
    await press(agent, 'Complete');
    await agent.locator('#state', { hasText: 'done' }).waitFor();

    expect(await call<Ticket>(`/tickets/${ticket.id}`)).toMatchObject({
      ...{ state: 'done', geoloc: { lat: 48.65, lng: -3.36 } },
    });
    expect(await told(ticket)).toEqual([
      ...['ticket.new', 'ticket.assigned', 'ticket.invitationSent', 'ticket.invitationClicked'],
      ...['ticket.invitationAccepted', 'consent.accepted', 'session.agentContacted', 'ticket.sessionStarted'],
      ...['session.established', 'mediaDevice.cameraAllowed', 'media.pictureTaken', 'geo.ansAllowed'],
      ...['session.userLeft', 'survey.answered', 'session.agentLeft', 'ticket.completed'],
    ]);
    const { data } = await call<{ data: { url: string; size: number }[] }>(`/tickets/${ticket.id}/medias`);
    const png = Buffer.from(await (await fetch(data[0]?.url ?? '')).arrayBuffer());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    // Chromium's test picture is more than one colour.
    expect(png.length).toBeGreaterThan(1000);
    expect(problems).toEqual([]);
  });

  test('a guest allows nothing, and the agent goes, comes back and completes', async () => {
    const ticket = await create({ language: 'en' });
    const [guest, agent] = [await open(ticket.requestor.url), await open(ticket.agent.url)];
    await press(agent, 'Join');
    await press(guest, 'Accept');
    await guest.getByRole('checkbox').check();
    await press(guest, 'Join');
    await press(guest, 'No camera');
    await press(guest, 'Don’t share');
    await agent.getByText('geo.ansDisallowed').waitFor();
    expect(await guest.locator('#snapshot').isVisible()).toBe(false);
    await press(agent, 'Leave');
    await guest.getByText('Your advisor is on the way.').waitFor();
    await press(agent, 'Join');
    await press(agent, 'Complete');
    await guest.getByText('How was it?').waitFor();
    expect((await call<Ticket>(`/tickets/${ticket.id}`)).geoloc).toBeNull();
    expect((await told(ticket)).slice(3)).toEqual([
      ...[
        'ticket.invitationClicked',
        'ticket.sessionStarted',
        'ticket.invitationAccepted',
        'consent.accepted',
      ],
      ...['session.established', 'mediaDevice.cameraDisallowed', 'geo.ansDisallowed', 'session.agentLeft'],
      ...['session.established', 'session.userLeft', 'session.agentLeft', 'ticket.completed'],
    ]);
    expect(problems).toEqual([]);
  });

  test.each([
    ['Approve', 'open', 'ticket.approved'],
    ['Reject', 'rejected', 'ticket.cancelled'],
  ])('an agent presses %s on a ticket that is new', async (button, state, event) => {
    const { id } = await create({ invite: '0', agent: '' });
    // Only an agent has a link; a ticket that is given one later stays new.
    const headers = { authorization: 'Bearer sandbox-alice' };
    expect((await fetch(`${api}/tickets/${id}?agent=alice`, { method: 'PUT', headers })).status).toBe(204);
    const ticket = await call<Ticket>(`/tickets/${id}?scope=sso`);
    const agent = await open(ticket.agent.url);
    await press(agent, button);
    await agent.locator('#state', { hasText: state }).waitFor();
    expect((await told(ticket)).at(-1)).toBe(event);
  });

  test('a guest declines in French, and the agent sees it', async () => {
    const ticket = await create({ language: 'fr' });
    const [guest, agent] = [await open(ticket.requestor.url), await open(ticket.agent.url)];
    await press(guest, 'Décliner');
    await guest.getByText('Vous avez décliné l’invitation.').waitFor();
    await agent.locator('#state', { hasText: 'declined' }).waitFor();
    expect(await agent.getByRole('button').count()).toBe(0);
    expect((await told(ticket)).at(-1)).toBe('ticket.invitationDeclined');
  });

  test('a link that leads nowhere says so', async () => {
    const tab = await open(`${new URL(api).origin}/i/nobody`);
    await tab.getByText('This link leads nowhere (any more).').waitFor();
    expect(await tab.getByRole('button').count()).toBe(0);
  });
});

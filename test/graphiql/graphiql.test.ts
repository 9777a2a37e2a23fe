import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exampleQueries } from '../../src/server/graphiql/settings.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { chromiumIsThere, openBrowser, openStage, type Stage } from './stage.ts';

const inBrowser = describe.skipIf(!chromiumIsThere());

/** Where the pictures are kept; `UPDATE_IMAGES=1` takes them anew. */
const IMAGES = new URL('../../docs/images/', import.meta.url);

/** The tabs, as their operations are called. */
const TABS = exampleQueries().map(({ query }) => /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '');

// The page is 9 MB, and a browser takes its time on a busy machine.
inBrowser('GraphiQL in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  let world: TestGateway;
  let url: string;
  let stage: Stage;
  beforeAll(async () => {
    browser = await openBrowser();
    world = await createTestGateway({ env: { FEDERATION: '1' } });
    url = await world.listen();
  });
  afterEach(() => stage.close());
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  /** What the page has written into the browser. */
  const stored = () =>
    stage.page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
    ]);

  it('opens with a tab for each example, the first of which asks and changes nothing', async () => {
    stage = await openStage(browser, url);
    expect(await stage.page.locator('.graphiql-tab-button').allInnerTexts()).toEqual(TABS);
    expect(exampleQueries()[0]?.query).toMatch(/^query /m);
    expect(await stage.page.title()).toBe('Ticket Gateway');
    expect(stage.problems).toEqual([]);
  });

  it('runs each tab as it is, mutations too', async () => {
    stage = await openStage(browser, url);
    for (const tab of TABS) {
      await stage.show(tab);
      const { data, errors } = await stage.run();
      expect(errors, tab).toBeUndefined();
      const [answer] = Object.values(data);
      expect(answer, tab).not.toBeNull();
      expect(JSON.stringify(answer)).not.toMatch(/"__typename":"\w*Error"/);
      expect(await stage.answer()).toContain('"data"');
      expect(await stage.calls(), tab).not.toEqual([]);
    }
    expect(stage.problems).toEqual([]);
  });

  it('draws each upstream call beside the answer: template, field, time', async () => {
    stage = await openStage(browser, url);
    await stage.show('Detail');
    await stage.run();
    const calls = await stage.calls();
    expect(calls).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^GET \/tickets tickets [\d.]+ ms$/),
        expect.stringMatching(/^GET \/tickets\/\{ticketId\}\/medias tickets\.nodes\[0\]\.medias [\d.]+ ms$/),
        expect.stringMatching(/^GET \/tickets\/\{ticketId\}\/events tickets\.nodes\[0\]\.events [\d.]+ ms$/),
      ]),
    );
    expect(await stage.page.locator('.calls-fact').first().innerText()).toBe(`${calls.length} calls`);
    expect(await stage.answer()).not.toContain('upstream');
  });

  it('shows the calls of the tab in front', async () => {
    stage = await openStage(browser, url);
    await stage.show('Lookup');
    await stage.run();
    expect(await stage.calls()).toEqual([expect.stringContaining('/tickets/{ticketId} ticket')]);
    await stage.show('Viewer');
    expect(await stage.calls()).toEqual([]);
    await stage.show('Lookup');
    expect(await stage.calls()).toHaveLength(1);
  });

  it('shows what went wrong, in the answer and on the call', async () => {
    const query = '{ ticket(ticketId: "82005") { subject } }';
    stage = await openStage(browser, `${url}?query=${encodeURIComponent(query)}`);
    const { errors } = await stage.run();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await stage.answer()).toContain('FORBIDDEN');
    expect(await stage.calls()).toEqual([expect.stringMatching(/ticket FORBIDDEN$/)]);
    expect(await stage.page.locator('.calls-failed').count()).toBe(1);
  });

  it('shows what was refused for want of calls, and when there are more', async () => {
    const poor = await createTestGateway({ env: { UPSTREAM_RATE_LIMIT: '3' } });
    stage = await openStage(browser, await poor.listen());
    await stage.show('Board');
    const { errors, extensions } = await stage.run();
    expect([extensions.cost.planned, extensions.cost.actual]).toEqual([8, 3]);
    expect(new Set(errors?.map((error) => error.extensions.code))).toEqual(new Set(['RATE_LIMITED']));
    expect(await stage.answer()).toContain('"tickets"');
    expect(await stage.calls()).toHaveLength(3);
    expect(await stage.page.locator('.calls-budget').innerText()).toMatch(/^0 of 3 left, all back in \d+ s$/);
    expect(stage.problems).toEqual([]);
    await poor.close();
  });

  it('asks for a token where none is filled in, once for all tabs', async () => {
    const closed = await createTestGateway({ graphiqlToken: null });
    stage = await openStage(browser, await closed.listen());
    const { page } = stage;
    const note = page.locator('.calls-note');
    await note.filter({ hasText: 'Put your token into Headers' }).waitFor();
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
    await page.keyboard.press('ControlOrMeta+A');
    // The editor closes what is opened.
    await page.keyboard.insertText('{"Authorization": "Bearer sandbox-bob');
    const schema = page.waitForResponse((response) => response.status() === 200);
    await page.getByLabel('Re-fetch GraphQL schema').click();
    await schema;
    await stage.show('Viewer');
    const { data } = await stage.run();
    expect(data).toMatchObject({ viewer: { user: { username: 'bob' } } });
    await closed.close();
  });

  it('documents the fields of clients, and no others', async () => {
    stage = await openStage(browser, url);
    await stage.page.getByLabel('Show Documentation Explorer').click();
    await stage.page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
    const docs = await stage.page.locator('.graphiql-doc-explorer').innerText();
    expect(docs).toContain('Read operations.');
    expect(docs).toContain('Tickets, in pages.');
    expect(docs).not.toMatch(/_entities|_service|_Any/);
    expect(stage.problems).toEqual([]);
  });

  it('stores nothing, and puts no query into the address', async () => {
    stage = await openStage(browser, url);
    await stage.page.locator('.graphiql-query-editor .monaco-editor').click();
    await stage.page.keyboard.type('# a change that nobody asked to keep\n');
    await stage.run();
    await stage.show('Detail');
    // GraphiQL writes its state half a second after a change.
    await stage.page.waitForTimeout(800);
    expect(await stored()).toEqual([]);
    expect(stage.page.url()).toBe(url);
  });

  it('keeps tabs for who asks for that, without their headers, until they do no more', async () => {
    stage = await openStage(browser, url);
    const { page } = stage;
    const reloaded = () => page.locator('.graphiql-execute-button').waitFor();
    await Promise.all([page.waitForEvent('load'), page.locator('#keep-tabs').check()]);
    await reloaded();
    await page.locator('.graphiql-tab-close').first().click();
    await page.waitForTimeout(800);
    expect(await stored()).toContain('ticket-gateway:keep-tabs');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('sandbox-alice');
    await page.reload();
    await reloaded();
    expect(await page.locator('.graphiql-tab').count()).toBe(TABS.length - 1);
    await Promise.all([page.waitForEvent('load'), page.locator('#keep-tabs').uncheck()]);
    await reloaded();
    expect(await page.locator('.graphiql-tab').count()).toBe(TABS.length);
    expect(await stored()).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('is what the README shows, in the %s', async (scheme) => {
    // With the API's own limit, and as nobody has asked yet.
    const real = await createTestGateway({ env: { UPSTREAM_RATE_LIMIT: '10' } });
    stage = await openStage(browser, await real.listen(), scheme);
    await stage.show('Board');
    await stage.run();
    expect(await stage.calls()).toHaveLength(8);
    expect(stage.problems).toEqual([]);
    const picture = fileURLToPath(new URL(`graphiql-${scheme}.png`, IMAGES));
    if (process.env['UPDATE_IMAGES'] === '1') {
      mkdirSync(IMAGES, { recursive: true });
      await stage.page.screenshot({ path: picture });
    }
    expect(existsSync(picture)).toBe(true);
    await real.close();
  });
});

import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Answer } from '../helpers/test-gateway.ts';

/** The chromium that tests use. */
const CHROMIUM = process.env['TEST_CHROMIUM'] ?? '/usr/bin/chromium';

/** Nothing but the page may reach for the network, and nothing may be looked up at the start. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether there is a chromium. Says so aloud if not, and fails where every test has to run (`REQUIRE_ALL=1`). */
export function chromiumIsThere(): boolean {
  const there = existsSync(CHROMIUM);
  if (!there && process.env['REQUIRE_ALL'] === '1')
    throw new Error(`There is no ${CHROMIUM}, and REQUIRE_ALL is set`);
  if (!there)
    process.stderr.write(`\n*** There is no ${CHROMIUM}: tests in a real browser are SKIPPED ***\n`);
  return there;
}

/** Starts a headless chromium. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** GraphiQL in front of somebody, with what went wrong behind the scenes. */
export interface Stage {
  readonly page: Page;
  /** Messages of the console, errors of scripts, requests that failed or went to another host. */
  readonly problems: string[];
  /** Brings a tab to the front, by the name of its operation. */
  show(tab: string): Promise<void>;
  /** Runs the operation in front; what went over the wire. */
  run(): Promise<Answer<Record<string, unknown>>>;
  /** The text that stands in the answer pane. */
  answer(): Promise<string>;
  /** The lines of the panel of upstream calls, as people read them. */
  calls(): Promise<string[]>;
  close(): Promise<void>;
}

/** Opens GraphiQL at an address and waits until the schema is there (or was refused). */
export async function openStage(
  browser: Browser,
  url: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Stage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme });
  const page = await context.newPage();
  const problems: string[] = [];
  const host = new URL(url).host;
  page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`thrown: ${error.message}`));
  page.on('requestfailed', (request) =>
    problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`),
  );
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol !== 'blob:' && asked.protocol !== 'data:' && asked.host !== host)
      problems.push(`left the host: ${asked.host}`);
  });
  const posted = () => page.waitForResponse((response) => response.request().method() === 'POST');
  const schema = posted();
  await page.goto(url);
  await schema;
  await page.locator('.graphiql-execute-button').waitFor();
  return {
    page,
    problems,
    async show(tab) {
      await page.locator('.graphiql-tab-button', { hasText: tab }).click();
      await page.locator('.graphiql-tab-active', { hasText: tab }).waitFor();
      // GraphiQL finds out which operation stands there a tenth of a second later, and shows that nowhere.
      await page.waitForTimeout(500);
    },
    async run() {
      // While an operation runs, the same button stops it.
      const execute = page.getByLabel('Execute query');
      const answered = posted();
      await execute.click();
      const answer = await (await answered).json();
      await execute.waitFor();
      await page.locator('.calls:not(.calls-busy) .calls-fact').first().waitFor();
      return answer;
    },
    async answer() {
      const lines = page.locator('.result-window .view-lines', { hasText: '{' });
      await lines.waitFor();
      return lines.innerText();
    },
    calls: async () =>
      (await page.locator('.calls-row').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim()),
    close: () => context.close(),
  };
}

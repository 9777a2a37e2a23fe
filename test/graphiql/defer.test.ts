import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../src/server/graphiql/browser/layout.js';
import { followParts } from '../../src/server/graphiql/browser/watch-parts.js';
import { askParts, merged, partsOf } from '../helpers/multipart.ts';
import { createTestGateway, type TestGateway } from '../helpers/test-gateway.ts';
import { chromiumIsThere, openBrowser, openStage, type Stage } from './stage.ts';

const DETAIL = `{
  ticket(ticketId: "82001") {
    subject
    ... @defer { medias(first: 1) { nodes { title } } }
    ... @defer { events(first: 1, after: "bad") { nodes { name } } }
  }
}`;

let world: TestGateway;
beforeAll(async () => {
  world = await createTestGateway();
});
afterAll(() => world?.close());

describe('the trace of an answer in parts', () => {
  const TRACED = { headers: { 'x-ticket-trace': '1' } };

  it('comes with its last part, and has the calls of all', async () => {
    const { parts, calls } = await askParts(world, DETAIL, {}, TRACED);
    const traces = parts.map(({ extensions }) => extensions?.['upstream']);
    expect(traces.slice(0, -1).every((trace) => trace === undefined)).toBe(true);
    expect(traces.at(-1)).toHaveLength(calls);
    expect(traces.at(-1)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: '/tickets/{ticketId}/medias', field: 'ticket.medias', status: 200 }),
      ]),
    );
    expect(parts.at(-1)?.extensions?.['plan']).toHaveLength(calls);
  });

  it.each([1, 7, 100_000])('is taken out of it in the page, in pieces of %i bytes', async (size) => {
    const { text, parts } = await askParts(world, DETAIL, {}, TRACED);
    const traces: Trace[] = [];
    const bytes = Buffer.from(text);
    const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size)
          controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
        controller.close();
      },
    });
    const seen = await new Response(pieces.pipeThrough(followParts(0, (trace) => traces.push(trace)))).text();
    const left = partsOf(seen);
    expect(merged(left)).toEqual(merged(parts));
    expect(Object.keys(left.at(-1)?.extensions ?? {})).toEqual(['cost']);
    expect(traces).toMatchObject([{ codes: ['BAD_CURSOR'], calls: parts.at(-1)?.extensions?.['upstream'] }]);
  });
});

describe.skipIf(!chromiumIsThere())('GraphiQL in a browser', { timeout: 90_000 }, () => {
  let browser: Browser;
  let stage: Stage;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(() => stage?.close());
  afterAll(() => browser?.close());

  it('shows an answer in parts, put together, with its calls beside it', async () => {
    stage = await openStage(browser, `${await world.listen()}?query=${encodeURIComponent(DETAIL)}`);
    const { page } = stage;
    const posted = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByLabel('Execute query').click();
    expect((await posted).headers()['content-type']).toContain('deferSpec=20220824');
    await page.locator('.calls:not(.calls-busy) .calls-fact').first().waitFor();
    await page.locator('.result-window .view-lines', { hasText: 'BAD_CURSOR' }).waitFor();
    const shown = await stage.answer();
    for (const text of ['"subject"', '"medias"', '"events"', 'BAD_CURSOR']) expect(shown).toContain(text);
    expect((await stage.calls()).join('\n')).toContain('/tickets/{ticketId}/medias');
    // The editor's library reports the directive, and GraphiQL may close the response after the last part.
    const expected = /annotation token: @defer$|^failed: \S+\/graphql net::ERR_ABORTED$/;
    expect(stage.problems.filter((one) => !expected.test(one))).toEqual([]);
  });
});

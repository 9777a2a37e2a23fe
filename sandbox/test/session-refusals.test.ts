import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, openApi } from './api.ts';
import { invited, PICTURE } from './guest.ts';

/** A row of the table: who does what, after what, and the answer. */
interface Row {
  who: 'guest' | 'agent';
  after: string[];
  action: string;
  body: string;
  status: number;
}

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const section = readme.slice(readme.indexOf('## Behind the join links'), readme.indexOf('## Webhooks'));
const ROWS: Row[] = [
  ...section.matchAll(/^\| (guest|agent) \| (.*?) ?\| `(\w+)` \| (.*?) ?\| (\d+) \|$/gm),
].map(([, who, after = '', action = '', body = '', status]) => ({
  who: who === 'guest' ? 'guest' : 'agent',
  after: after.split(', ').filter((step) => step !== ''),
  action,
  body: body.replaceAll('`', '') || '{}',
  status: Number(status),
}));

let api: Api;
let origin: string;
beforeAll(async () => {
  api = await openApi();
  origin = new URL((await api.sandbox.listen(0)).url).origin;
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

test('the table is there', () => {
  expect(ROWS).toHaveLength(section.split('\n').filter((line) => /^\| (guest|agent) /.test(line)).length);
  expect(ROWS.length).toBeGreaterThan(25);
});

/** What the steps that lead to a refusal send. */
const USUAL: Record<string, unknown> = { join: { consent: true }, survey: { score: 4 } };

/** Nothing but HTTP, as curl would send it. */
async function send({ action, body }: Row, link: string) {
  const { pathname, search } = new URL(link);
  const isPicture = body === 'a picture';
  const answer = await fetch(`${origin}${pathname.replace(/\/$/, '')}/${action}${search}`, {
    method: 'POST',
    headers: { 'content-type': isPicture ? 'image/png' : 'application/json' },
    body: isPicture ? new Uint8Array(PICTURE) : body,
  });
  return { status: answer.status, body: await answer.json() };
}

test.each(ROWS)('$who after $after can not $action: $body is answered $status', async (row) => {
  const world = await invited(api);
  for (const step of row.after) {
    const [by = '', what = ''] = step.split(' ');
    const done = await (by === 'guest' ? world.guest : world.agent).act(what, USUAL[what]);
    expect(done.status).toBe(200);
  }
  const link = row.who === 'guest' ? world.ticket.requestor.url : world.ticket.agent?.url;
  const before = await world.told();
  const refused = await send(row, link ?? '');
  expect(refused.status).toBe(row.status);
  expect(refused.body).toMatchObject({ code: row.status === 404 ? 4 : 10, message: expect.any(String) });
  const unclicked = (lines: string[]) => lines.filter((line) => !line.startsWith('ticket.invitationClicked'));
  expect(unclicked(await world.told())).toEqual(unclicked(before));
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TicketsFlatDocument, type TicketsFlatQuery } from './generated/graphql.ts';
import { codes, upstream, warmUpCallers } from './helpers/queries.ts';
import { type Answer, createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** An API that does not heed what it was asked. Each test has a world of its own, since gateways remember what they saw. */
let world: TestGateway;
beforeEach(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
});
afterEach(() => world.close());

const BY_CREATION = { field: 'CREATED_AT', direction: 'DESC' };
const BY_START = { field: 'START_TIME', direction: 'DESC' };
const CALLS_OF_A_PAGE = 4;

/** What a walk showed, until its end or a refusal. No page costs more than planned and three calls. */
async function walk(variables: Record<string, unknown>) {
  const shown: number[] = [];
  let [after, pages]: [string | null | undefined, number] = [null, 0];
  for (; pages < 50; pages += 1) {
    const answer: Answer<TicketsFlatQuery> = await world.ask(TicketsFlatDocument, {
      first: 10,
      ...variables,
      after,
    });
    expect(answer.calls).toBeLessThanOrEqual(CALLS_OF_A_PAGE);
    if (answer.errors !== undefined) {
      expect(answer.data.tickets).toBeNull();
      return { shown, pages, code: codes(answer)[0], reason: answer.errors[0]?.extensions.reason };
    }
    shown.push(...(answer.data.tickets?.edges ?? []).map((edge) => Number(edge?.node?.ticketId)));
    if (answer.data.tickets?.pageInfo.hasNextPage !== true) return { shown, pages: pages + 1, code: null };
    after = answer.data.tickets.pageInfo.endCursor;
  }
  return { shown, pages, code: 'ENDLESS' };
}

const truth = async (orderby: string): Promise<number[]> =>
  (await upstream(world, `/tickets?limit=100&orderby=${orderby}`)).data.map((row: { id: number }) => row.id);

describe('bounds that the API does not know', () => {
  test.each([
    { orderBy: BY_CREATION, orderby: 'created' },
    { orderBy: BY_START, orderby: 'start_time' },
  ])('cost a walk by $orderby nothing but calls: it is read by offset', async ({ orderBy, orderby }) => {
    const all = await truth(orderby);
    await world.admin.habits({ ignore: ['since', 'until'] });
    expect(await walk({ orderBy })).toMatchObject({ shown: all, code: null });
  });

  test.each(['createdAfter', 'createdBefore'])(
    'are told where the client asked for them, at the first row beyond: %s',
    async (bound) => {
      const all: { created: string }[] = (await upstream(world, '/tickets?limit=100&orderby=created')).data;
      const moment = new Date(all[Math.floor(all.length / 2)]?.created ?? '').toISOString();
      const filter = { [bound]: moment };
      const due = await walk({ filter, first: 100 });
      expect(due.shown.length).toBeGreaterThan(10);
      await world.admin.habits({ ignore: ['since', 'until'] });
      const refused = await walk({ filter });
      expect(refused).toMatchObject({ code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'BOUND_IGNORED' });
      expect(refused.shown).toEqual(due.shown.slice(0, refused.shown.length));
    },
  );
});

describe('what else the API may not know', () => {
  test('a filter: rows that do not obey it are never shown', async () => {
    await world.admin.habits({ ignore: ['reference'] });
    const refused = await walk({ filter: { reference: 'no ticket has this' } });
    expect(refused).toMatchObject({ shown: [], code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'FILTER_IGNORED' });
  });

  test.each([
    { ignore: 'order', orderBy: { field: 'START_TIME', direction: 'ASC' } },
    { ignore: 'orderby', orderBy: BY_CREATION },
    { ignore: 'orderby', orderBy: { field: 'TICKET_ID', direction: 'ASC' } },
  ])('an order ($ignore): rows out of it are never shown', async ({ ignore, orderBy }) => {
    await world.admin.habits({ ignore: [ignore] });
    const refused = await walk({ orderBy });
    expect(refused).toMatchObject({ shown: [], code: 'UPSTREAM_CONTRACT_DRIFT', reason: 'ORDER_IGNORED' });
  });

  test.each([
    { orderBy: BY_START, orderby: 'start_time' },
    { orderBy: BY_CREATION, orderby: 'created' },
  ])('an offset, by $orderby: what is shown is right, and it ends', async ({ orderBy, orderby }) => {
    const all = await truth(orderby);
    await world.admin.habits({ ignore: ['offset'] });
    const ended = await walk({ orderBy });
    expect(ended.shown).toEqual(all.slice(0, ended.shown.length));
    expect(ended).toMatchObject(
      ended.code === null
        ? { shown: all }
        : { code: 'UPSTREAM_CONTRACT_DRIFT', reason: expect.stringMatching(/^OFFSET_IGNORED$/) },
    );
  });
});

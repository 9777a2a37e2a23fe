import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TicketFilter, TicketsDocument } from './generated/graphql.ts';
import { codes, lastUpstreamParams, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** A row of the API, as far as these tests look at it. */
interface Row {
  id: number;
  state: string;
  type: string;
  subject: string;
  reference: string | null;
  created: string;
  start_time: string | null;
  end_time: string | null;
  group: { id: number } | null;
  requestor: { id: number };
}

let world: TestGateway;
let rows: Row[];
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice');
  rows = (await upstream(world, '/tickets?limit=100')).data;
});
afterAll(() => world.close());

const list = async (filter: TicketFilter | null) => {
  const answer = await world.ask(TicketsDocument, { first: 90, filter });
  const ids = answer.data.tickets?.nodes?.map((ticket) => Number(ticket?.ticketId));
  return { ...answer, ids, sent: await lastUpstreamParams(world) };
};

/** What every call of a page of 90 in the default order carries. */
const PAGE = { orderby: 'start_time', order: 'desc', limit: expect.any(String), offset: '0' };

const matching = (obeys: (row: Row) => boolean) => rows.filter(obeys).map(({ id }) => id);

/** A row from the middle of the list that has what is asked. */
const some = (has: (row: Row) => unknown = () => true): Row => {
  const found = rows.slice(20).find(has) ?? rows[0];
  if (found === undefined) throw new Error('nothing was seeded');
  return found;
};

const z = (moment: string | null) => (moment ?? '').replace('+00:00', 'Z');
const at = (moment: string | null) => Date.parse(moment ?? '');

describe('every filter of the list', () => {
  interface Case {
    field: string;
    filter: () => TicketFilter;
    sent: () => Record<string, string>;
    obeys: (row: Row) => boolean;
  }
  const cases: Case[] = [
    {
      field: 'createdAfter',
      filter: () => ({ createdAfter: z(some().created) }),
      sent: () => ({ since: z(some().created) }),
      obeys: (row) => at(row.created) > at(some().created),
    },
    {
      field: 'createdBefore',
      filter: () => ({ createdBefore: z(some().created) }),
      sent: () => ({ until: z(some().created) }),
      obeys: (row) => at(row.created) < at(some().created),
    },
    {
      field: 'startsFrom',
      filter: () => ({ startsFrom: z(some((row) => row.start_time).start_time) }),
      sent: () => ({ startTime: z(some((row) => row.start_time).start_time) }),
      obeys: (row) => at(row.start_time) >= at(some((one) => one.start_time).start_time),
    },
    {
      field: 'endsBy',
      filter: () => ({ endsBy: z(some((row) => row.end_time).end_time) }),
      sent: () => ({ endTime: z(some((row) => row.end_time).end_time) }),
      obeys: (row) => at(row.end_time) <= at(some((one) => one.end_time).end_time),
    },
    {
      field: 'reference',
      filter: () => ({ reference: some((row) => row.reference).reference }),
      sent: () => ({ reference: some((row) => row.reference).reference ?? '' }),
      obeys: (row) => row.reference === some((one) => one.reference).reference,
    },
    {
      field: 'search',
      filter: () => ({ search: some().subject.toUpperCase() }),
      sent: () => ({ search: some().subject.toUpperCase() }),
      obeys: (row) => row.subject === some().subject,
    },
    {
      field: 'type',
      filter: () => ({ type: 'video-assistance-multi-participants' }),
      sent: () => ({ type: 'video-assistance-multi-participants' }),
      obeys: (row) => row.type === 'video-assistance-multi-participants',
    },
    {
      field: 'groupId',
      filter: () => ({ groupId: '78' }),
      sent: () => ({ group: '78' }),
      obeys: (row) => row.group?.id === 78,
    },
    {
      field: 'requestorId',
      filter: () => ({ requestorId: String(some().requestor.id) }),
      sent: () => ({ requestor: String(some().requestor.id) }),
      obeys: (row) => row.requestor.id === some().requestor.id,
    },
  ];

  test.each(cases)('$field filters, and is sent unchanged', async ({ filter, sent, obeys }) => {
    const answer = await list(filter());
    expect(answer.ids).toEqual(matching(obeys));
    expect(answer.ids?.length).toBeGreaterThan(0);
    expect(answer.ids?.length).toBeLessThan(rows.length);
    expect(answer.sent).toEqual({ ...PAGE, ...sent() });
    expect(answer.calls).toBe(1);
  });

  test('serviceKey replaces the default service, and is echoed', async () => {
    const serviceKey = 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf';
    const other = (await upstream(world, `/tickets?limit=100&service_key=${serviceKey}`)).data;
    const answer = await list({ serviceKey });
    expect(answer.ids).toEqual(other.map((row: Row) => row.id));
    expect(answer.ids?.some((id) => rows.some((row) => row.id === id))).toBe(false);
    expect(answer.sent).toEqual({ ...PAGE, service_key: serviceKey });
    expect(answer.data.tickets?.narrowing).toEqual({ owner: 'VIEWER', userId: null, serviceKey });
  });

  test('all of them together are one call', async () => {
    const { created, reference, requestor, type, subject, group, start_time, end_time } = some(
      (row) => row.reference && row.start_time && row.group,
    );
    const answer = await list({
      createdAfter: new Date(at(created) - 1000).toISOString(),
      createdBefore: new Date(at(created) + 1000).toISOString(),
      startsFrom: z(start_time),
      endsBy: z(end_time),
      groupId: String(group?.id),
      requestorId: String(requestor.id),
      search: subject,
      ...{ reference, type },
    });
    expect(answer.ids).toHaveLength(1);
    expect(answer.calls).toBe(1);
  });

  test('an empty result is an empty connection', async () => {
    const answer = await list({ search: 'nothing like this was ever written' });
    expect(answer.data.tickets).toMatchObject({ nodes: [], totalCount: 0, pageInfo: { hasNextPage: false } });
    expect(answer.calls).toBe(1);
  });

  test('null filters nothing', async () => {
    const none = { search: null, groupId: null, states: null, createdAfter: null, owner: null, userId: null };
    const answer = await list(none);
    expect(answer.ids).toEqual(rows.map((row) => row.id));
    expect(answer.sent).toEqual(PAGE);
  });
});

describe('moments', () => {
  const sentFor = async (filter: TicketFilter) => (await list(filter)).sent;

  test('are sent in UTC with Z for any offset', async () => {
    const createdAfter = '2026-01-31T15:00:00+02:00';
    expect(await sentFor({ createdAfter })).toMatchObject({ since: '2026-01-31T13:00:00Z' });
  });

  test('with fractions are rounded so that no row comes too much or too few', async () => {
    const sent = await sentFor({
      createdAfter: '2020-01-31T15:00:00.250Z',
      createdBefore: '2036-01-31T15:00:00.250Z',
      startsFrom: '2020-01-31T15:00:00.250Z',
      endsBy: '2036-01-31T15:00:00.250Z',
    });
    expect(sent).toMatchObject({
      since: '2020-01-31T15:00:00Z',
      until: '2036-01-31T15:00:01Z',
      startTime: '2020-01-31T15:00:01Z',
      endTime: '2036-01-31T15:00:00Z',
    });
  });

  test('a start with fractions is compared as it was written', async () => {
    const { start_time } = some((row) => row.start_time);
    const startsFrom = new Date(at(start_time) + 500).toISOString();
    const answer = await list({ startsFrom });
    expect(codes(answer)).toEqual([]);
    expect(answer.ids).toEqual(matching((row) => at(row.start_time) > at(start_time)));
  });
});

describe('a lookup by reference', () => {
  test('finds none, one or many, newest start first, in one call', async () => {
    const reference = 'CASE-LOOKUP';
    for (const expected of [0, 1, 2]) {
      const answer = await list({ reference });
      expect(answer.ids).toHaveLength(expected);
      expect(answer.calls).toBe(1);
      await world.admin.insert({
        user: 'alice',
        reference,
        start_time: `2031-01-0${expected + 1}T10:00:00Z`,
      });
    }
    const starts = (await list({ reference })).data.tickets?.nodes?.map((ticket) => ticket?.startTime);
    expect(starts).toEqual(['2031-01-03T10:00:00Z', '2031-01-02T10:00:00Z', '2031-01-01T10:00:00Z']);
  });
});

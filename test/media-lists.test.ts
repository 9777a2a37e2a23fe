import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MediasDocument, type TicketMediaFilter, type TicketMediaOrderField } from './generated/graphql.ts';
import { lastMediaCall, listMedias, type MediaRow, richestTicket } from './helpers/medias.ts';
import { codes, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
let ticketId: string;
let rows: MediaRow[];
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'dana');
  ({ ticketId, rows } = await richestTicket(world));
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const list = (filter: TicketMediaFilter | null, login = 'alice') =>
  listMedias(world, ticketId, filter, login);
const completed = () => rows.filter(({ status }) => status === 'completed');
const matching = (obeys: (row: MediaRow) => boolean) =>
  completed()
    .filter(obeys)
    .map(({ id }) => id);
const some = (has: (row: MediaRow) => unknown = () => true): MediaRow => {
  const found = completed().slice(5).find(has) ?? completed().find(has);
  if (found === undefined) throw new Error('no such media was seeded');
  return found;
};
const z = (moment: string) => moment.replace('+00:00', 'Z');

describe('every filter of medias', () => {
  interface Case {
    field: string;
    filter: () => TicketMediaFilter;
    sent: () => Record<string, string>;
    obeys: (row: MediaRow) => boolean;
  }
  const cases: Case[] = [
    {
      field: 'mediaType',
      filter: () => ({ mediaType: 'image' }),
      sent: () => ({ media_type: 'image' }),
      obeys: (row) => row.media_type === 'image',
    },
    {
      field: 'sourceType',
      filter: () => ({ sourceType: 'snapshot' }),
      sent: () => ({ source_type: 'snapshot' }),
      obeys: (row) => row.source_type === 'snapshot',
    },
    {
      field: 'search',
      filter: () => ({ search: some().title.slice(0, 6).toUpperCase() }),
      sent: () => ({ search: some().title.slice(0, 6).toUpperCase() }),
      obeys: ({ title, description, tags }) =>
        [title, description ?? '', ...tags].some((text) =>
          text.toLowerCase().includes(some().title.slice(0, 6).toLowerCase()),
        ),
    },
    {
      field: 'tag',
      filter: () => ({ tag: some((row) => row.tags[0]).tags[0] ?? '' }),
      sent: () => ({ tag: some((row) => row.tags[0]).tags[0] ?? '' }),
      obeys: (row) => row.tags.includes(some((one) => one.tags[0]).tags[0] ?? ''),
    },
    {
      field: 'userId',
      filter: () => ({ userId: '1201' }),
      sent: () => ({ user: '1201' }),
      obeys: (row) => row.user?.id === 1201,
    },
    {
      field: 'groupId',
      filter: () => ({ groupId: '77' }),
      sent: () => ({ group: '77' }),
      obeys: (row) => row.user?.id === 1201,
    },
    {
      field: 'createdAfter',
      filter: () => ({ createdAfter: z(some().created) }),
      sent: () => ({ since: z(some().created) }),
      obeys: (row) => Date.parse(row.created) > Date.parse(some().created),
    },
    {
      field: 'createdBefore',
      filter: () => ({ createdBefore: z(some().created) }),
      sent: () => ({ until: z(some().created) }),
      obeys: (row) => Date.parse(row.created) < Date.parse(some().created),
    },
  ];

  test.each(cases)('$field filters, and is sent unchanged', async ({ filter, sent, obeys }) => {
    const answer = await list(filter());
    expect(codes(answer)).toEqual([]);
    expect(answer.ids).toEqual(matching(obeys));
    expect(answer.ids?.length).toBeGreaterThan(0);
    expect(answer.ids?.length).toBeLessThan(completed().length);
    expect(answer.sent).toEqual({ status: 'completed', orderby: 'date', order: 'desc', ...sent() });
  });

  test('statuses replace the silent default, and are echoed', async () => {
    const statuses = ['completed', 'processing', 'error'];
    const answer = await list({ statuses });
    expect(answer.ids).toEqual(rows.map(({ id }) => id));
    expect(answer.medias?.statuses).toEqual(statuses);
    expect(answer.sent).toMatchObject({ status: 'completed,processing,error' });
    expect((await list({ statuses: ['error'] })).sent).toMatchObject({ status: 'error' });
  });

  test('listing the medias of all users requires an admin', async () => {
    expect(codes(await list({ userId: 'all' }))).toEqual(['FORBIDDEN']);
    const answer = await list({ userId: 'all' }, 'dana');
    expect(answer.ids).toEqual(completed().map(({ id }) => id));
    expect(answer.sent).toMatchObject({ user: 'all' });
  });

  test.each([
    { what: 'a status', filter: { statuses: ['vanished'] }, at: 'statuses' },
    { what: 'a status with a comma', filter: { statuses: ['error,completed'] }, at: 'statuses' },
    { what: 'a type', filter: { mediaType: 'hologram' }, at: 'mediaType' },
    { what: 'an origin', filter: { sourceType: 'dream' }, at: 'sourceType' },
    { what: 'a group', filter: { groupId: '4711' }, at: 'groupId' },
    { what: 'a moment', filter: { createdAfter: 'yesterday' }, at: 'createdAfter' },
  ])('$what that can not be tells which input is at fault, and leaves the ticket', async ({ filter, at }) => {
    const answer = await list(filter);
    expect(answer.data.ticket).toEqual({ medias: null });
    expect(answer.errors).toMatchObject([
      { path: ['ticket', 'medias'], extensions: { code: 'BAD_USER_INPUT', inputPath: ['filter', at] } },
    ]);
  });
});

describe('every order of medias', () => {
  const fields: [TicketMediaOrderField, string][] = [
    ['CREATED_AT', 'date'],
    ['TITLE', 'title'],
    ['MEDIA_ID', 'id'],
  ];
  const both = fields.flatMap(([field, orderby]) => [
    { field, orderby, direction: 'ASC' as const, order: 'asc' },
    { field, orderby, direction: 'DESC' as const, order: 'desc' },
  ]);

  test.each(both)(
    '$field $direction is the order of the API',
    async ({ field, direction, orderby, order }) => {
      const path = `/tickets/${ticketId}/medias?limit=50&orderby=${orderby}&order=${order}`;
      const expected: MediaRow[] = (await upstream(world, path)).data;
      const answer = await world.ask(MediasDocument, { ticketId, first: 50, orderBy: { field, direction } });
      expect(codes(answer)).toEqual([]);
      expect(answer.data.ticket?.medias?.nodes?.map((media) => Number(media?.mediaId))).toEqual(
        expected.map(({ id }) => id),
      );
      expect(await lastMediaCall(world)).toMatchObject({ orderby, order });
    },
  );
});

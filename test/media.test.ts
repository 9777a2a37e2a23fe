import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  MediasDocument,
  type MediasQuery,
  type MediasQueryVariables,
  type TicketMediaFilter,
  type TicketMediaOrderField,
} from './generated/graphql.ts';
import { as, codes, lastSent, meet, upstream } from './helpers/asked.ts';
import { type Answer, openWorld, type World } from './helpers/world.ts';

/** A row of the API, as far as these tests look at it. */
interface Row {
  id: number;
  title: string;
  description: string | null;
  status: string;
  media_type: string;
  source_type: string;
  created: string;
  tags: string[];
  user: { id: number; name: string } | null;
  url: string | null;
}

const ALL = 'status=completed,processing,error&limit=100';
let world: World;
let ticketId: string;
let rows: Row[];
beforeAll(async () => {
  world = await openWorld();
  await meet(world, 'alice', 'dana');
  const tickets: { id: number }[] = (await upstream(world, '/tickets?limit=100')).data;
  const lists = await Promise.all(
    tickets.map(async ({ id }) => ({
      id,
      data: (await upstream(world, `/tickets/${id}/medias?${ALL}`)).data,
    })),
  );
  const most = lists.toSorted((a, b) => b.data.length - a.data.length)[0];
  if (most === undefined) throw new Error('nothing was seeded');
  ticketId = String(most.id);
  rows = most.data;
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const list = async (filter: TicketMediaFilter | null, login = 'alice') => {
  const answer = await world.ask(MediasDocument, { ticketId, first: 50, filter }, as(login));
  const medias = answer.data.ticket?.medias;
  const ids = medias?.nodes?.map((media) => Number(media?.mediaId));
  return { ...answer, medias, ids, sent: await mediaCall() };
};

/** What the call for the medias carried, without the page it asked for. */
const mediaCall = async () => {
  const calls = await world.admin.lastCalls();
  const { limit, offset, ...sent } = calls.findLast(({ path }) => path.endsWith('/medias'))?.parameters ?? {};
  return sent;
};

const completed = () => rows.filter(({ status }) => status === 'completed');
const matching = (obeys: (row: Row) => boolean) =>
  completed()
    .filter(obeys)
    .map(({ id }) => id);
const some = (has: (row: Row) => unknown = () => true): Row => {
  const found = completed().slice(5).find(has) ?? completed().find(has);
  if (found === undefined) throw new Error('no such media was seeded');
  return found;
};
const z = (moment: string) => moment.replace('+00:00', 'Z');

describe('the medias of a ticket', () => {
  test('are those that are ready, newest first: what the API does silently, said aloud', async () => {
    const { medias, ids, sent, calls } = await list(null);
    expect(ids).toEqual(completed().map(({ id }) => id));
    expect(medias?.statuses).toEqual(['completed']);
    expect(sent).toEqual({ status: 'completed', orderby: 'date', order: 'desc' });
    expect(calls).toBe(2);
  });

  test('tell all that the contract knows of each', async () => {
    const { medias } = await list(null);
    const raw = await upstream(world, `/tickets/${ticketId}/medias?limit=50`);
    expect(
      medias?.nodes?.map((media) => ({
        id: Number(media?.mediaId),
        title: media?.title,
        description: media?.description,
        status: media?.statusRaw,
        media_type: media?.mediaTypeRaw,
        mime_type: media?.mimeType,
        source_type: media?.sourceRaw,
        size: media?.sizeBytes,
        created: media?.createdAt?.replace('Z', '+00:00'),
        tags: media?.tags,
        geoloc:
          media?.geolocation == null
            ? null
            : { lat: media.geolocation.latitude, lng: media.geolocation.longitude },
        user: media?.user == null ? null : { id: Number(media.user.userId), name: media.userName },
      })),
    ).toEqual(raw.data.map(({ url: _, ...row }: Row) => row));
    for (const media of medias?.nodes ?? []) {
      expect(media?.status?.toLowerCase()).toBe(media?.statusRaw);
      expect(media?.mediaType?.toLowerCase()).toBe(media?.mediaTypeRaw);
      expect(media?.source?.toLowerCase()).toBe(media?.sourceRaw);
    }
  });

  test('have links that serve the files', async () => {
    const { medias } = await list(null);
    const picture = medias?.nodes?.find((media) => media?.mimeType === 'image/png');
    const file = await fetch(picture?.url ?? '');
    expect(file.headers.get('content-type')).toBe('image/png');
    expect((await file.arrayBuffer()).byteLength).toBe(picture?.sizeBytes);
  });

  test('come a page at a time, each once', async () => {
    const seen: (number | undefined)[] = [];
    let after: string | null | undefined;
    for (let page = 0; page < 10; page += 1) {
      const variables: MediasQueryVariables = { ticketId, first: 7, after: after ?? null };
      const { data, calls }: Answer<MediasQuery> = await world.ask(MediasDocument, variables);
      const medias = data.ticket?.medias;
      // The ticket, the page, and from the second page on a count of its own.
      expect(calls).toBeLessThanOrEqual(3);
      expect(medias?.totalCount).toBe(completed().length);
      seen.push(...(medias?.nodes?.map((media) => Number(media?.mediaId)) ?? []));
      after = medias?.pageInfo.endCursor;
      if (!medias?.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(completed().map(({ id }) => id));
  });

  test('of one ticket under two aliases, alike, are one call', async () => {
    const same = 'medias(first: 3) { nodes { mediaId } }';
    const answer = await world.ask<Record<string, object>, object>(
      `{ ticket(ticketId: "${ticketId}") { a: ${same} b: ${same} } }`,
    );
    expect(answer.calls).toBe(2);
  });
});

describe('every filter of medias', () => {
  interface Case {
    field: string;
    filter: () => TicketMediaFilter;
    sent: () => Record<string, string>;
    obeys: (row: Row) => boolean;
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

  test.each(cases)('$field narrows, and is sent as it is', async ({ filter, sent, obeys }) => {
    const answer = await list(filter());
    expect(codes(answer)).toEqual([]);
    expect(answer.ids).toEqual(matching(obeys));
    expect(answer.ids?.length).toBeGreaterThan(0);
    expect(answer.ids?.length).toBeLessThan(completed().length);
    expect(answer.sent).toEqual({ status: 'completed', orderby: 'date', order: 'desc', ...sent() });
  });

  test('statuses take the place of the silent default, and are echoed', async () => {
    const statuses = ['completed', 'processing', 'error'];
    const answer = await list({ statuses });
    expect(answer.ids).toEqual(rows.map(({ id }) => id));
    expect(answer.medias?.statuses).toEqual(statuses);
    expect(answer.sent).toMatchObject({ status: 'completed,processing,error' });
    expect((await list({ statuses: ['error'] })).sent).toMatchObject({ status: 'error' });
  });

  test('a user of everybody is for admins', async () => {
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
      const expected: Row[] = (await upstream(world, path)).data;
      const answer = await world.ask(MediasDocument, { ticketId, first: 50, orderBy: { field, direction } });
      expect(codes(answer)).toEqual([]);
      expect(answer.data.ticket?.medias?.nodes?.map((media) => Number(media?.mediaId))).toEqual(
        expected.map(({ id }) => id),
      );
      expect(await mediaCall()).toMatchObject({ orderby, order });
    },
  );
});

describe('one media by its global id', () => {
  const node = (id: string) =>
    world.ask<{ node: object | null }, object>(
      'query One($id: ID!) { node(id: $id) { id ... on TicketMedia { mediaId title } } }',
      { id },
    );

  test('is found in the list of its ticket, whatever its status', async () => {
    const { medias } = await list({ statuses: ['processing', 'error'] });
    const { medias: ready } = await list(null);
    for (const media of [ready?.nodes?.at(-1), medias?.nodes?.[0]]) {
      const answer = await node(media?.id ?? '');
      expect(answer.data.node).toEqual({ id: media?.id, mediaId: media?.mediaId, title: media?.title });
      expect(answer.calls).toBe(1);
    }
  });

  test('is null when there is none, or its ticket is gone', async () => {
    const gone = (text: string) => Buffer.from(`TicketMedia:${text}`).toString('base64url');
    expect((await node(gone(`${ticketId}:1`))).data.node).toBeNull();
    const answer = await node(gone('99999999:1'));
    expect(answer.data.node).toBeNull();
    expect(codes(answer)).toEqual([]);
  });

  test('is asked for as few rows as the API gives at once', async () => {
    await node(Buffer.from(`TicketMedia:${ticketId}:1`).toString('base64url'));
    expect(await lastSent(world)).toMatchObject({ limit: '100', offset: '0' });
  });
});

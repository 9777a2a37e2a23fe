import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  MediasDocument,
  type MediasQuery,
  type MediasQueryVariables,
  type TicketMediaFilter,
} from './generated/graphql.ts';
import { listMedias, type MediaRow, richestTicket } from './helpers/medias.ts';
import { codes, lastUpstreamParams, upstream, warmUpCallers } from './helpers/queries.ts';
import { type Answer, createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

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

describe('the medias of a ticket', () => {
  test('are the completed ones by default, newest first, sent explicitly', async () => {
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
    ).toEqual(raw.data.map(({ url: _, ...row }: MediaRow) => row));
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

  test('come in pages, each once', async () => {
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
    expect(await lastUpstreamParams(world)).toMatchObject({ limit: '100', offset: '0' });
  });
});

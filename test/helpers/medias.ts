import { MediasDocument, type TicketMediaFilter } from '../generated/graphql.ts';
import { asUser, upstream } from './queries.ts';
import type { TestGateway } from './test-gateway.ts';

/** A media as the API tells it, as far as tests look at it. */
export interface MediaRow {
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

/** Alice's ticket that has the most medias, and those, newest first, whatever their status. */
export async function richestTicket(world: TestGateway): Promise<{ ticketId: string; rows: MediaRow[] }> {
  const tickets: { id: number }[] = (await upstream(world, '/tickets?limit=100')).data;
  const all = 'status=completed,processing,error&limit=100';
  const lists = await Promise.all(
    tickets.map(async ({ id }) => {
      const rows: MediaRow[] = (await upstream(world, `/tickets/${id}/medias?${all}`)).data;
      return { ticketId: String(id), rows };
    }),
  );
  const most = lists.toSorted((a, b) => b.rows.length - a.rows.length)[0];
  if (most === undefined) throw new Error('nothing was seeded');
  return most;
}

/** What the last call for medias carried, without the page it asked for. */
export async function lastMediaCall(world: TestGateway): Promise<Record<string, string>> {
  const calls = await world.admin.lastCalls();
  const last = calls.findLast(({ path }) => path.endsWith('/medias'));
  const { limit, offset, ...sent } = last?.parameters ?? {};
  return sent;
}

/** A page of medias by a filter, with their ids in the API and what was sent for it. */
export async function listMedias(
  world: TestGateway,
  ticketId: string,
  filter: TicketMediaFilter | null,
  login = 'alice',
) {
  const answer = await world.ask(MediasDocument, { ticketId, first: 50, filter }, asUser(login));
  const medias = answer.data.ticket?.medias;
  const ids = medias?.nodes?.map((media) => Number(media?.mediaId));
  return { ...answer, medias, ids, sent: await lastMediaCall(world) };
}

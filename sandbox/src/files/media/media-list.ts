import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { MediaRow, Schema } from '../../db/schema.ts';
import type { Store } from '../../db/store.ts';
import type { Reading } from '../../deps.ts';
import type { MediaQuery } from './media-query.ts';

/** A media with the name of the agent who produced it (null: the guest did). */
export type MediaWithAuthor = MediaRow & { readonly author: string | null };

/** What each key sorts on. Titles as people read them: without regard to the case of ASCII letters. */
const KEYS = {
  date: sql`medias.created`,
  title: sql`medias.title collate nocase`,
  id: sql`medias.id`,
} as const;

/**
 * The page of a ticket's medias that the query asks for, and how many there are over all pages. `search` looks at title,
 * description and tags, without regard to the case of ASCII letters; `producer` and `group` at who produced the media, so
 * they never find what a guest did. Ties come by id, lowest first.
 */
export function findMedias(
  store: Store,
  ticket: number,
  query: MediaQuery,
  reading: Reading,
): { medias: MediaWithAuthor[]; total: number } {
  const matching = matchingMedias(store, ticket, query, reading);
  const total = store.total(matching.select((of) => of.fn.countAll<number>().as('total')));
  const page = withAuthor(matching)
    .orderBy(KEYS[query.orderby], query.order)
    .orderBy('medias.id', 'asc')
    .limit(query.limit)
    .offset(query.offset);
  return { medias: store.all(page), total };
}

/** All medias of a ticket that have a file, oldest first. */
export function completedMedias(store: Store, ticket: number): MediaWithAuthor[] {
  const medias = store.build
    .selectFrom('medias')
    .where('ticket', '=', ticket)
    .where('status', '=', 'completed');
  return store.all(withAuthor(medias).orderBy('medias.created').orderBy('medias.id'));
}

function matchingMedias(store: Store, ticket: number, query: MediaQuery, { boundsInclusive }: Reading) {
  return store.build.selectFrom('medias').where((of) => {
    const wanted: Expression<SqlBool>[] = [of('ticket', '=', ticket), of('status', 'in', query.status)];
    if (query.since !== undefined)
      wanted.push(of('medias.created', boundsInclusive ? '>=' : '>', query.since));
    if (query.until !== undefined)
      wanted.push(of('medias.created', boundsInclusive ? '<=' : '<', query.until));
    if (query.search !== '') wanted.push(contains(query.search));
    if (query.media_type !== undefined) wanted.push(of('media_type', '=', query.media_type));
    if (query.source_type !== undefined) wanted.push(of('source_type', '=', query.source_type));
    if (query.tag !== undefined) wanted.push(isTagged(sql`tag.value = ${query.tag}`));
    if (query.producer !== undefined) wanted.push(of('user', '=', query.producer));
    if (query.group !== undefined) {
      wanted.push(
        of('user', 'in', of.selectFrom('memberships').select('user').where('group', '=', query.group)),
      );
    }
    return of.and(wanted);
  });
}

function withAuthor<Row>(medias: SelectQueryBuilder<Schema, 'medias', Row>) {
  return medias
    .leftJoin('users', 'users.id', 'medias.user')
    .selectAll('medias')
    .select(sql<string | null>`users.first_name || ' ' || users.last_name`.as('author'));
}

function contains(text: string): Expression<SqlBool> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const like = (column: Expression<unknown>) => sql<SqlBool>`${column} like ${pattern} escape '\\'`;
  const columns = [sql`medias.title`, sql`medias.description`].map(like);
  return sql<SqlBool>`(${sql.join([...columns, isTagged(like(sql`tag.value`))], sql` or `)})`;
}

function isTagged(condition: Expression<unknown>): Expression<SqlBool> {
  return sql<SqlBool>`exists (select 1 from json_each(medias.tags_json) as tag where ${condition})`;
}

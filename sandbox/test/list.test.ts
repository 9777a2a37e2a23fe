import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi, type Page, type Ticket } from './api.ts';

let api: Api;
let all: Ticket[];

const SECOND_SERVICE = 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf';

beforeAll(async () => {
  api = await openApi({ tickets: 200 });
  all = await walk({ orderby: 'id', order: 'asc' });
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

type Query = Record<string, string | number>;
const page = (query: Query = {}) => api.as('alice').get<Page<Ticket>>('/tickets', query);

/** All tickets of a query, page by page as `next_offset` says. */
async function walk(query: Query, limit = 100): Promise<Ticket[]> {
  const rows: Ticket[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const { body }: { body: Page<Ticket> } = await page({ ...query, limit, offset });
    rows.push(...body.data);
    offset = body.next_offset;
  }
  return rows;
}

const ids = (rows: readonly Ticket[]) => rows.map(({ id }) => id);

describe('paging', () => {
  test('gives ten from the first on unless told otherwise', async () => {
    const { body } = await page();
    expect(body.data).toHaveLength(10);
    expect(body).toMatchObject({ total: all.length, next_offset: 10 });
  });

  test.each([1, 7, 65, 100])('pages of %i hold every ticket once', async (limit) => {
    expect(ids(await walk({ orderby: 'id', order: 'asc' }, limit))).toEqual(ids(all));
  });

  test('the last page has no next one, and past the end there is an empty page', async () => {
    const last = await page({ limit: 5, offset: all.length - 5 });
    expect(last.body.next_offset).toBeNull();
    const past = await page({ offset: 5000 });
    expect(past.body).toEqual({ data: [], total: all.length, next_offset: null });
  });

  test.each([
    ...[
      ['limit', '0'],
      ['limit', '101'],
      ['limit', '-1'],
      ['limit', '1.5'],
      ['limit', 'all'],
      ['limit', ''],
    ],
    ...[
      ['offset', '-1'],
      ['offset', 'x'],
      ['orderby', 'subject'],
      ['orderby', 'start'],
      ['order', 'up'],
      ['order', 'ASC'],
    ],
    ...[
      ['since', '2026-01-01'],
      ['until', 'yesterday'],
      ['startTime', '2026-01-01T00:00:00'],
      ['endTime', '1767225600'],
    ],
    ...[
      ['type', 'hologram'],
      ['requestor', 'zoe'],
      ['group', '77,78'],
      ['service_key', 'nope'],
      ['scope', 'all'],
    ],
  ])('%s=%s is refused by name', async (name, value) => {
    const { status, body } = await api.as('alice').get('/tickets', { [name ?? '']: value ?? '' });
    expect({ status, code: body.code, details: body.details }).toEqual({
      ...{ status: 400, code: 10, details: `Parameter ${name}` },
    });
  });
});

describe('order', () => {
  const KEYS = ['start_time', 'end_time', 'created', 'modified', 'id', 'state', 'reference', 'type'] as const;

  /** The contract's order, worked out here: nulls are lowest, ties go by id upwards whatever the direction. */
  function sorted(key: (typeof KEYS)[number], direction: 1 | -1): number[] {
    const rank = (ticket: Ticket) => ticket[key] ?? '';
    const compare = (a: Ticket, b: Ticket) => {
      if (rank(a) === rank(b)) return a.id - b.id;
      return (rank(a) < rank(b) ? -1 : 1) * direction;
    };
    return ids([...all].sort(compare));
  }

  test.each(KEYS)('by %s goes both ways', async (orderby) => {
    expect(ids(await walk({ orderby, order: 'asc' }))).toEqual(sorted(orderby, 1));
    expect(ids(await walk({ orderby, order: 'desc' }))).toEqual(sorted(orderby, -1));
  });

  test('is by start, latest first, unless told otherwise', async () => {
    expect(ids(await walk({}))).toEqual(sorted('start_time', -1));
  });

  test('puts what has no start last when descending and first when ascending', async () => {
    const starts = (await walk({ order: 'desc' })).map(({ start_time }) => start_time === null);
    expect(starts.indexOf(true)).toBe(starts.length - starts.filter(Boolean).length);
    expect((await page({ order: 'asc', limit: 1 })).body.data[0]?.start_time).toBeNull();
  });

  test('sorts tickets of one second by id, upwards in both directions', async () => {
    const body = {
      count: 30,
      user: 'clara.petit',
      created: '2026-03-01T10:00:00Z',
      start_time: '2026-04-01T10:00:00Z',
    };
    const inserted = (await api.admin<{ ids: number[] }>('POST', '/tickets', body)).body.ids;
    for (const orderby of ['created', 'start_time']) {
      for (const order of ['asc', 'desc']) {
        const query = {
          user: 1204,
          orderby,
          order,
          limit: 100,
          since: '2026-03-01T09:59:59Z',
          until: '2026-03-01T10:00:01Z',
        };
        const { body: found } = await api.as('dana').get<Page<Ticket>>('/tickets', query);
        expect(ids(found.data)).toEqual(inserted);
      }
    }
  });
});

describe('filters', () => {
  const where = (keep: (ticket: Ticket) => boolean) => ids(all.filter(keep));
  const found = async (query: Query) => ids(await walk({ orderby: 'id', order: 'asc', ...query }));
  const inZ = (time: string) => time.replace('+00:00', 'Z');
  const middle = () => all[Math.floor(all.length / 2)]?.created ?? '';

  test('since and until are exclusive bounds', async () => {
    const bound = middle();
    expect(await found({ since: inZ(bound) })).toEqual(where(({ created }) => created > bound));
    expect(await found({ until: inZ(bound) })).toEqual(where(({ created }) => created < bound));
    expect(where(({ created }) => created === bound)).not.toEqual([]);
  });

  test('since and until include their second where the admin path says so', async () => {
    await api.admin('PUT', '/habits', { boundsInclusive: true });
    const bound = middle();
    expect(await found({ since: inZ(bound) })).toEqual(where(({ created }) => created >= bound));
    expect(await found({ until: inZ(bound) })).toEqual(where(({ created }) => created <= bound));
    await api.admin('DELETE', '/habits');
  });

  test('startTime is at or after, endTime at or before; what has none is in neither', async () => {
    const { start_time, end_time } = all.find(({ state }) => state === 'done') ?? {};
    const [start, end] = [start_time ?? '', end_time ?? ''];
    const started = where((ticket) => ticket.start_time !== null && ticket.start_time >= start);
    const ended = where((ticket) => ticket.end_time !== null && ticket.end_time <= end);
    expect(await found({ startTime: inZ(start) })).toEqual(started);
    expect(await found({ endTime: inZ(end) })).toEqual(ended);
    expect(started.length * ended.length).toBeGreaterThan(0);
  });

  test('a fraction of a second is cut off', async () => {
    const bound = inZ(middle());
    expect(await found({ since: bound.replace('Z', '.999Z') })).toEqual(await found({ since: bound }));
  });

  test('reference is exact, and may be of none, one or several', async () => {
    const references = Map.groupBy(all, ({ reference }) => reference);
    references.delete(null);
    for (const [reference, tickets] of references) {
      expect(await found({ reference: reference ?? '' })).toEqual(ids(tickets));
    }
    expect(await found({ reference: 'CASE-' })).toEqual([]);
  });

  test('type, group and requestor narrow the list', async () => {
    const several = 'video-assistance-multi-participants';
    expect(await found({ type: several })).toEqual(where(({ type }) => type === several));
    expect(await found({ group: 77 })).toEqual(where(({ group }) => group?.id === 77));
    const requestor = all[0]?.requestor.id ?? 0;
    const mine = await found({ requestor });
    expect(mine).toEqual(expect.arrayContaining(where((ticket) => ticket.requestor.id === requestor)));
    expect(mine.length).toBeLessThan(all.length);
    expect(await found({ requestor: 1 })).toEqual([]);
  });

  test('filters add up', async () => {
    const query = { group: 77, type: 'video-assistance', since: inZ(middle()) };
    const kept = where(
      ({ group, type, created }) => group?.id === 77 && type === 'video-assistance' && created > middle(),
    );
    expect(await found(query)).toEqual(kept);
    expect(kept).not.toEqual([]);
  });

  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase();
  const textsOf = ({ subject, reference, description, requestor }: Ticket) =>
    plain(
      [subject, reference, description, requestor.name, requestor.firstname, requestor.company].join('\n'),
    );
  const holding = (search: string) => where((ticket) => textsOf(ticket).includes(plain(search)));

  test('search looks into subject, reference, description and who it is for, whatever the case', async () => {
    const full = all.find(
      ({ requestor, reference, description }) => requestor.company && reference && description,
    );
    const { subject, reference, description, requestor } = full ?? {};
    for (const text of [
      subject,
      reference,
      description,
      requestor?.name,
      requestor?.firstname,
      requestor?.company,
    ]) {
      const search = (text ?? '').slice(1, 12).toUpperCase();
      expect(await found({ search })).toEqual(holding(search));
      expect(await found({ search })).toContain(full?.id);
    }
  });

  test('search takes accents for what they stand on', async () => {
    expect(holding('chaudiere')).not.toEqual([]);
    for (const search of ['chaudiere', 'Chaudière', 'CHAUDIÈRE'])
      expect(await found({ search })).toEqual(holding(search));
  });

  test('search finds a ticket by what its subject became', async () => {
    const { body } = await api
      .as('bob')
      .post<Ticket>('/tickets', { email: 'a@example.com', subject: 'Before', reference: 'R' });
    await api.as('bob').put(`/tickets/${body.id}`, { subject: 'Thereafter' });
    const total = async (search: string) =>
      (await api.as('bob').get<Page<Ticket>>('/tickets', { search })).body.total;
    expect([await total('thereafter'), await total('before\nr'), await total('thereafter\nr')]).toEqual([
      1, 0, 1,
    ]);
  });

  test.each(['%', '_', '\\', "'", '"; drop table tickets; --'])(
    'search takes %j as it is',
    async (search) => {
      expect(await found({ search })).toEqual(holding(search));
    },
  );

  test('only the preferred service is listed, unless another one is named', async () => {
    expect(new Set(all.map(({ service_key }) => service_key)).size).toBe(1);
    const others = await walk({ service_key: SECOND_SERVICE });
    expect(others.length).toBeGreaterThan(0);
    expect(others.every(({ service_key }) => service_key === SECOND_SERVICE)).toBe(true);
  });

  test('a state is no parameter: it is ignored', async () => {
    expect(await found({ state: 'closed' })).toEqual(ids(all));
  });

  test('the agent links come with scope=sso', async () => {
    const { body } = await page({ scope: 'sso' });
    expect(
      body.data.filter(({ agent }) => agent !== null).every(({ agent }) => agent?.url?.includes('token=')),
    ).toBe(true);
  });
});

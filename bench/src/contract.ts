/** The paths and the list envelope of the ticket API, for the mock and for every peer. */

/** Where the mock listens; the runner sets it for every process that it starts. */
export const UPSTREAM = process.env['UPSTREAM'] ?? 'http://127.0.0.1:4100';

const PREFIX = '/api/v3';

/** How many tickets the mock has. The newest has the highest id. */
export const TICKETS = 10_000;

/** Paths by which peers call the mock. */
export const paths = {
  list: (limit: number, offset: number) => `${PREFIX}/tickets?limit=${limit}&offset=${offset}`,
  one: (id: number) => `${PREFIX}/tickets/${id}`,
  medias: (id: number, limit: number, offset = 0) =>
    `${PREFIX}/tickets/${id}/medias?limit=${limit}&offset=${offset}`,
  events: (id: number) => `${PREFIX}/tickets/${id}/events`,
  me: `${PREFIX}/users/me`,
};

/** Matches the path of a ticket, of a list, or of a child list. Groups: ticket id, child. */
export const ROUTE = new RegExp(`^${PREFIX}/tickets(?:/(\\d+)(?:/(medias|events))?)?$`);

/** A list as the API answers it, from rows that are JSON already. */
export function envelope(rows: readonly string[], total: number, offset: number): string {
  const end = offset + rows.length;
  const next = end < total && rows.length > 0 ? end : null;
  return `{"data":[${rows.join(',')}],"total":${total},"next_offset":${next}}`;
}

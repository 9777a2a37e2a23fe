import type { Context } from 'hono';
import type { Clock } from './clock.ts';
import type { EventRow, TicketRow } from './db/schema.ts';
import type { Store } from './db/store.ts';

/** The user of a token, with what decides their rights. */
export interface Caller {
  id: number;
  enterprise: number;
  role: 'agent' | 'admin';
  /** Id of the preferred service: what lists are narrowed to, and where new tickets go. */
  service: number;
  /** Ids of their groups. */
  groups: readonly number[];
}

/** Links that open without a token: signed, and short lived. */
export interface Links {
  /** Scheme and host under which this request's caller reaches the sandbox, without a slash at the end. */
  origin(c: Context): string;
  /** The same where no request asks: the public URL, or where the last request came in. */
  home(): string;
  /**
   * An absolute link to `path` (as mounted under the prefix, e.g. `/files/media/12`), good for `seconds`.
   * The path alone is signed: a link to one file opens no other.
   */
  sign(c: Context, path: string, seconds: number): string;
  /** Checks that the request's own URL was signed and has not expired. @throws ApiError 404 if not (it does not reveal what exists) */
  check(c: Context): void;
}

/** What the admin path may change in the way parameters are understood. */
export interface Reading {
  /** `since` and `until` include their own second (default: they don't). */
  readonly boundsInclusive: boolean;
}

/**
 * What a route needs, handed to it when the app is put together.
 * Routes are plain hono apps with paths relative to `/api/v3`; name the path parameter `:ticketId`.
 */
export interface Deps {
  store: Store;
  clock: Clock;
  links: Links;
  reading: () => Reading;
  /**
   * All parameters of a request by wire name, from the query and from a form or JSON body (the query wins).
   * Lists are joined by commas, booleans are `true` or `false`; what is null is left out. @throws ApiError 400 if the body can't be read
   */
  parameters(c: Context): Promise<Parameters>;
  /** The user of the request's token. Always there behind the door; paths under `/files/` and `/token` have none. @throws ApiError 401 */
  authorise(c: Context): Caller;
  /**
   * The ticket of the path's `:ticketId`, if the caller may see it.
   * @throws ApiError 404 unknown, malformed id or another enterprise's; 403 another's of the same enterprise
   */
  ticketFor(c: Context): TicketRow;
  /** A ticket as the API shows it (contract: Ticket), without secret links. */
  describe(ticket: TicketRow): Record<string, unknown>;
  /** A timeline entry as the API shows it (contract: TicketEvent). */
  describeEvent(event: EventRow): Record<string, unknown>;
}

/** Wire names and their values, as text. */
export type Parameters = Readonly<Record<string, string>>;

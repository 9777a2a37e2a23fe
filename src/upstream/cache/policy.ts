import type { OperationName } from '../endpoint/endpoints.ts';

/** How long an answer of one kind may be served, in milliseconds. */
export interface CachePolicy {
  /** As it is. */
  readonly maxAgeMs: number;
  /** After that, for so long: at once, and renewed behind the client's back. */
  readonly staleWhileRevalidateMs: number;
  /** After `freshMs`, for so long: where the API fails or the budget is used up. Marked in the answer. */
  readonly staleIfErrorMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * The kinds that are kept. Tickets and what hangs on them move while people look at them, so they are renewed at once;
 * accounts hardly do. (Who a token belongs to is kept elsewhere, for as long as the token lives.) Medias carry links that end, so they are not served long after.
 */
export const POLICIES: Readonly<Partial<Record<OperationName, CachePolicy>>> = {
  listTickets: { maxAgeMs: 10 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: 5 * MINUTE },
  getTicket: { maxAgeMs: 15 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: 5 * MINUTE },
  listMedias: { maxAgeMs: 15 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: MINUTE },
  listEvents: { maxAgeMs: 15 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: 5 * MINUTE },
  listUsers: { maxAgeMs: 5 * MINUTE, staleWhileRevalidateMs: 55 * MINUTE, staleIfErrorMs: 24 * 60 * MINUTE },
};

/** How long anything is kept at most: a note that something is out of date must outlive it. */
export const LONGEST_MS = Math.max(
  ...Object.values(POLICIES).map(
    ({ maxAgeMs, staleWhileRevalidateMs, staleIfErrorMs }) =>
      maxAgeMs + Math.max(staleWhileRevalidateMs, staleIfErrorMs),
  ),
);

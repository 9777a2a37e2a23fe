import type { OperationName } from '../endpoint/endpoints.ts';

/** How long a response may be served (RFC 9111, RFC 5861), in milliseconds. */
export interface CachePolicy {
  readonly maxAgeMs: number;
  /** After the max-age: at once, while it is revalidated in the background. */
  readonly staleWhileRevalidateMs: number;
  /** After the max-age: if the API fails or the rate limit is used up. */
  readonly staleIfErrorMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * The policies of cached responses. Tickets change while a client shows them, accounts hardly do. Medias have links that
 * expire, so they are not served long after.
 */
export const POLICIES: Readonly<Partial<Record<OperationName, CachePolicy>>> = {
  listTickets: { maxAgeMs: 10 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: 5 * MINUTE },
  getTicket: { maxAgeMs: 15 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: 5 * MINUTE },
  listMedias: { maxAgeMs: 15 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: MINUTE },
  listEvents: { maxAgeMs: 15 * SECOND, staleWhileRevalidateMs: 0, staleIfErrorMs: 5 * MINUTE },
  listUsers: { maxAgeMs: 5 * MINUTE, staleWhileRevalidateMs: 55 * MINUTE, staleIfErrorMs: 24 * 60 * MINUTE },
};

/** How long a response is stored. */
export const ttlMs = ({ maxAgeMs, staleWhileRevalidateMs, staleIfErrorMs }: CachePolicy): number =>
  maxAgeMs + Math.max(staleWhileRevalidateMs, staleIfErrorMs);

/** The longest of them: versions of tags must outlive it. */
export const MAX_TTL_MS = Math.max(...Object.values(POLICIES).map(ttlMs));

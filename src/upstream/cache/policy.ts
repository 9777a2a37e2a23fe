import type { OperationName } from '../endpoint/endpoints.ts';

/** How long an answer of one kind may be served, in milliseconds. */
export interface Life {
  /** As it is. */
  readonly freshMs: number;
  /** After that, for so long: at once, and renewed behind the client's back. */
  readonly renewMs: number;
  /** After `freshMs`, for so long: where the API fails or the budget is used up. Marked in the answer. */
  readonly errorMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * The kinds that are kept. Tickets and what hangs on them move while people look at them, so they are renewed at once;
 * accounts hardly do. (Who a token belongs to is kept elsewhere, for as long as the token lives.) Medias carry links that end, so they are not served long after.
 */
export const LIVES: Readonly<Partial<Record<OperationName, Life>>> = {
  listTickets: { freshMs: 10 * SECOND, renewMs: 0, errorMs: 5 * MINUTE },
  getTicket: { freshMs: 15 * SECOND, renewMs: 0, errorMs: 5 * MINUTE },
  listMedias: { freshMs: 15 * SECOND, renewMs: 0, errorMs: MINUTE },
  listEvents: { freshMs: 15 * SECOND, renewMs: 0, errorMs: 5 * MINUTE },
  listUsers: { freshMs: 5 * MINUTE, renewMs: 55 * MINUTE, errorMs: 24 * 60 * MINUTE },
};

/** How long anything is kept at most: a note that something is out of date must outlive it. */
export const LONGEST_MS = Math.max(
  ...Object.values(LIVES).map(({ freshMs, renewMs, errorMs }) => freshMs + Math.max(renewMs, errorMs)),
);

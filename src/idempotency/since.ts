/** How much earlier than it was sent a thing may say it came to be, in milliseconds: the clock of the API is not ours. */
const SKEW_MS = 60_000;

/** From when on to look for what was sent at a time (epoch milliseconds). */
export const sinceOf = (sentAt: number): Date => new Date(sentAt - SKEW_MS);

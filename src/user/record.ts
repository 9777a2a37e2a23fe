/** A user of the ticket API, decoded. */
export type { UserRecord } from '../context.ts';

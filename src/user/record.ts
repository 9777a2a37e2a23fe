/** A user of the ticket API, decoded. */

/** One account. Only `id` is certain. */
export interface UserRecord {
  readonly id: string;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly enterpriseId: string | null;
  readonly createdAt: Date | null;
}

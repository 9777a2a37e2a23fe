import type { UserRecord } from '../context.ts';

/** A user account in the graph: its id, and its row if it was read. */
export class User {
  readonly id: string;
  readonly record: UserRecord | null;

  constructor(id: string, record: UserRecord | null = null) {
    this.id = id;
    this.record = record;
  }
}

import type { UserRecord } from './record.ts';

/** An account in the graph: known by its id, and by its row where one was read already. */
export class User {
  readonly id: string;
  readonly record: UserRecord | null;

  constructor(id: string, record: UserRecord | null = null) {
    this.id = id;
    this.record = record;
  }
}

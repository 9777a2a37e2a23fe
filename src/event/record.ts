/** An entry of a ticket's timeline, decoded. */
import type { AgentRecord, GeoPoint } from '../ticket/upstream/record.ts';

/** One event. Nothing is certain: what a row lacks is null, and an absent name is an empty string. */
export interface EventRecord {
  readonly id: string | null;
  /** Raw kind of event, such as `ticket.assigned`. */
  readonly name: string;
  readonly timestamp: Date | null;
  /** Raw; `agent`, `guest` and `system` are known. */
  readonly source: string | null;
  /** Told by some kinds of event, inside `data` or beside it. */
  readonly agent: AgentRecord | null;
  readonly geoloc: GeoPoint | null;
  /** What is particular to the kind, as it came: the row's `data` and unknown attributes beside it. Null if neither. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** A ticket as the ticket API tells it, decoded: our names, texts for ids, dates for times. Open lists stay raw. */

/** A point on the map, in degrees, within their ranges. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

/** The person who treats a ticket. May come as a bare name: then only `name` is set, and there is no id. */
export interface AgentRecord {
  readonly id: string | null;
  readonly username: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** A bare name or a display name. */
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Logs a person in: a secret. Only with the extra scope. */
  readonly url: string | null;
}

/** The guest a ticket is for. */
export interface RequestorRecord {
  /** Contact id. */
  readonly id: string | null;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly company: string | null;
  readonly gender: string | null;
  /** ISO 3166-1 alpha-2 as far as the API keeps to it. */
  readonly country: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Lets anybody join as the guest: a secret. */
  readonly url: string | null;
}

/** Somebody in a ticket, where a row lists them (the contract does not say that rows do). */
export interface ParticipantRecord {
  readonly id: string | null;
  readonly role: string | null;
  readonly username: string | null;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** A secret, as the other links. */
  readonly url: string | null;
}

/** The user group that may treat a ticket. */
export interface GroupRecord {
  readonly id: string;
  readonly name: string | null;
}

/** One ticket. Only `id` is certain; everything else may be missing in a row. */
export interface TicketRecord {
  readonly id: string;
  /** Raw; an empty string if the row has none. */
  readonly state: string;
  readonly type: string | null;
  readonly subject: string | null;
  readonly reference: string | null;
  /** May hold HTML: untrusted. */
  readonly description: string | null;
  readonly serviceKey: string | null;
  readonly language: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  readonly startTime: Date | null;
  readonly endTime: Date | null;
  readonly durationMinutes: number | null;
  readonly agent: AgentRecord | null;
  readonly group: GroupRecord | null;
  readonly requestor: RequestorRecord | null;
  readonly participants: readonly ParticipantRecord[];
  /** Last known position of the guest. */
  readonly geoloc: GeoPoint | null;
  readonly conversationId: string | null;
}

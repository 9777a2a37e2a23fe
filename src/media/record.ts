/** A media (file) of a ticket, decoded. Open lists stay raw text. */
import type { GeoPoint } from '../ticket/upstream/record.ts';

/** One media. Only `id` is certain. */
export interface MediaRecord {
  readonly id: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly status: string | null;
  readonly mediaType: string | null;
  readonly mimeType: string | null;
  readonly sourceType: string | null;
  /** Where the file can be read. A secret; may expire. */
  readonly url: string | null;
  readonly sizeBytes: number | null;
  readonly createdAt: Date | null;
  readonly tags: readonly string[];
  readonly geoloc: GeoPoint | null;
  /** Who produced it. */
  readonly user: { readonly id: string | null; readonly name: string | null } | null;
}

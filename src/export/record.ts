/** Where an exported file is, decoded. */

/** One export. The link is the whole point, so a row without a usable one is no export. */
export interface ExportRecord {
  /** Absolute http(s) link. Short lived and secret. */
  readonly url: string;
  readonly filename: string | null;
  readonly format: string | null;
  readonly expiresAt: Date | null;
}

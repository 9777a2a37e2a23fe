/** The export endpoint of the ticket API. Rejects with an `UpstreamError` only. */
import { z } from 'zod';
import { decodeOne, rowDecoder } from '../upstream/endpoint/decode.ts';
import { instant, link, text } from '../upstream/endpoint/fields.ts';
import type { CallOptions, UpstreamClient } from '../upstream/types.ts';
import type { ExportRecord } from './record.ts';

export type * from './record.ts';

const exportSchema = z.object({ url: link, filename: text, format: text, expires_at: instant }).transform(
  (row): ExportRecord => ({
    url: row.url,
    filename: row.filename,
    format: row.format,
    expiresAt: row.expires_at,
  }),
);

/** Decodes where an exported file is; null without a usable link. */
export const decodeExport = rowDecoder(exportSchema);

/** Has a ticket exported. `format` is `pdf` (the default) or `zip`; `timeline` adds the events. */
export async function exportTicket(
  client: UpstreamClient,
  ticketId: string,
  {
    format,
    timeline,
  }: { readonly format?: string | undefined; readonly timeline?: boolean | undefined } = {},
  how: CallOptions = {},
): Promise<ExportRecord> {
  return decodeOne(
    'exportTicket',
    await client.call('exportTicket', { ticketId, format, timeline }, how),
    decodeExport,
  );
}

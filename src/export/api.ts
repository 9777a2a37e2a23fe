/** Exports as the ticket API has them. */
import { TICKET_TAG, ticketId } from '../ticket/api.ts';
import {
  endpoint,
  field,
  inferred,
  type RowOf,
  record,
  requiredField,
} from '../upstream/endpoint/declare.ts';
import { one } from '../upstream/endpoint/decode.ts';
import { datetime, link, string } from '../upstream/endpoint/fields.ts';

const exportedFile = record('export', {
  /** Where the file is. A secret; lives for a short time. */
  url: requiredField('url', link, 'inferred'),
  filename: field('filename', string, 'inferred'),
  format: field('format', string, 'inferred'),
  expiresAt: field('expires_at', datetime, 'inferred'),
});

/** An exported file. Without a link there is none. */
export type ExportRecord = RowOf<typeof exportedFile>;

/** Exports a ticket. */
export const exportTicket = endpoint({
  name: 'exportTicket',
  method: 'POST',
  path: '/tickets/{ticketId}/export',
  kind: 'write',
  returns: one(exportedFile),
  circuit: 'write',
  about: { tags: [TICKET_TAG] },
  params: {
    ticketId,
    /** `pdf` (the default) or `zip`. */
    format: inferred('string', 'format'),
    /** Adds the events. */
    timeline: inferred('boolean', 'timeline'),
  },
});

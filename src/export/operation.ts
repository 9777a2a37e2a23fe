import { z } from 'zod';
import type { Context, IdempotentOperation } from '../context.ts';
import { type ExportRecord, exportTicket } from './api.ts';

/** What to export, and how. */
interface ExportRequest {
  readonly ticketId: string;
  readonly format: string;
  readonly timeline: boolean;
}

const storedExport = z.object({
  url: z.string(),
  filename: z.string().nullable(),
  format: z.string().nullable(),
  expiresAt: z.coerce.date().nullable(),
});

/** A stored link that expires sooner is not returned again, in milliseconds. */
const MIN_LIFETIME_MS = 5_000;

/**
 * An export as an idempotent operation: the same key returns the same file. The link opens the file without a token, so it
 * is stored encrypted. An expired one is replaced by a new export. The API lists no exports, so a lost response cannot be
 * reconciled.
 */
export async function exportTicketOperation(
  { ticketId, ...options }: ExportRequest,
  key: string | null,
  context: Context,
): Promise<IdempotentOperation<ExportRecord>> {
  return {
    mutation: 'exportTicket',
    caller: key === null ? '' : (await context.caller()).key,
    key,
    args: { ticketId, ...options },
    deadline: context.deadline,
    send: (beforeSend) =>
      context.upstream.call(exportTicket, { ticketId, ...options }, { beforeSend, detached: key !== null }),
    codec: {
      write: (made) => JSON.stringify(made),
      read(text) {
        const made = storedExport.parse(JSON.parse(text));
        const ends = made.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
        return ends > Date.now() + MIN_LIFETIME_MS ? made : null;
      },
      secret: true,
    },
    finder: null,
  };
}

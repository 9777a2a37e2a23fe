/** An export as something that must happen once: pressing twice gives the same file. */
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { IdempotentOperation } from '../idempotency/operation.ts';
import { exportTicket } from './endpoints.ts';
import type { ExportRecord } from './record.ts';

/** What is exported, and how. */
interface ExportRequest {
  readonly ticketId: string;
  readonly format: string;
  readonly timeline: boolean;
}

const storedExport = z.object({
  url: z.string(),
  filename: z.string().nullable(),
  format: z.string().nullable(),
  expiresAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable(),
});

/** A link that ends within so many milliseconds is of no use any more. */
const MIN_LIFETIME_MS = 5_000;

/**
 * What is intended by an export. Its link opens the file for anybody, so it is kept encrypted; one that has run out is
 * made anew, which harms nobody. The API lists no exports, so a lost answer can't be looked for.
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
      exportTicket(context.upstream, ticketId, options, { beforeSend, detached: key !== null }),
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

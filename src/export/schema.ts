import { builder } from '../graphql/builder.ts';
import { callerLine, costs } from '../graphql/cost.ts';
import { openEnum, UNKNOWN } from '../graphql/open-enum.ts';
import { openEnumFields } from '../graphql/record-fields.ts';
import { idempotencyKey } from '../idempotency/key.ts';
import type { ParamToInput } from '../lists/input-path.ts';
import { KEYED_MUTATION_ERRORS } from '../ticket/errors/error-types.ts';
import { runMutation, TicketValidationError } from '../ticket/errors/errors.ts';
import { type TicketRef, ticketIdOf } from '../ticket/id.ts';
import { changeCost, ticketIfNeededCost } from '../ticket/read/cost.ts';
import { ticketIfNeeded } from '../ticket/read/loader.ts';
import { TicketNode } from '../ticket/schema.ts';
import type { ExportRecord } from './api.ts';
import { exportTicketOperation } from './operation.ts';

const formats = openEnum('TicketExportFormat', 'Format of an export.', {
  pdf: 'PDF document.',
  zip: 'ZIP archive with all media files.',
});

const ExportTicketInput = builder.inputType('ExportTicketInput', {
  description: 'Ticket to export, identified by exactly one of `id` and `ticketId`, and the options.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    ticketId: t.id({ description: 'Id in the ticket API.' }),
    format: t.field({ type: formats.type, required: true, defaultValue: 'pdf', description: 'File format.' }),
    includeTimeline: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Include the events. On the wire: `timeline`.',
    }),
    idempotencyKey: t.string({
      description:
        'Key that you choose for this request: 1 to 255 printable ASCII characters. The same request with the same key ' +
        'returns the same file until its link expires. Overrides the `Idempotency-Key` header.',
    }),
  }),
});

const TicketExport = builder.objectRef<ExportRecord>('TicketExport').implement({
  description: 'An exported file.',
  fields: (t) => ({
    url: t.expose('url', {
      type: 'URL',
      nullable: false,
      description: 'Download link. Short-lived: keep it secret.',
    }),
    filename: t.exposeString('filename', { nullable: true, description: 'Suggested file name.' }),
    ...openEnumFields(t, (made) => made, {
      format: [formats, 'format', 'File format.', 'File format as the API sent it.'],
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the link expires. On the wire: `expires_at`.',
    }),
  }),
});

/** An export, its ticket, and whether an earlier request made it. */
interface Exported {
  readonly export: ExportRecord;
  readonly ticketId: string;
  readonly replayed: boolean;
}

const ExportTicketSuccess = builder.objectRef<Exported>('ExportTicketSuccess').implement({
  description: 'The ticket was exported.',
  fields: (t) => ({
    export: t.expose('export', { type: TicketExport, nullable: false, description: 'The file.' }),
    replayed: t.exposeBoolean('replayed', {
      nullable: false,
      description:
        'True if the file comes from an earlier request with this key, or from a concurrent identical request.',
    }),
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description: 'The ticket. Costs 1 upstream call if you select more than its ids.',
      extensions: costs(ticketIfNeededCost),
      resolve: ({ ticketId }, _args, context, info) => ticketIfNeeded(ticketId, context, info),
    }),
  }),
});

builder.mutationField('exportTicket', (t) =>
  t.field({
    type: ExportTicketSuccess,
    nullable: true,
    description: 'Exports a ticket as a file and returns a download link.',
    args: { input: t.arg({ type: ExportTicketInput, required: true, description: 'Ticket and options.' }) },
    errors: {
      types: KEYED_MUTATION_ERRORS,
      union: { name: 'ExportTicketResult', description: 'The file, or a typed error.' },
    },
    extensions: costs<{ input: TicketRef }>((input) =>
      changeCost('exportTicket', input, () => [callerLine(input)]),
    ),
    resolve: (_root, { input }, context, info) =>
      runMutation(
        context.settings,
        async () => {
          const ticketId = ticketIdOf(input, ['input']);
          if (input.format === UNKNOWN) {
            throw new TicketValidationError([
              { path: ['input', 'format'], message: 'UNKNOWN is not a format.' },
            ]);
          }
          const given = { input: input.idempotencyKey, header: context.idempotencyKey };
          const key = idempotencyKey({ ...given, responseKey: String(info.path.key) });
          const request = { ticketId, format: input.format, timeline: input.includeTimeline };
          const operation = await exportTicketOperation(request, key, context);
          const { result, replayed } = await context.services.idempotency.run(operation);
          return { export: result, ticketId, replayed };
        },
        PARAM_TO_INPUT,
      ),
  }),
);

const PARAM_TO_INPUT: ParamToInput = { format: ['input', 'format'], timeline: ['input', 'includeTimeline'] };

import { builder } from '../graphql/builder.ts';
import { callerLine, costs } from '../graphql/cost.ts';
import { openEnum } from '../graphql/open-enum.ts';
import { idempotencyKey } from '../idempotency/key.ts';
import type { ParamToInput } from '../lists/input-path.ts';
import { KEYED_MUTATION_ERRORS } from '../ticket/errors/error-types.ts';
import { TicketValidationError } from '../ticket/errors/errors.ts';
import { runMutation } from '../ticket/errors/run-mutation.ts';
import { type TicketRef, ticketIdOf } from '../ticket/id.ts';
import { changeCost, ticketIfNeededCost } from '../ticket/read/cost.ts';
import { ticketIfNeeded } from '../ticket/read/loader.ts';
import { TicketNode } from '../ticket/schema.ts';
import { exportTicketOperation } from './operation.ts';
import type { ExportRecord } from './record.ts';

const formats = openEnum({ pdf: 'A document to read.', zip: 'An archive with all medias.' });

const TicketExportFormat = builder.enumType('TicketExportFormat', {
  description: 'The format of an export.',
  values: formats.values,
});

const ExportTicketInput = builder.inputType('ExportTicketInput', {
  description: 'What to export, and how. The ticket is named by exactly one of `id` and `ticketId`.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    ticketId: t.id({ description: 'Id in the ticket API.' }),
    format: t.field({
      type: TicketExportFormat,
      required: true,
      defaultValue: 'pdf',
      description: 'The format.',
    }),
    includeTimeline: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Add the events. On the wire: `timeline`.',
    }),
    idempotencyKey: t.string({
      description:
        'Your name for this request, 1 to 255 printable ASCII characters. The same request with the same key answers the ' +
        'same file as long as its link works. Comes before the `Idempotency-Key` header.',
    }),
  }),
});

const TicketExport = builder.objectRef<ExportRecord>('TicketExport').implement({
  description: 'An exported file.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      nullable: false,
      description: 'Where to fetch the file. Short lived: keep it secret.',
      resolve: ({ url }) => url,
    }),
    filename: t.exposeString('filename', { nullable: true, description: 'The name it suggests.' }),
    format: t.field({
      type: TicketExportFormat,
      nullable: true,
      description: 'The format it has.',
      resolve: ({ format }) => formats.from(format),
    }),
    formatRaw: t.exposeString('format', { nullable: true, description: 'The format as the API sent it.' }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the link stops working. On the wire: `expires_at`.',
      resolve: ({ expiresAt }) => expiresAt,
    }),
  }),
});

/** An export, the ticket it is of, and whether it was made earlier. */
interface Exported {
  readonly export: ExportRecord;
  readonly ticketId: string;
  readonly replayed: boolean;
}

const ExportTicketSuccess = builder.objectRef<Exported>('ExportTicketSuccess').implement({
  description: 'The ticket was exported.',
  fields: (t) => ({
    export: t.field({
      type: TicketExport,
      nullable: false,
      description: 'The file.',
      resolve: (exported) => exported.export,
    }),
    replayed: t.exposeBoolean('replayed', {
      nullable: false,
      description:
        'True if an earlier request with the same idempotency key made it, or the same request at the same time.',
    }),
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description: 'The ticket; read if more than its ids is selected, one more upstream call.',
      extensions: costs(ticketIfNeededCost),
      resolve: ({ ticketId }, _args, context, info) => ticketIfNeeded(ticketId, context, info),
    }),
  }),
});

builder.mutationField('exportTicket', (t) =>
  t.field({
    type: ExportTicketSuccess,
    nullable: true,
    description: 'Makes a file of a ticket, and answers a link to it.',
    args: { input: t.arg({ type: ExportTicketInput, required: true, description: 'What, and how.' }) },
    errors: {
      types: KEYED_MUTATION_ERRORS,
      union: { name: 'ExportTicketResult', description: 'The file, or why there is none.' },
    },
    extensions: costs<{ input: TicketRef }>((ask) =>
      changeCost('exportTicket', ask, () => [callerLine(ask)]),
    ),
    resolve: (_root, { input }, context, info) =>
      runMutation(
        context,
        async () => {
          const ticketId = ticketIdOf(input, ['input']);
          if (input.format === '') {
            throw new TicketValidationError([
              { path: ['input', 'format'], message: 'UNKNOWN is no format to ask for.' },
            ]);
          }
          const options = { format: input.format, timeline: input.includeTimeline };
          const given = { input: input.idempotencyKey, header: context.idempotencyKey };
          const key = idempotencyKey({ ...given, responseKey: String(info.path.key) });
          const made = await context.services.idempotency.run(
            await exportTicketOperation({ ticketId, ...options }, key, context),
          );
          return { export: made.result, ticketId, replayed: made.replayed };
        },
        PARAM_TO_INPUT,
      ),
  }),
);

const PARAM_TO_INPUT: ParamToInput = { format: ['input', 'format'], timeline: ['input', 'includeTimeline'] };

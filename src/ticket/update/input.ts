import { builder } from '../../graphql/builder.ts';
import { UNKNOWN } from '../../graphql/open-enum.ts';
import { isValidDate } from '../../graphql/scalars.ts';
import { DATETIME_HINT } from '../../lists/epoch-seconds.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import type { TicketChanges } from '../api.ts';
import type { InputIssue } from '../errors/errors.ts';
import { states } from '../state.ts';

/** Changes of a ticket. */
export const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
  description:
    'Changes of a ticket, identified by exactly one of `id` and `ticketId`. Absent fields stay unchanged. An empty string ' +
    'clears a field. Null is rejected: the ticket API does not support it.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    ticketId: t.id({ description: 'Id in the ticket API.' }),
    agent: t.string({ description: 'Login name or id of the new agent.' }),
    state: t.field({
      type: states.type,
      description: 'New state. The ticket API decides whether it may follow.',
    }),
    reference: t.string({ description: 'New reference.' }),
    description: t.string({ description: 'New description.' }),
    subject: t.string({ description: 'New subject.' }),
    groupId: t.id({ description: 'Id of the new user group. On the wire: `group`.' }),
    expectedState: t.field({
      type: states.type,
      description:
        'Change the ticket only if it is in this state. Costs 1 upstream call, to read it first. Best effort: another ' +
        'change may come between the read and the write.',
    }),
    expectedUpdatedAt: t.field({
      type: 'DateTime',
      description: 'Change the ticket only if its `updatedAt` is this. Best effort, as for `expectedState`.',
    }),
    validateOnly: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'Only return the request that would be sent (UpdateTicketPreview). Nothing is read or sent.',
    }),
  }),
});

/** The input, as a client sent it. */
export type UpdateInput = typeof UpdateTicketInput.$inferInput;

const CHANGE_FIELDS = ['agent', 'state', 'reference', 'description', 'subject', 'groupId'] as const;

/** All problems of an input that can be found without the API. */
export function validateUpdate(input: UpdateInput): InputIssue[] {
  const issues: InputIssue[] = [];
  const report = (message: string, ...path: string[]) => issues.push({ path: ['input', ...path], message });
  for (const name of CHANGE_FIELDS) {
    if (input[name] === null) report('Null is not supported: omit the field to keep its value.', name);
  }
  if (input.state === UNKNOWN) report('UNKNOWN is not a state.', 'state');
  if (input.expectedUpdatedAt != null && !isValidDate(input.expectedUpdatedAt)) {
    report(DATETIME_HINT, 'expectedUpdatedAt');
  }
  if (CHANGE_FIELDS.every((name) => input[name] === undefined)) {
    report(`Send at least one change: ${CHANGE_FIELDS.join(', ')}.`);
  }
  return issues;
}

/** The changes as parameters of the API. */
export const toTicketChanges = (input: UpdateInput): TicketChanges => ({
  agent: input.agent ?? undefined,
  state: input.state ?? undefined,
  reference: input.reference ?? undefined,
  description: input.description ?? undefined,
  subject: input.subject ?? undefined,
  group: input.groupId ?? undefined,
});

/** The input field behind each parameter of the API. */
export const PARAM_TO_INPUT: ParamToInput = {
  ...Object.fromEntries(CHANGE_FIELDS.map((name) => [name, ['input', name]])),
  group: ['input', 'groupId'],
};

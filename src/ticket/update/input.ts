import { builder } from '../../graphql/builder.ts';
import { isValidDate } from '../../graphql/scalars.ts';
import { DATETIME_HINT } from '../../lists/epoch-seconds.ts';
import type { ParamToInput } from '../../lists/input-path.ts';
import { TicketState } from '../enums.ts';
import type { InputIssue } from '../errors/errors.ts';
import type { TicketChanges } from '../upstream/endpoints.ts';

/** Changes, as clients send them. */
export const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
  description:
    'Changes of a ticket, named by exactly one of `id` and `ticketId`. What is left out stays as it is: nothing is ever ' +
    'filled in. An empty text empties a field; null is refused, since the API has no word for it.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.' }),
    ticketId: t.id({ description: 'Id in the ticket API.' }),
    agent: t.string({ description: 'Login or id of the agent who takes it.' }),
    state: t.field({ type: TicketState, description: 'New state; the API decides whether it may follow.' }),
    reference: t.string({ description: 'New reference.' }),
    description: t.string({ description: 'New description.' }),
    subject: t.string({ description: 'New subject.' }),
    groupId: t.id({ description: 'New user group, by its id in the API. On the wire: `group`.' }),
    expectedState: t.field({
      type: TicketState,
      description:
        'Change it only if it is in this state. Best effort: it is read, compared, then changed, one more upstream call; ' +
        'the API has no versions, so a change may slip between.',
    }),
    expectedUpdatedAt: t.field({
      type: 'DateTime',
      description: 'Change it only if its `updatedAt` is this. Best effort, as `expectedState`.',
    }),
    validateOnly: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Only show the request that would be sent: UpdateTicketPreview. Nothing is read or sent.',
    }),
  }),
});

/** The input as a client sent it. */
export type UpdateInput = typeof UpdateTicketInput.$inferInput;

const CHANGE_FIELDS = ['agent', 'state', 'reference', 'description', 'subject', 'groupId'] as const;

/** What can be judged without the API. All faults at once. */
export function validateUpdate(input: UpdateInput): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const name of CHANGE_FIELDS) {
    if (input[name] === null) {
      issues.push({
        path: ['input', name],
        message: 'Leave it out to keep it, or send a value: null has no meaning.',
      });
    }
  }
  if (input.state === '') issues.push({ path: ['input', 'state'], message: 'UNKNOWN is no state to go to.' });
  if (input.expectedUpdatedAt != null && !isValidDate(input.expectedUpdatedAt)) {
    issues.push({ path: ['input', 'expectedUpdatedAt'], message: DATETIME_HINT });
  }
  if (CHANGE_FIELDS.every((name) => input[name] === undefined)) {
    issues.push({ path: ['input'], message: `Give at least one change: ${CHANGE_FIELDS.join(', ')}.` });
  }
  return issues;
}

/** What was given, and nothing else. */
export function toTicketChanges(input: UpdateInput): TicketChanges {
  return {
    agent: input.agent ?? undefined,
    state: input.state ?? undefined,
    reference: input.reference ?? undefined,
    description: input.description ?? undefined,
    subject: input.subject ?? undefined,
    group: input.groupId ?? undefined,
  };
}

/** The input field behind each parameter of the API. */
export const PARAM_TO_INPUT: ParamToInput = {
  ...Object.fromEntries(CHANGE_FIELDS.map((name) => [name, ['input', name]])),
  group: ['input', 'groupId'],
};

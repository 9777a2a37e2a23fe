import type { Context } from '../context.ts';
import { builder } from '../graphql/builder.ts';
import { costs, oneCall } from '../graphql/cost.ts';
import { BadUserInputError } from '../upstream/errors.ts';
import { FAULTS } from './fault-types.ts';
import { ConflictFault, type InputIssue, ValidationFault, withFaults } from './faults.ts';
import { type TicketNamed, ticketIdOf } from './id.ts';
import type { InputOf } from './input-path.ts';
import { forgetTicket, ticketIfNeeded } from './loader.ts';
import { TicketNode } from './schema.ts';
import { changeCost, ticketIfNeededCost } from './ticket-cost.ts';
import { TicketState } from './types.ts';
import { getTicket, type TicketChanges, updateTicket } from './upstream.ts';

const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
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
  }),
});

/** The input as a client sent it. */
type UpdateInput = typeof UpdateTicketInput.$inferInput;

const CHANGES = ['agent', 'state', 'reference', 'description', 'subject', 'groupId'] as const;

/** What can be judged without the API. All faults at once. */
function issuesOf(input: UpdateInput): InputIssue[] {
  const issues: InputIssue[] = [];
  for (const name of CHANGES) {
    if (input[name] === null) {
      issues.push({
        path: ['input', name],
        message: 'Leave it out to keep it, or send a value: null has no meaning.',
      });
    }
  }
  if (input.state === '') issues.push({ path: ['input', 'state'], message: 'UNKNOWN is no state to go to.' });
  if (CHANGES.every((name) => input[name] === undefined)) {
    issues.push({ path: ['input'], message: `Give at least one change: ${CHANGES.join(', ')}.` });
  }
  return issues;
}

/** What was given, and nothing else. */
function changesOf(input: UpdateInput): TicketChanges {
  return {
    agent: input.agent ?? undefined,
    state: input.state ?? undefined,
    reference: input.reference ?? undefined,
    description: input.description ?? undefined,
    subject: input.subject ?? undefined,
    group: input.groupId ?? undefined,
  };
}

const INPUT_OF: InputOf = {
  ...Object.fromEntries(CHANGES.map((name) => [name, ['input', name]])),
  group: ['input', 'groupId'],
};

const CLOSED = 'The ticket is closed: it accepts no further change.';

/**
 * Whether a change was refused because the ticket is closed. The API answers a 400 like any other, so where that does not
 * blame another argument the ticket is read: one more upstream call.
 */
async function isClosed(error: unknown, ticketId: string, context: Context): Promise<boolean> {
  if (!(error instanceof BadUserInputError) || error.reason !== 'refused') return false;
  if (error.parameter !== null && error.parameter !== 'state') return false;
  const ticket = await getTicket(context.upstream, ticketId).catch(() => null);
  return ticket?.state === 'closed';
}

const UpdateTicketSuccess = builder.objectRef<{ ticketId: string }>('UpdateTicketSuccess').implement({
  description: 'The ticket was changed.',
  fields: (t) => ({
    ticket: t.field({
      type: TicketNode,
      nullable: true,
      description:
        'The ticket as it is now: read again if more than its ids is selected, one more upstream call. Null if the change ' +
        'took it out of sight.',
      extensions: costs(ticketIfNeededCost),
      resolve: ({ ticketId }, _args, context, info) => ticketIfNeeded(ticketId, context, info),
    }),
  }),
});

builder.mutationField('updateTicket', (t) =>
  t.field({
    type: UpdateTicketSuccess,
    nullable: true,
    description: 'Changes what is given on a ticket. The last writer wins: the API has no versions.',
    args: { input: t.arg({ type: UpdateTicketInput, required: true, description: 'The changes.' }) },
    errors: {
      types: FAULTS,
      union: { name: 'UpdateTicketResult', description: 'The changed ticket, or why it was not changed.' },
    },
    extensions: costs<{ input: TicketNamed }>((ask) =>
      changeCost('updateTicket', ask, (name) => [oneCall('getTicket', name)]),
    ),
    resolve: (_root, { input }, context) =>
      withFaults(async () => {
        const ticketId = ticketIdOf(input, ['input']);
        const issues = issuesOf(input);
        if (issues.length > 0) throw new ValidationFault(issues);
        try {
          await updateTicket(context.upstream, ticketId, changesOf(input));
        } catch (error) {
          throw (await isClosed(error, ticketId, context)) ? new ConflictFault(CLOSED) : error;
        } finally {
          forgetTicket(ticketId, context);
        }
        return { ticketId };
      }, INPUT_OF),
  }),
);

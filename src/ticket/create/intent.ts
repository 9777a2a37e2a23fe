/** A new ticket as something that must happen once. */
import type { Context } from '../../context.ts';
import { syntheticReference } from '../../idempotency/hash.ts';
import type { IdempotentOperation } from '../../idempotency/operation.ts';
import type { Caller } from '../../user/caller.ts';
import { asTicket } from '../read/loader.ts';
import { withScopeFallback } from '../read/scope-fallback.ts';
import { createTicket, type NewTicket } from '../upstream/endpoints.ts';
import { type Created, createdTicketFinder } from './find-created.ts';

/** What is known of a creation beside the ticket. */
export interface CreationFacts {
  readonly key: string | null;
  readonly caller: Caller;
  /** Whether a join link is selected somewhere below. */
  readonly wantsScope: boolean;
  readonly context: Context;
}

const MUTATION = 'createTicket';

/** The ticket with a reference by which it can be found again, where the gateway is set to give one. */
export function withReference(
  asked: NewTicket,
  {
    key,
    callerKey,
    context,
  }: { readonly key: string | null; readonly callerKey: string; readonly context: Context },
): NewTicket {
  const hasOne = asked.reference !== undefined && asked.reference !== '';
  if (hasOne || key === null || !context.settings.syntheticReference) return asked;
  return { ...asked, reference: syntheticReference({ mutation: MUTATION, caller: callerKey, key }) };
}

/**
 * What is intended by a creation. With a key it goes on when the client leaves, since whoever asks again wants its answer.
 * Only the id of the ticket is kept.
 */
export function createTicketOperation(asked: NewTicket, facts: CreationFacts): IdempotentOperation<Created> {
  const { key, caller, wantsScope, context } = facts;
  const ticket = withReference(asked, { key, callerKey: caller.key, context });
  return {
    mutation: MUTATION,
    caller: caller.key,
    key,
    args: asked,
    deadline: context.deadline,
    async send(beforeSend) {
      const scope = withScopeFallback(wantsScope, context);
      const how = { beforeSend, detached: key !== null };
      const record = await scope.call((extra) =>
        createTicket(context.upstream, { ...ticket, ...extra }, how),
      );
      return { ticketId: record.id, ticket: asTicket(record, scope.state(), context) };
    },
    codec: {
      write: ({ ticketId }) => ticketId,
      read: (ticketId) => ({ ticketId, ticket: null }),
      secret: false,
    },
    finder: createdTicketFinder(ticket, caller, { keepsRow: !wantsScope, context }),
  };
}

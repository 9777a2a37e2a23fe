import type { Caller, Context, IdempotentOperation } from '../../context.ts';
import { syntheticReference } from '../../idempotency/key.ts';
import { createTicket, type NewTicket } from '../api.ts';
import { asTicket } from '../read/loader.ts';
import { withScopeFallback } from '../read/scope-fallback.ts';
import { type Created, createdTicketFinder } from './find-created.ts';

/** What a creation depends on besides the ticket. */
export interface CreationContext {
  readonly key: string | null;
  readonly caller: Caller;
  /** The client selects a join link. */
  readonly wantsScope: boolean;
  readonly context: Context;
}

const MUTATION = 'createTicket';

/** Adds a reference that identifies the ticket, if it has none and the settings allow it. */
export function withReference(
  ticket: NewTicket,
  key: string | null,
  callerKey: string,
  { settings }: Context,
): NewTicket {
  const hasReference = ticket.reference !== undefined && ticket.reference !== '';
  if (hasReference || key === null || !settings.syntheticReference) return ticket;
  return { ...ticket, reference: syntheticReference({ mutation: MUTATION, caller: callerKey, key }) };
}

/**
 * A creation as an idempotent operation. With a key it continues when the client disconnects, because a retry needs its
 * result. Only the id of the ticket is stored.
 */
export function createTicketOperation(
  request: NewTicket,
  { key, caller, wantsScope, context }: CreationContext,
): IdempotentOperation<Created> {
  const ticket = withReference(request, key, caller.key, context);
  return {
    mutation: MUTATION,
    caller: caller.key,
    key,
    args: request,
    deadline: context.deadline,
    async send(beforeSend) {
      const scope = withScopeFallback(wantsScope, context);
      const options = { beforeSend, detached: key !== null };
      const record = await scope.call((extra) =>
        context.upstream.call(createTicket, { ...ticket, ...extra }, options),
      );
      return { ticketId: record.id, ticket: asTicket(record, scope.state(), context) };
    },
    codec: {
      write: ({ ticketId }) => ticketId,
      read: (ticketId) => ({ ticketId, ticket: null }),
      secret: false,
    },
    finder: createdTicketFinder(ticket, caller, { withRow: !wantsScope, context }),
  };
}

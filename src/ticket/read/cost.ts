import { type CostInput, type CostLine, type FieldCost, oneCall } from '../../graphql/cost.ts';
import type { NodeCost } from '../../graphql/node.ts';
import { type TicketRef, ticketIdOf } from '../id.ts';
import { MAX_WINDOWS, MIN_BATCH } from './load-from-list.ts';
import { ID_ONLY } from './loader.ts';
import { REQUIRES_SCOPE } from './scope-fallback.ts';

/** The name of a ticket in a plan: whoever reaches it, its row is read once, and so is what hangs on it. */
export const ticketName = (ticketId: string): string => `Ticket ${ticketId}`;

/**
 * Reading a ticket: one call, and another one where the API refuses the extra scope. Of many the latest are looked for in
 * their list first, and what is not there is read one by one: it may be none.
 */
export function ticketLine(name: string, { selects }: Pick<CostInput<unknown>, 'selects'>): CostLine {
  const refused = selects(REQUIRES_SCOPE) ? 1 : 0;
  const latest = {
    operation: 'listTickets',
    key: 'latest',
    planned: MAX_WINDOWS,
    bound: MAX_WINDOWS + refused,
  };
  return { ...oneCall('getTicket', name, 1 + refused), batch: { from: MIN_BATCH, line: latest } };
}

/** What reading a ticket by one of its two ids costs. @throws BAD_USER_INPUT as the resolver does */
export function ticketCost(ask: CostInput<TicketRef>): FieldCost {
  const name = ticketName(ticketIdOf(ask.args));
  return { lines: [ticketLine(name, ask)], yields: name };
}

/** The same for a node. */
export const ticketNodeCost: NodeCost = (id, ask) => {
  const name = ticketName(id);
  return { lines: [ticketLine(name, ask)], yields: name };
};

/** The ticket of a field that knows it by its id: read if more than ids is selected. */
export const ticketIfNeededCost = (ask: CostInput<object>): FieldCost =>
  ask.selectsOtherThan(ID_ONLY) ? { lines: [ticketLine(ask.parent, ask)] } : {};

/** The same where it comes with its row as a rule: planned for nothing, read at most. */
export const ticketAtMostCost = (ask: CostInput<object>): FieldCost =>
  ask.selectsOtherThan(ID_ONLY) ? { lines: [{ ...ticketLine(ask.parent, ask), planned: 0 }] } : {};

/**
 * A change of a ticket: one call.
 * @param extra what else it may have to ask
 * @throws BAD_USER_INPUT as the resolver does
 */
export function changeCost(
  operation: string,
  { args }: CostInput<{ input: TicketRef }>,
  extra: (name: string) => readonly CostLine[] = () => [],
): FieldCost {
  const name = ticketName(ticketIdOf(args.input, ['input']));
  return { lines: [oneCall(operation, name), ...extra(name)], yields: name };
}

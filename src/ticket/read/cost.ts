import { type CostInput, type CostLine, type FieldCost, oneCall } from '../../graphql/cost.ts';
import type { NodeCost } from '../../graphql/node.ts';
import { type TicketRef, ticketIdOf } from '../id.ts';
import { MAX_WINDOWS, MIN_BATCH } from './load-from-list.ts';
import { ID_ONLY } from './loader.ts';
import { REQUIRES_SCOPE } from './scope-fallback.ts';

/** The name of a ticket in a plan. Its row, media files and timeline are read once, whichever field reaches it. */
export const ticketName = (ticketId: string): string => `Ticket ${ticketId}`;

/** Loading a ticket: one call, and another if the API refuses the extra scope. A batch reads the recent list first. */
function ticketLine(name: string, { selects }: Pick<CostInput<unknown>, 'selects'>): CostLine {
  const retries = selects(REQUIRES_SCOPE) ? 1 : 0;
  const recentList = {
    operation: 'listTickets',
    key: 'latest',
    planned: MAX_WINDOWS,
    bound: MAX_WINDOWS + retries,
  };
  return { ...oneCall('getTicket', name, 1 + retries), batch: { from: MIN_BATCH, line: recentList } };
}

/** The cost of a ticket as a node. */
export const ticketNodeCost: NodeCost = (id, input) => {
  const name = ticketName(id);
  return { lines: [ticketLine(name, input)], yields: name };
};

/** The cost of a ticket by one of its two ids. @throws BAD_USER_INPUT as the resolver does */
export const ticketCost = (input: CostInput<TicketRef>): FieldCost =>
  ticketNodeCost(ticketIdOf(input.args), input);

/** The cost of `ticketIfNeeded`. */
export const ticketIfNeededCost = (input: CostInput<object>): FieldCost =>
  input.selectsOtherThan(ID_ONLY) ? { lines: [ticketLine(input.parent, input)] } : {};

/** The cost of a ticket that usually comes with its row: none is planned. */
export const ticketAtMostCost = (input: CostInput<object>): FieldCost => ({
  lines: ticketIfNeededCost(input).lines?.map((line) => ({ ...line, planned: 0 })) ?? [],
});

/**
 * The cost of a change of a ticket: one call.
 * @param extra further calls, by the name of the ticket
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

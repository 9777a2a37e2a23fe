import type { DueRow, TicketRow } from '../db/schema.ts';
import type { Store } from '../db/store.ts';

/** Something that will happen to a ticket by itself, `at` in seconds since 1970. */
export type Plan = Pick<DueRow, 'kind' | 'at'>;

/** A guest who has not opened the link so long after the start has not noticed it; sooner for short tickets. */
const NOTICE = 600;

/**
 * What time will do to a ticket that waits for its session (`open` or `invited`, with a start): the reminder goes out
 * before the start, an unopened invitation becomes an event some minutes after it, and at the planned end the ticket expires.
 */
export function plansOf(
  ticket: Pick<TicketRow, 'state' | 'start_time' | 'end_time' | 'reminder' | 'duration'>,
): Plan[] {
  const { state, start_time: start, end_time: end, reminder, duration } = ticket;
  if ((state !== 'open' && state !== 'invited') || start === null) return [];
  const plans: (Plan | undefined)[] = [
    reminder === null ? undefined : { kind: 'reminder', at: start - reminder * 60 },
    state === 'open' ? undefined : { kind: 'unclicked', at: start + Math.min(NOTICE, duration * 30) },
    end === null ? undefined : { kind: 'expiry', at: end },
  ];
  return plans.filter((plan) => plan !== undefined);
}

/**
 * Writes down anew what will happen to a ticket; call it in the transaction of every change of its state.
 * What lies in the past when it is planned never happens, and a reminder that was sent is not sent again.
 * @param origin scheme and host for links in messages
 */
export function plan(store: Store, id: number, now: number, origin: string | null): void {
  const { build } = store;
  store.run(build.deleteFrom('due').where('ticket', '=', id).where('done', '=', 0));
  const ticket = store.first(build.selectFrom('tickets').selectAll().where('id', '=', id));
  const rows = (ticket === undefined ? [] : plansOf(ticket))
    .filter(({ at }) => at > now)
    .map((one) => ({ ...one, ticket: id, origin }));
  if (rows.length === 0) return;
  const insert = build.insertInto('due').values(rows);
  store.run(insert.onConflict((conflict) => conflict.doNothing()));
}

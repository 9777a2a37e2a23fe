import { sql } from 'kysely';
import type { DueRow, TicketRow } from '../db/schema.ts';
import type { TicketDeps } from '../ticket/room.ts';
import { send } from '../ticket/send.ts';
import { enter } from '../ticket/set-state.ts';
import { record } from '../ticket/timeline.ts';

/** Tickets that time has something to do to are done in batches, so that a long sleep ends without a long silence. */
const BATCH = 1000;

/**
 * Makes happen what has come due, in the order of its time, each thing once and as a whole: also what came due while
 * nothing ran. It is dated as it was planned. Cheap when nothing is due; call it before each read.
 * @returns how much happened; as much as a batch holds if there is more
 */
export function createDue(deps: TicketDeps): () => number {
  const { build, ...store } = deps.store;
  const next = store.prepare(
    `select ticket, kind from due where done = 0 and at <= ? order by at, kind desc limit ${BATCH}`,
  );
  return () => {
    const due = next.all(deps.clock.seconds());
    if (due.length === 0) return 0;
    store.transaction(() => {
      for (const { ticket, kind } of due) {
        const found = build
          .selectFrom('due')
          .selectAll()
          .where('ticket', '=', Number(ticket))
          .where(sql<boolean>`kind = ${String(kind)}`);
        // What happened a moment ago may have changed what was still to come.
        const row = store.first(found.where('done', '=', 0));
        if (row !== undefined) happen(deps, row);
      }
    });
    return due.length;
  };
}

function happen(deps: TicketDeps, { ticket: id, kind, at, origin }: DueRow): void {
  const { build, ...store } = deps.store;
  const ofThis = build.updateTable('due').set({ done: 1 }).where('ticket', '=', id).where('kind', '=', kind);
  store.run(ofThis);
  const ticket = store.first(build.selectFrom('tickets').selectAll().where('id', '=', id));
  if (ticket === undefined) return;
  // A clock that was moved back must not tell a timeline backwards.
  const when = Math.max(at, ticket.modified);
  if (kind === 'reminder') send(deps, ticket, 'reminder', origin ?? deps.links.home(), when);
  else if (kind === 'unclicked') tellUnclicked(deps, ticket, when);
  else {
    // It may be reopened and wait for its end again.
    store.run(build.deleteFrom('due').where('ticket', '=', id).where('kind', '=', kind));
    enter(deps, ticket, 'expired', when, { agent_stage: 'left' });
  }
}

function tellUnclicked(deps: TicketDeps, ticket: TicketRow, at: number): void {
  const opened = deps.store.build
    .selectFrom('participants')
    .select('id')
    .where('ticket', '=', ticket.id)
    .where('clicked', '=', 1);
  if (deps.store.first(opened) !== undefined) return;
  record(deps.store, { ticket: ticket.id, name: 'ticket.invitationNotclicked', source: 'system', at });
}

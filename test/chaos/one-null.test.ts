/**
 * One failing sub-resource nulls one position. What can fail is not listed here: it is found by walking the schema and
 * looking which fields make the gateway call the ticket API; then each of their calls is failed, in every way.
 */

import { createSandbox, type Sandbox } from 'ticket-api-sandbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServiceOptions } from '../../src/app/services.ts';
import { schema } from '../../src/schema.ts';
import { FAULTS, type NamedFault } from './faults.ts';
import { type Door, openDoor } from './isolated-gateway.ts';
import { differences, nearestNullable } from './positions.ts';
import { fieldsWithout } from './schema-walk.ts';
import { argumentsIn, type Source, sourcesIn } from './sources.ts';

/** All of them but the one that a second try mends: the doors here try once, and their breakers never open. */
const faults = FAULTS.filter(({ name }) => name !== 'stale sockets');
const firstTryOnly: ServiceOptions = {
  interceptors: ({ retry: _, circuitBreaker: __, ...others }) => others,
};

/** Where a refusal is the answer: it says that this user may not. */
const ANSWERED = { field: 'TicketViewer.maySeeAllTickets', fault: '403', bad: false };

let sandbox: Sandbox;
let url: string;
let sources: { readonly source: Source; readonly door: Door }[];

beforeAll(async () => {
  sandbox = await createSandbox({
    db: ':memory:',
    tickets: 60,
    seed: 1,
    rateLimit: 0,
    admin: false,
    jwtSecret: 'a-secret-of-the-tests',
  });
  url = (await sandbox.listen(0)).url;
  const door = await openDoor(url);
  const found = await sourcesIn(door);
  await door.close();
  sources = await Promise.all(
    found.map(async (source) => ({ source, door: await openDoor(url, firstTryOnly) })),
  );
  await Promise.all(sources.map((one) => one.door.ask('{ viewer { user { username } } }')));
}, 60_000);
afterAll(async () => {
  await Promise.all(sources.map(({ door }) => door.close()));
  await sandbox?.close();
});

test('the fields that call the ticket API are those that say so', () => {
  expect(new Set(sources.map(({ source }) => source.way.field))).toEqual(
    new Set([
      ...['Query.node', 'Query.nodes', 'Query.ticket', 'Query.tickets'],
      ...['Mutation.updateTicket', 'Mutation.exportTicket'],
      ...['UpdateTicketSuccess.ticket', 'ExportTicketSuccess.ticket'],
      ...['Ticket.medias', 'Ticket.events', 'TicketEnterprise.users', 'TicketViewer.maySeeAllTickets'],
      ...['username', 'firstName', 'lastName', 'email', 'phone', 'createdAt'].map((name) => `User.${name}`),
    ]),
  );
});

test('no field is left out but those that make or delete something, which have a table of their own', async () => {
  const door = await openDoor(url);
  expect(fieldsWithout(schema, await argumentsIn(door))).toEqual([
    'Mutation.createTicket',
    'Mutation.deleteTicket',
  ]);
  await door.close();
});

describe('wherever one of their calls meets', { timeout: 60_000 }, () => {
  test.for(faults)('$name, one position is null with one coded error, or all is as it was', async (fault) => {
    const readable = sources.filter(({ source }) => !source.way.field.startsWith('Mutation.'));
    const outcomes = await Promise.all(readable.map(({ source, door }) => played(fault, source, door)));
    expect(outcomes.length).toBeGreaterThan(20);
    for (const { way, codes, path, changed, text } of outcomes) {
      const where = way.keys.join('.');
      expect(text).not.toContain('secret-of-upstream');
      const answered = way.field === ANSWERED.field && fault.name === ANSWERED.fault;
      if (fault.read === null || answered) {
        const now = answered ? [{ path: way.keys, bad: ANSWERED.bad }] : [];
        expect({ where, codes, changed }).toEqual({ where, codes: [], changed: now });
        continue;
      }
      expect({ where, codes }).toEqual({ where, codes: [fault.read] });
      expect(path.filter((key) => typeof key === 'string')).toEqual(way.keys);
      const nearest = nearestNullable(schema, way.with.startsWith('mutation'), path);
      expect({ where, changed }).toEqual({ where, changed: [{ path: nearest, bad: null }] });
    }
  });
});

/** What comes of an answer when the one call of a field meets a fault. */
async function played({ fault }: NamedFault, { way, target, good }: Source, door: Door) {
  door.proxy.play((exchange) => (`${exchange.method} ${exchange.target}` === target ? fault : null));
  const answer = await door.ask(way.with);
  const { data, errors = [] } = answer;
  return {
    way,
    codes: errors.map(({ extensions }) => extensions.code),
    path: errors[0]?.path ?? [],
    changed: differences(good.data, data),
    text: JSON.stringify(answer),
  };
}

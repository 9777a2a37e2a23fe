/**
 * One failing sub-resource nulls one position. What can fail is not listed here: it is found by walking the schema and
 * looking which fields make the gateway call the ticket API; then each of their calls is failed, in many ways.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { schema } from '../../src/schema.ts';
import { openDoor } from './door.ts';
import { FAULTS, type NamedFault } from './faults.ts';
import { differences, nearestNullable } from './positions.ts';
import { type Source, sourcesIn } from './sources.ts';

/** One fault of each sort; the whole list is played by `npm run chaos`. */
const PLAYED = ['401', '429, unsaid', '500', '503', 'reset before', 'cut JSON', 'another shape', 'HTML'];
const faults = FAULTS.filter(({ name }) => PLAYED.includes(name));

let sandbox: Sandbox;
let url: string;
let sources: Source[];

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
  sources = await sourcesIn(door);
  await door.close();
}, 60_000);
afterAll(() => sandbox?.close());

test('the fields that call the ticket API are those that say so', () => {
  expect(new Set(sources.map(({ way }) => way.field))).toEqual(
    new Set([
      ...['Query.node', 'Query.nodes', 'Query.ticket', 'Query.tickets'],
      ...['Mutation.updateTicket', 'Mutation.exportTicket'],
      ...['UpdateTicketSuccess.ticket', 'ExportTicketSuccess.ticket'],
      ...['Ticket.medias', 'Ticket.events', 'TicketEnterprise.users', 'TicketViewer.maySeeAllTickets'],
      ...['username', 'firstName', 'lastName', 'email', 'phone', 'createdAt'].map((name) => `User.${name}`),
    ]),
  );
});

describe('wherever one of their calls fails', { timeout: 60_000 }, () => {
  test.for(faults)(
    'by $name, one position is null with one coded error, and the rest is as it was',
    async (fault) => {
      const readable = sources.filter(({ way }) => !way.field.startsWith('Mutation.'));
      const outcomes = await Promise.all(readable.map((source) => played(fault, source)));
      for (const { way, codes, path, changed } of outcomes) {
        const where = way.keys.join('.');
        expect({ where, codes }).toEqual({ where, codes: [fault.read] });
        expect(path.filter((key) => typeof key === 'string')).toEqual(way.keys);
        const nearest = nearestNullable(schema, way.with.startsWith('mutation'), path);
        expect({ where, changed }).toEqual({ where, changed: [{ path: nearest, bad: null }] });
      }
    },
  );
});

/** What comes of an answer when the one call of a field fails. */
async function played({ fault }: NamedFault, { way, target, good }: Source) {
  const door = await openDoor(url);
  try {
    await door.ask('{ viewer { user { username } } }');
    door.proxy.play((exchange) => (`${exchange.method} ${exchange.target}` === target ? fault : null));
    const { data, errors = [] } = await door.ask(way.with);
    return {
      way,
      codes: errors.map(({ extensions }) => extensions.code),
      path: errors[0]?.path ?? [],
      changed: differences(good.data, data),
    };
  } finally {
    await door.close();
  }
}

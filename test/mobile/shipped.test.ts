import { describe, expect, test } from 'vitest';
import { idOf } from '../../scripts/codegen/manifest.ts';
import { faultsOf, type Play, type ShippedVersion, shippedVersions } from './shipped.ts';

/** Apps of agents in the field stay installed for years: what any of them sends must go on working, at no higher price. */
const versions = shippedVersions();

test('two versions of the app are out there', () => {
  expect(versions.map(({ version }) => version)).toEqual(expect.arrayContaining(['1.0.0', '2.0.0']));
});

test.each(versions.map((shipped) => [shipped.version, shipped] as const))(
  'everything that version %s sends fits the graph, and is answered as on the day it was shipped',
  async (_version, shipped) => {
    expect(await faultsOf(shipped)).toEqual([]);
  },
);

describe('a break is told with the version and the operation:', () => {
  const [oldest] = versions;
  if (oldest === undefined) throw new Error('nothing was shipped');

  /** A version that is as the oldest one was, but for one document. */
  const withDocument = (name: string, change: (body: string) => string): ShippedVersion => ({
    ...oldest,
    manifest: {
      ...oldest.manifest,
      operations: oldest.manifest.operations.map((one) => {
        if (one.name !== name) return one;
        const body = change(one.body);
        return { ...one, body, id: idOf(body) };
      }),
    },
  });

  /** A version that is as the oldest one was, but for what was noted of one request. */
  const withPlay = (name: string, change: Partial<Play>): ShippedVersion => ({
    ...oldest,
    plays: oldest.plays.map((play) => (play.name === name ? { ...play, ...change } : play)),
  });

  test('a field that the graph does not have any more', async () => {
    const shipped = withDocument('TicketScreen', (body) => body.replace('reference', 'caseNumber'));
    expect(await faultsOf(shipped)).toEqual([
      '1.0.0 TicketScreen: Cannot query field "caseNumber" on type "Ticket".',
    ]);
  });

  test('a document whose id is of another one', async () => {
    const [first, ...others] = oldest.manifest.operations;
    if (first === undefined) throw new Error('the manifest is empty');
    const operations = [{ ...first, id: idOf('another') }, ...others];
    expect(await faultsOf({ ...oldest, manifest: { ...oldest.manifest, operations } })).toEqual([
      `1.0.0 ${first.name}: its id is not that of its document`,
    ]);
  });

  test('a document that nothing plays', async () => {
    const plays = oldest.plays.filter(({ operation }) => operation !== 'Search');
    expect(await faultsOf({ ...oldest, plays })).toEqual(['1.0.0 Search: it is never played']);
  });

  test.each<[string, string, (play: Play) => Partial<Play>, string]>([
    [
      'another type at a place',
      'inbox',
      ({ shape }) => ({ shape: { ...shape, 'tickets.edges[].node.subject': 'number' } }),
      '1.0.0 OldInbox (inbox): tickets.edges[].node.subject was number, and is string',
    ],
    [
      'a place that is empty now',
      'inbox',
      ({ shape }) => ({ shape: { ...shape, 'tickets.edges[].node.priority': 'string' } }),
      '1.0.0 OldInbox (inbox): tickets.edges[].node.priority is missing',
    ],
    [
      'more upstream calls',
      'its photos',
      () => ({ calls: 1 }),
      '1.0.0 Photos (its photos): 2 upstream calls, and not 1',
    ],
    [
      'a failure where there was none',
      'remove it again',
      () => ({ codes: [] }),
      '1.0.0 Remove (remove it again): errors NOT_FOUND, and not none',
    ],
    [
      'an earlier answer without what is taken from it',
      'remove it again',
      () => ({ variables: { ticketId: { from: 'a new ticket', path: 'createTicket.lost' } } }),
      '1.0.0 Remove (remove it again): errors Error: no createTicket.lost in the answer of a new ticket, and not NOT_FOUND',
    ],
  ])('%s', async (_what, name, change, fault) => {
    const play = oldest.plays.find((one) => one.name === name);
    if (play === undefined) throw new Error(`nothing is called ${name}`);
    expect(await faultsOf(withPlay(name, change(play)))).toEqual([fault]);
  });
});

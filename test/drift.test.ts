import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { MediasDocument, TicketsDocument, WholeTicketDocument } from './generated/graphql.ts';
import { richestTicket } from './helpers/medias.ts';
import { asUser, codes, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

/** A well-formed answer to something else than was asked is refused: nothing of it is ever shown. */
const TICKET = '/tickets/{ticketId}';
let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'dana');
  ({ ticketId } = await richestTicket(world));
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const rewrite = (rule: object) => world.admin.habits({ rewrite: [rule] });
const whole = () => world.ask(WholeTicketDocument, { ticketId });

describe('an answer that is not what was asked', () => {
  test('another ticket is refused', async () => {
    await rewrite({ path: TICKET, set: { id: 1 } });
    const answer = await whole();
    expect(answer.data.ticket).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test.each([
    { what: 'a kind', ignore: 'type', filter: { type: 'video-assistance-multi-participants' } },
    { what: 'a group', ignore: 'group', filter: { groupId: '78' } },
    { what: 'a start', ignore: 'startTime', filter: { startsFrom: '2036-01-01T00:00:00Z' } },
    { what: 'a creation', ignore: 'until', filter: { createdBefore: '2020-01-01T00:00:00Z' } },
    { what: 'a service', ignore: 'service_key', filter: { serviceKey: 'q2wzk7p1n8d5x4r9c6v3t0b1m7h2j5lf' } },
    { what: 'a guest', ignore: 'requestor', filter: { requestorId: '5001' } },
    { what: 'a reference', ignore: 'reference', filter: { reference: 'none such' } },
  ])('rows that do not match $what are never returned', async ({ ignore, filter }) => {
    await world.admin.habits({ ignore: [ignore] });
    const answer = await world.ask(TicketsDocument, { first: 20, filter });
    expect(answer.data.tickets).toBeNull();
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test('rows in another order are not either', async () => {
    await world.admin.habits({ ignore: ['orderby'] });
    const orderBy = { field: 'REFERENCE', direction: 'ASC' } as const;
    const answer = await world.ask(TicketsDocument, { first: 20, orderBy });
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });

  test('medias of another type are not either', async () => {
    await world.admin.habits({ ignore: ['media_type'] });
    const filter = { mediaType: 'video' };
    const answer = await world.ask(MediasDocument, { ticketId, filter }, asUser('dana'));
    expect(answer.data.ticket).toEqual({ medias: null });
    expect(codes(answer)).toEqual(['UPSTREAM_CONTRACT_DRIFT']);
  });
});

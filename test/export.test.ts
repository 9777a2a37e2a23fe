import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ExportTicketDocument, type ExportTicketInput } from './generated/graphql.ts';
import { asUser, codes, globalId, lastUpstreamParams, upstream, warmUpCallers } from './helpers/queries.ts';
import { createTestGateway, type TestGateway } from './helpers/test-gateway.ts';

let world: TestGateway;
let ticketId: string;
beforeAll(async () => {
  world = await createTestGateway();
  await warmUpCallers(world, 'alice', 'bob', 'erin');
  ticketId = String((await upstream(world, '/tickets')).data[0].id);
});
afterEach(() => world.admin.habits({}));
afterAll(() => world.close());

const asked = (input: Partial<ExportTicketInput>, login = 'alice') =>
  world.ask(ExportTicketDocument, { input: { ticketId, ...input } }, asUser(login));

describe('exporting a ticket', () => {
  test('returns a link to a PDF without events by default, in one call', async () => {
    const answer = await asked({});
    expect(answer.data.exportTicket).toEqual({
      __typename: 'ExportTicketSuccess',
      export: {
        url: expect.stringMatching(/^http/),
        filename: `ticket-${ticketId}.pdf`,
        format: 'PDF',
        formatRaw: 'pdf',
        expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
      ticket: { ticketId },
    });
    expect(await lastUpstreamParams(world)).toEqual({ format: 'pdf', timeline: 'false' });
    expect(answer.calls).toBe(1);
  });

  test('sends format and timeline as the API spells them', async () => {
    const answer = await asked({ format: 'ZIP', includeTimeline: true });
    expect(await lastUpstreamParams(world)).toEqual({ format: 'zip', timeline: 'true' });
    expect(answer.data.exportTicket).toMatchObject({ export: { format: 'ZIP' } });
  });

  test('with more of the ticket than its ids is one more call', async () => {
    const answer = await world.ask<{ exportTicket: object }, object>(
      `mutation { exportTicket(input: { id: "${globalId('Ticket', ticketId)}" }) {
        ... on ExportTicketSuccess { export { filename } ticket { subject } }
      } }`,
    );
    expect(answer.data.exportTicket).toMatchObject({ ticket: { subject: expect.any(String) } });
    expect(answer.calls).toBe(2);
  });

  test('twice gives a link to the same file each time', async () => {
    const read = async () => {
      const { data } = await asked({ format: 'ZIP' });
      const result = data.exportTicket;
      if (result?.__typename !== 'ExportTicketSuccess') throw new Error('not exported');
      return Buffer.from(await (await fetch(result.export.url)).arrayBuffer());
    };
    expect((await read()).equals(await read())).toBe(true);
  });
});

describe('an export that can not be', () => {
  test('of an unknown ticket is a typed error', async () => {
    const answer = await asked({ ticketId: '99999999' });
    expect(answer.data.exportTicket).toMatchObject({ __typename: 'TicketNotFoundError', code: 'NOT_FOUND' });
    expect(codes(answer)).toEqual([]);
  });

  test("of a colleague's or another enterprise's ticket is typed", async () => {
    expect((await asked({}, 'bob')).data.exportTicket?.__typename).toBe('TicketForbiddenError');
    expect((await asked({}, 'erin')).data.exportTicket?.__typename).toBe('TicketNotFoundError');
  });

  test('in a format nobody knows is refused before any call', async () => {
    const answer = await asked({ format: 'UNKNOWN' });
    expect(answer.data.exportTicket).toMatchObject({
      __typename: 'TicketValidationError',
      issues: [{ path: ['input', 'format'] }],
    });
    expect(answer.calls).toBe(0);
  });

  test.each([
    { what: 'without a link', set: { url: null } },
    { what: 'with a link that is none', set: { url: 'javascript:alert(1)' } },
  ])('$what is no export: its outcome is unknown', async ({ set }) => {
    await world.admin.habits({ rewrite: [{ path: '/tickets/{ticketId}/export', set }] });
    const answer = await asked({});
    expect(answer.data.exportTicket?.__typename).toBe('TicketOutcomeUnknownError');
  });

  test('in a format that this gateway does not know keeps its name', async () => {
    await world.admin.habits({ rewrite: [{ path: '/tickets/{ticketId}/export', set: { format: 'docx' } }] });
    const answer = await asked({});
    expect(answer.data.exportTicket).toMatchObject({ export: { format: 'UNKNOWN', formatRaw: 'docx' } });
  });
});

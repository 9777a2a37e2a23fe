import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChaos } from '../chaos/chaos-gateway.ts';
import { hang } from '../chaos/faults.ts';
import { longest } from '../chaos/longest.ts';

type Stage = Awaited<ReturnType<typeof openChaos>>;

let stage: Stage;
beforeAll(async () => {
  stage = await openChaos();
  await stage.world.ask('{ viewer { user { username } } }');
});
afterAll(() => stage?.world.close());

const ask = (query: string, ms: string) => stage.world.ask(query, {}, { headers: { 'x-timeout-ms': ms } });
const code = ({ errors }: { errors: { extensions: { code: string } }[] | undefined }) =>
  errors?.[0]?.extensions.code;

test('no operation lasts longer than its time and half a second, however many of its writes hang', async () => {
  const ms = await longest({ 'x-timeout-ms': '2000' });
  expect(ms).toBeGreaterThan(1_900);
  expect(ms).toBeLessThan(2_500);
});

describe('a client that shortens the time of its operation', () => {
  test('gets its answer then, whatever the API does, and costs no call after', async () => {
    stage.proxy.play(() => hang);
    const before = stage.proxy.seen.length;
    expect(code(await ask('{ ticket(ticketId: "1") { id } }', '300'))).toBe('UPSTREAM_TIMEOUT');
    expect(stage.proxy.seen.length - before).toBe(1);
  });

  test('keeps what came in time: only what hangs is missing', async () => {
    stage.proxy.play(({ path }) => (path.endsWith('/medias') ? hang : null));
    const { data, errors } = await ask(
      '{ tickets(first: 2) { nodes { id medias(first: 1) { nodes { id } } } } }',
      '2000',
    );
    expect(data).toMatchObject({ tickets: { nodes: [{ medias: null }, { medias: null }] } });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_TIMEOUT',
    ]);
  });

  test('is told that a write it cut short may have happened', async () => {
    stage.proxy.play(() => hang);
    const { data, errors } = await ask(
      'mutation { deleteTicket(input: { ticketId: "1" }) { __typename ... on TicketError { code } } }',
      '300',
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ deleteTicket: { code: 'MUTATION_OUTCOME_UNKNOWN' } });
  });

  test.each(['0', '-1', 'soon', '1e9', '99999999'])('by %s is not heard', async (ms) => {
    stage.proxy.play(() => null);
    expect(code(await ask('{ tickets(first: 1) { nodes { id } } }', ms))).toBeUndefined();
  });
});

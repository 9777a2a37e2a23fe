import { describe, expect, test } from 'vitest';
import { type CallOutcome, CircuitBreaker, type Report } from '../../src/upstream/interceptors/circuit.ts';
import { circuitBreaker } from '../../src/upstream/interceptors/circuit-breaker.ts';
import { RollingCounter } from '../../src/upstream/interceptors/rolling-counter.ts';
import {
  currentUser,
  deleteTicket,
  getTicket,
  listEvents,
  listMedias,
  listTickets,
  updateTicket,
} from '../helpers/endpoints.ts';
import { failureOf, httpStage, json } from './fake-api.ts';

/** A breaker on a clock that is turned by hand. */
function circuit() {
  const clock = { now: 1_000_000 };
  const breaker = new CircuitBreaker(() => clock.now);
  const through = (): Report => {
    const passage = breaker.tryAcquire();
    if (typeof passage === 'number') throw new Error(`it is open for ${passage} ms`);
    return passage;
  };
  const run = (...verdicts: CallOutcome[]) => {
    for (const verdict of verdicts) through()(verdict);
  };
  return { clock, breaker, through, run, isOpen: () => typeof breaker.tryAcquire() === 'number' };
}

const times = (count: number, verdict: CallOutcome): CallOutcome[] => Array(count).fill(verdict);

describe('it opens', () => {
  test('after eight failures in a row, not after seven', () => {
    const { run, isOpen } = circuit();
    run(...times(7, 'failure'), 'success', ...times(7, 'failure'));
    expect(isOpen()).toBe(false);
    run('failure');
    expect(isOpen()).toBe(true);
  });

  test('when half of twenty calls failed, not of nineteen', () => {
    const { run, isOpen } = circuit();
    for (let pair = 0; pair < 9; pair += 1) run('success', 'failure');
    run('success');
    expect(isOpen()).toBe(false);
    run('failure');
    expect(isOpen()).toBe(true);
  });

  test('not when fewer than half failed', () => {
    const { run, isOpen } = circuit();
    for (let group = 0; group < 30; group += 1) run('success', 'success', 'failure');
    expect(isOpen()).toBe(false);
  });

  test('by the last ten seconds alone', () => {
    const { run, isOpen, clock } = circuit();
    for (let group = 0; group < 6; group += 1) run('failure', 'failure', 'success');
    clock.now += 10_000;
    run('failure', 'failure');
    expect(isOpen()).toBe(false);
  });

  test('never by what the API refused in good health', () => {
    const { run, isOpen } = circuit();
    run(...times(100, 'answered'), ...times(100, 'unknown'));
    expect(isOpen()).toBe(false);
  });
});

describe('once open', () => {
  const opened = () => {
    const all = circuit();
    all.run(...times(8, 'failure'));
    return all;
  };

  test('it refuses for two seconds, give or take a tenth, and says for how long', () => {
    const waits = Array.from({ length: 50 }, () => Number(opened().breaker.tryAcquire()));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_800);
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_200);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });

  test('it then lets two through, and no third', () => {
    const { clock, through, isOpen } = opened();
    clock.now += 2_200;
    through();
    through();
    expect(isOpen()).toBe(true);
  });

  test('it closes when one of them succeeds, or is refused in good health', () => {
    for (const verdict of ['success', 'answered'] as const) {
      const { clock, run, isOpen } = opened();
      clock.now += 2_200;
      run(verdict, ...times(7, 'failure'));
      expect(isOpen()).toBe(false);
    }
  });

  test('it opens again when one of them fails, for no longer than before', () => {
    const { clock, run, breaker } = opened();
    for (let round = 0; round < 5; round += 1) {
      clock.now += 2_200;
      run('failure');
      expect(breaker.tryAcquire()).toBeLessThanOrEqual(2_200);
    }
  });

  test('a probe that was given up makes room for another', () => {
    const { clock, run, through, isOpen } = opened();
    clock.now += 2_200;
    run('unknown', 'unknown', 'unknown');
    through();
    expect(isOpen()).toBe(false);
  });

  test('probes that hang do not keep it shut: others are let through in their turn', () => {
    const { clock, through, isOpen } = opened();
    clock.now += 2_200;
    through();
    through();
    expect(isOpen()).toBe(true);
    clock.now += 2_000;
    through()('success');
    expect(isOpen()).toBe(false);
  });

  test('what was let through before says nothing any more', () => {
    const { clock, through, run, isOpen } = circuit();
    const [late, later] = [through(), through()];
    run(...times(8, 'failure'));
    late('success');
    expect(isOpen()).toBe(true);
    clock.now += 2_200;
    run('success');
    for (const verdict of times(8, 'failure')) later(verdict);
    expect(isOpen()).toBe(false);
  });
});

describe('around calls', () => {
  const interceptors = () => [circuitBreaker()];

  test('an open breaker costs no call and says when to come back', async () => {
    const { client, received, callLog } = await httpStage(json(500, {}), { interceptors: interceptors() });
    for (let call = 0; call < 8; call += 1) await failureOf(client.send(listTickets, {}));
    expect(await failureOf(client.send(listTickets, {}))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      status: null,
      retryable: true,
      retryAfter: expect.toSatisfy((seconds: number) => seconds === 2 || seconds === 3),
    });
    expect([received.length, callLog.actual]).toEqual([8, 8]);
  });

  test('each class of calls has its own', async () => {
    const { client, received } = await httpStage(
      (request, response) => {
        json(request.url?.endsWith('/medias') ? 503 : 200, { data: [] })(request, response);
      },
      { interceptors: interceptors() },
    );
    for (let call = 0; call < 9; call += 1) await failureOf(client.send(listMedias, { ticketId: '1' }));
    expect(received).toHaveLength(8);
    expect(await failureOf(client.send(listEvents, { ticketId: '1' }))).toMatchObject({ status: null });
    await client.send(listTickets, {});
    await client.send(getTicket, { ticketId: '1' });
    await client.send(deleteTicket, { ticketId: '1' });
    expect(received).toHaveLength(11);
  });

  test('a write whose outcome is unknown counts as what it was', async () => {
    const { client, received } = await httpStage(json(502, {}), { interceptors: interceptors() });
    for (let call = 0; call < 9; call += 1)
      await failureOf(client.send(updateTicket, { ticketId: '1', state: 'done' }));
    expect(received).toHaveLength(8);
  });

  test.each([400, 401, 402, 403, 404, 408, 409, 429])('a %i never opens it', async (status) => {
    const { client, received } = await httpStage(json(status, {}), { interceptors: interceptors() });
    for (let call = 0; call < 12; call += 1) await failureOf(client.send(currentUser, {}));
    expect(received).toHaveLength(12);
  });

  test('clients that leave, and operations without time, never open it', async () => {
    const { as, client } = await httpStage(
      (request, response) => {
        if (request.url?.includes('limit=1')) json(200, { data: [] })(request, response);
      },
      { interceptors: interceptors() },
    );
    for (let call = 0; call < 12; call += 1) {
      const scope = call % 2 === 0 ? { signal: AbortSignal.timeout(30) } : { deadline: Date.now() + 30 };
      await failureOf(as(scope).send(listTickets, {}));
    }
    await expect(client.send(listTickets, { limit: 1 })).resolves.toMatchObject({ status: 200 });
  });
});

describe('a rolling count', () => {
  test('holds what was noted within its seconds', () => {
    const count = new RollingCounter(3);
    for (const now of [0, 500, 1_000, 2_999]) count.add(now);
    expect(count.sum(2_999)).toBe(4);
    expect(count.currentSecond(2_999)).toBe(1);
    expect(count.sum(3_000)).toBe(2);
    expect(count.sum(60_000)).toBe(0);
    expect(count.currentSecond(60_000)).toBe(0);
  });
});

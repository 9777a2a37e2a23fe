import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/upstream/errors.ts';
import {
  createTicket,
  currentUser,
  deleteTicket,
  getTicket,
  listTickets,
  updateTicket,
} from '../helpers/endpoints.ts';
import { type Act, failureOf, httpStage, json, tcpStage } from './fake-api.ts';

/** Never answers, and tells when its peer has gone. */
function silent(): { act: Act; gone: Promise<void>; asked: Promise<void> } {
  const [gone, asked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return {
    gone: gone.promise,
    asked: asked.promise,
    act: (_, response) => {
      response.on('close', gone.resolve);
      asked.resolve();
    },
  };
}

/** Starts an answer and never ends it. */
const drip: Act = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

describe('one try is limited as a whole', () => {
  test('a silent upstream is a timeout, and the socket is freed', async () => {
    const { act, gone } = silent();
    const { client } = await httpStage(act, { timeouts: { GET: 500 } });
    expect(await failureOf(client.send(currentUser, {}))).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      status: null,
    });
    await gone;
  });

  test('an answer that drips for ever is one too, for all its activity', async () => {
    const { client } = await httpStage(drip, { timeouts: { GET: 700 } });
    expect(await failureOf(client.send(currentUser, {}))).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      status: 200,
    });
  });

  test('a write that times out may have happened', async () => {
    const { act } = silent();
    const { client } = await httpStage(act, { timeouts: { POST: 500, PUT: 500, DELETE: 500 } });
    for (const call of [
      client.send(createTicket, { email: ['a@example.com'] }),
      client.send(updateTicket, { ticketId: '1', state: 'done' }),
      client.send(deleteTicket, { ticketId: '1' }),
    ]) {
      expect(await failureOf(call)).toMatchObject({
        code: 'MUTATION_OUTCOME_UNKNOWN',
        reason: 'UPSTREAM_TIMEOUT',
      });
    }
  });

  test('each kind of call has its own limit', async () => {
    const late: Act = (request, response) => {
      setTimeout(() => json(200, { id: 1 })(request, response), 1_200);
    };
    const { client } = await httpStage(late, { timeouts: { GET: 500, PUT: 500, POST: 5_000 } });
    expect(await failureOf(client.send(getTicket, { ticketId: '1' }))).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
    expect(await failureOf(client.send(updateTicket, { ticketId: '1' }))).toMatchObject({
      code: 'MUTATION_OUTCOME_UNKNOWN',
    });
    await expect(client.send(createTicket, {})).resolves.toMatchObject({ status: 200 });
  });

  test('a write that never left the queue has not happened, and never will', async () => {
    const { act, asked } = silent();
    const { as, client, received, upstream } = await httpStage(act, {
      connections: 1,
      timeouts: { POST: 60 },
    });
    const ahead = new AbortController();
    const blocking = failureOf(as({ signal: ahead.signal }).send(currentUser, {}));
    await asked;
    expect(await failureOf(client.send(createTicket, {}))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    ahead.abort();
    await blocking;
    await upstream.close();
    expect(received.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('the deadline of the operation', () => {
  test('ends a call that would have had time left', async () => {
    const { act, gone } = silent();
    const { as } = await httpStage(act);
    const client = as({ deadline: Date.now() + 500 });
    expect(await failureOf(client.send(currentUser, {}))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    await gone;
  });

  test('that has passed lets no call out', async () => {
    const { as, received, callLog } = await httpStage(json(200, {}));
    const client = as({ deadline: Date.now() - 1 });
    expect(await failureOf(client.send(createTicket, {}))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(received).toHaveLength(0);
    expect(callLog.actual).toBe(0);
  });

  test('is a timeout also when it arrives as the signal of the scope', async () => {
    const { act, asked } = silent();
    const { as } = await httpStage(act);
    const [deadline, ending] = [Date.now() + 700, new AbortController()];
    const failure = failureOf(as({ deadline, signal: ending.signal }).send(currentUser, {}));
    await asked;
    while (Date.now() < deadline); // Holds the loop, so that no timer comes before the signal.
    ending.abort();
    expect(await failure).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });
});

describe('a client that leaves', () => {
  test('frees the socket of a call that waits for its answer', async () => {
    const { act, asked, gone } = silent();
    const { as } = await httpStage(act);
    const leaving = new AbortController();
    const failure = failureOf(as({ signal: leaving.signal }).send(currentUser, {}));
    await asked;
    leaving.abort();
    expect(await failure).toBeInstanceOf(CancelledError);
    await gone;
  });

  test('frees the socket in the middle of a body', async () => {
    const {
      client: _,
      as,
      sockets,
    } = await tcpStage((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
      started.resolve();
    });
    const started = Promise.withResolvers<void>();
    const leaving = new AbortController();
    const failure = failureOf(as({ signal: leaving.signal }).send(currentUser, {}));
    await started.promise;
    const gone = new Promise((resolve) => sockets[0]?.once('close', resolve));
    leaving.abort();
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
    await gone;
  });

  test('frees a place in the queue at once, though the socket before it is busy', async () => {
    const { act, asked } = silent();
    const { as, received, upstream } = await httpStage(act, { connections: 1 });
    const ahead = new AbortController();
    const blocking = failureOf(as({ signal: ahead.signal }).send(currentUser, {}));
    await asked;
    const leaving = new AbortController();
    const queued = failureOf(as({ signal: leaving.signal }).send(deleteTicket, { ticketId: '1' }));
    leaving.abort();
    expect(await queued).toMatchObject({ code: 'CANCELLED' });
    ahead.abort();
    await blocking;
    await upstream.close();
    expect(received.map(({ method }) => method)).toEqual(['GET']);
  });

  test('leaves a write in the dark once it was sent', async () => {
    const { act, asked } = silent();
    const { as } = await httpStage(act);
    const leaving = new AbortController();
    const failure = failureOf(as({ signal: leaving.signal }).send(createTicket, {}));
    await asked;
    leaving.abort();
    expect(await failure).toMatchObject({ code: 'MUTATION_OUTCOME_UNKNOWN', reason: 'CANCELLED' });
  });

  test('before a call lets none out', async () => {
    const { as, received, callLog } = await httpStage(json(200, {}));
    const gone = as({ signal: AbortSignal.abort() });
    expect(await failureOf(gone.send(currentUser, {}))).toBeInstanceOf(CancelledError);
    expect([received.length, callLog.actual]).toEqual([0, 0]);
  });

  test('finds nothing left of the calls that ended before', async () => {
    const { as } = await httpStage((request, response) => {
      json(request.url?.endsWith('/users/me') ? 200 : 404, {})(request, response);
    });
    const { signal } = new AbortController();
    await as({ signal }).send(currentUser, {});
    await failureOf(as({ signal }).send(getTicket, { ticketId: '1' }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('does not harm the others on the same pool', async () => {
    const stuck: Act = (request, response) => {
      if (request.url?.endsWith('/users/me')) return;
      json(200, { data: [] })(request, response);
    };
    const { client, as } = await httpStage(stuck, { connections: 2 });
    const leaving = new AbortController();
    const left = failureOf(as({ signal: leaving.signal }).send(currentUser, {}));
    const others = Array.from({ length: 20 }, () => client.send(listTickets, {}));
    leaving.abort();
    await left;
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  });
});

describe('the pool', () => {
  test('reuses sockets and opens no more than it may', async () => {
    const ports = new Set<number | undefined>();
    const noted: Act = (request, response) => {
      ports.add(request.socket.remotePort);
      json(200, {})(request, response);
    };
    const { client } = await httpStage(noted, { connections: 3 });
    await Promise.all(Array.from({ length: 30 }, () => client.send(currentUser, {})));
    await client.send(currentUser, {});
    expect(ports.size).toBeLessThanOrEqual(3);
  });

  test('keeps its sockets through answers whose body nobody reads', async () => {
    const ports = new Set<number | undefined>();
    const noted: Act = (request, response) => {
      ports.add(request.socket.remotePort);
      json(request.method === 'GET' ? 404 : 200, { message: 'x'.repeat(1000) })(request, response);
    };
    const { client } = await httpStage(noted, { connections: 1 });
    for (let round = 0; round < 5; round += 1) {
      await failureOf(client.send(currentUser, {}));
      await client.send(updateTicket, { ticketId: '1', state: 'done' });
    }
    expect(ports.size).toBe(1);
  });

  test('waits for calls under way when it closes', async () => {
    const asked = Promise.withResolvers<void>();
    const slow: Act = (request, response) => {
      asked.resolve();
      setTimeout(() => json(200, { ok: true })(request, response), 50);
    };
    const { client, upstream } = await httpStage(slow);
    const call = client.send(currentUser, {});
    await asked.promise;
    await upstream.close();
    await expect(call).resolves.toMatchObject({ body: { ok: true } });
  });
});

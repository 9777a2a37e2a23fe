import { describe, expect, test } from 'vitest';
import { createTicket } from '../helpers/endpoints.ts';
import { type Act, failureOf, httpStage, json } from './fake-api.ts';

const created: Act = json(200, { id: 1 });

/** What is sent in these tests. */
const NEW = { email: ['a@example.com'] };

describe('a write that is noted before it is sent', () => {
  test('is sent once that is done', async () => {
    const order: string[] = [];
    const { client, received } = await httpStage((request, response) => {
      order.push('sent');
      created(request, response);
    });
    await client.send(createTicket, NEW, { beforeSend: async () => void order.push('noted') });
    expect(order).toEqual(['noted', 'sent']);
    expect(received).toHaveLength(1);
  });

  test('is not sent where it can not be noted, and fails with that', async () => {
    const { client, received, callLog } = await httpStage(created);
    const full = new Error('the disk is full');
    const call = client.send(createTicket, NEW, { beforeSend: () => Promise.reject(full) });
    expect(await failureOf(call)).toBe(full);
    expect(received).toEqual([]);
    expect(callLog.actual).toBe(0);
  });

  test('is not sent if noting it took until the deadline: then it is certain that nothing happened', async () => {
    const { as, received } = await httpStage(created);
    const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 120));
    const call = as({ deadline: Date.now() + 100 }).send(createTicket, NEW, { beforeSend: slow });
    expect(await failureOf(call)).toMatchObject({ code: 'UPSTREAM_TIMEOUT', status: null });
    expect(received).toEqual([]);
  });

  test('is not noted where it can not be sent at all', async () => {
    const { client } = await httpStage(created);
    let noted = false;
    const beforeSend = async () => {
      noted = true;
    };
    const call = client.send(createTicket, { ...NEW, state: 'open' }, { beforeSend });
    expect(await failureOf(call)).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'unbound' });
    expect(noted).toBe(false);
  });
});

describe('a client that leaves', () => {
  test('ends a write, but not one that is to last', async () => {
    const asked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    let requests = 0;
    const { as } = await httpStage(async (request, response) => {
      requests += 1;
      if (requests === 2) asked.resolve();
      await done.promise;
      created(request, response);
    });
    const leaving = new AbortController();
    const lasting = as({ signal: leaving.signal }).send(createTicket, NEW, { detached: true });
    const usual = failureOf(as({ signal: leaving.signal }).send(createTicket, NEW));
    await asked.promise;
    leaving.abort();
    expect(await usual).toMatchObject({ reason: 'CANCELLED' });
    done.resolve();
    expect((await lasting).body).toEqual({ id: 1 });
  });
});

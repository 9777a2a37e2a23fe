import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../src/context.ts';
import { asTicket, ticketLoader } from '../src/ticket/read/loader.ts';
import { NotFoundError } from '../src/upstream/errors.ts';
import { decodeTicket } from './helpers/endpoints.ts';

const record = decodeTicket({ id: 1, state: 'open' });
if (record === null) throw new Error('this is a ticket');

let calls: number;
let context: Context;
let written: (() => void)[];
beforeEach(() => {
  calls = 0;
  written = [];
  const call = async () => {
    calls += 1;
    throw new NotFoundError();
  };
  // @NOTE the loader asks nothing else of a context.
  context = {
    settings: { upstreamScope: 'sso' },
    upstream: { call, onWrite: (listener: () => void) => written.push(listener) },
  } as unknown as Context;
});

const load = (scoped: boolean) => ticketLoader(context).load({ id: '1', scoped });

describe('a ticket that came with a page', () => {
  test('is there for whoever asks for it by its id', async () => {
    const ticket = asTicket(record, 'plain', context);
    expect(await load(false)).toBe(ticket);
    expect(calls).toBe(0);
  });

  test('without the extra scope has to be read for whoever needs that', async () => {
    asTicket(record, 'plain', context);
    expect(await load(true)).toBeNull();
    expect(calls).toBe(1);
  });

  test.each(['scoped', 'refused'] as const)(
    'with the extra scope %s is there for everybody',
    async (scope) => {
      const ticket = asTicket(record, scope, context);
      expect([await load(true), await load(false)]).toEqual([ticket, ticket]);
      expect(calls).toBe(0);
    },
  );

  test('is there no more once it was changed', async () => {
    asTicket(record, 'scoped', context);
    for (const listener of written) listener();
    expect([await load(true), await load(false)]).toEqual([null, null]);
    expect(calls).toBe(1);
  });

  test('is there for its own operation alone', async () => {
    asTicket(record, 'plain', context);
    expect(await ticketLoader({ ...context }).load({ id: '1', scoped: false })).toBeNull();
  });
});

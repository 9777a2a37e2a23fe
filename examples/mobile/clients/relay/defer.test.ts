import { createOperationDescriptor, getRequest, getSingularSelector } from 'relay-runtime';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { richestTicket } from '../../../../test/helpers/medias.ts';
import { globalId } from '../../../../test/helpers/queries.ts';
import { openTalk, type Talk, until } from '../talk.ts';
import { openDesk } from './app.ts';
import { type Compiled, compile, documentsIn } from './compile.ts';

let compiled: Compiled;
let talk: Talk;
let id: string;
beforeAll(async () => {
  compiled = compile();
  talk = await openTalk();
  id = globalId('Ticket', (await richestTicket(talk.world)).ticketId);
});
afterEach(() => talk.world.admin.habits({}));
afterAll(async () => {
  await talk.close();
  compiled.remove();
});

/** Opens a ticket's screen: what it shows of the ticket and of its deferred part, read when it is asked. */
function openDetail() {
  const { environment } = openDesk(talk, 'id', documentsIn(compiled.manifest));
  const operation = createOperationDescriptor(getRequest(compiled.query('deskDetailQuery')), { id });
  environment.retain(operation);
  let state = 'loading';
  environment.execute({ operation }).subscribe({
    complete: () => {
      state = 'whole';
    },
    error: (error: Error) => {
      state = error.message;
    },
  });
  const ticket = () => Object(environment.lookup(operation.fragment).data).ticket;
  return {
    state: () => state,
    ticket,
    medias() {
      const selector = getSingularSelector(compiled.fragment('desk_medias'), ticket());
      const snapshot = selector == null ? null : environment.lookup(selector);
      return snapshot === null || snapshot.isMissingData ? undefined : Object(snapshot.data).medias;
    },
  };
}

test('Relay shows a ticket before its deferred part, and then that', async () => {
  await talk.world.admin.habits({ latency: [{ path: '/tickets/{ticketId}/medias', ms: 400 }] });
  const { state, ticket, medias } = openDetail();
  await until(() => ticket()?.id === id);
  expect(medias()).toBeUndefined();
  expect(state()).toBe('loading');
  await until(() => state() !== 'loading');
  expect(state()).toBe('whole');
  expect(medias().nodes.length).toBeGreaterThan(0);
});

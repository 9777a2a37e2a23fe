import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTalk, type Talk } from '../talk.ts';
import { openDesk } from './app.ts';
import { type Compiled, compile } from './compile.ts';

/** A gateway that takes nothing but what an app was built with. */
let compiled: Compiled;
let talk: Talk;
beforeAll(async () => {
  compiled = compile();
  talk = await openTalk({ env: { PERSISTED_MANIFESTS: compiled.manifest, PERSISTED_DOCUMENTS: 'enforce' } });
});
afterAll(async () => {
  await talk.close();
  compiled.remove();
});

describe("documents that Relay's compiler persisted", () => {
  test.each(['doc_id', 'id', 'documentId'] as const)('are asked for by their id as %s', async (idField) => {
    const desk = openDesk(talk, idField);
    await desk.ask(compiled.query('deskInboxQuery'));
    const [shown] = desk.show(compiled.query('deskInboxQuery'), compiled.fragment('desk_inbox'));
    expect(Object(shown).tickets.edges).toHaveLength(20);
    const sent = JSON.parse(talk.sent.at(-1)?.body ?? '');
    expect(sent).toEqual({
      [idField]: expect.stringMatching(/^[0-9a-f]{32}$/),
      variables: {},
    });
  });

  test('are the only ones that are taken', async () => {
    const desk = openDesk(talk, 'id', {
      [compiled.query('deskSyncQuery').params.id ?? '']: '{ budget { limit } }',
    });
    await expect(desk.ask(compiled.query('deskSyncQuery'), { ids: [] })).rejects.toThrow();
    expect(talk.sent.at(-1)?.status).toBeGreaterThanOrEqual(400);
  });
});

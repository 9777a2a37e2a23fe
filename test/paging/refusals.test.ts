import { describe, expect, it } from 'vitest';
import { createCursorSigner } from '../../src/paging/cursor/signer.ts';
import { PagingError } from '../../src/paging/errors.ts';
import type { ListSpec } from '../../src/paging/types.ts';
import type { SimRow } from './simulation/moving-list.ts';
import { idsOf, PagedList } from './simulation/paged-list.ts';

describe('a cursor sent where it does not belong', () => {
  const desk = new PagedList().fill(50);

  it.each<[string, Partial<ListSpec<SimRow>>]>([
    ['OTHER_CONNECTION', { connection: 'Ticket.medias' }],
    ['OTHER_PARENT', { parent: '82070' }],
    ['OTHER_CALLER', { caller: 'sim/8' }],
    ['OTHER_FILTER', { filter: { type: 'other' } }],
    ['OTHER_ORDER', { order: { field: 'start', direction: 'asc' } }],
    ['OTHER_ORDER', { order: { field: 'created', direction: 'desc' }, strategy: 'keyset' }],
  ])('is refused as %s before anything is asked of the upstream', async (reason, change) => {
    const { endCursor } = (await desk.page({ first: 5 })).pageInfo;
    desk.requests.length = 0;
    for (const args of [{ after: endCursor }, { before: endCursor }]) {
      const argument = 'after' in args ? 'after' : 'before';
      await expect(desk.page(args, change)).rejects.toMatchObject({
        code: 'BAD_CURSOR',
        reason,
        argument,
        retryable: false,
      });
    }
    expect(desk.requests).toEqual([]);
  });

  it('is taken when only the token changed, or a deploy added an argument', async () => {
    const { endCursor } = (await desk.page({ first: 5 })).pageInfo;
    const grown = { filter: { type: 'video-assistance', tag: null } };
    expect(idsOf(await desk.page({ first: 5, after: endCursor }, grown))).toEqual(desk.ids.slice(5, 10));
  });

  it('lives while its key is among the settings', async () => {
    const before = new PagedList().fill(50);
    const { endCursor } = (await before.page({ first: 5 })).pageInfo;
    const [list, { profiles, limits }] = [before.list.spec(), before.tools];
    const { paginate } = await import('../../src/paging/paginate.ts');
    const rotated = { signer: createCursorSigner(['newer', 'test key']), profiles, limits };
    const page = await paginate(list, { first: 5, after: endCursor }, before.fetch, rotated);
    expect(idsOf(page)).toEqual(before.ids.slice(5, 10));
    const retired = { signer: createCursorSigner(['newer']), profiles, limits };
    await expect(paginate(list, { first: 5, after: endCursor }, before.fetch, retired)).rejects.toMatchObject(
      {
        reason: 'UNKNOWN_KEY',
      },
    );
    const back = await paginate(list, { last: 5, before: page.pageInfo.endCursor }, before.fetch, rotated);
    expect(back.edges).toHaveLength(5);
  });

  it('is refused after one changed character, wherever it is', async () => {
    const { endCursor } = (await desk.page({ first: 5 })).pageInfo;
    const cursor = endCursor ?? '';
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      await expect(desk.page({ first: 5, after: changed })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
    }
  });
});

describe('every refusal', () => {
  it('says what to do, and holds nothing of a row', async () => {
    const desk = new PagedList().fill(50, (index) => ({ title: `secret ${index}` }));
    const { endCursor } = (await desk.page({ first: 5 })).pageInfo;
    const asked: Promise<unknown>[] = [
      desk.page({ after: 'x' }),
      desk.page({ after: endCursor }, { parent: '1' }),
      desk.page({ first: 5, last: 5 }),
      desk.page({ first: -1 }),
      desk.page({}, { satisfiesFilter: () => false }),
      desk.page({}, { key: (row) => `secret ${(Number(row.id) * 7) % 11}` }),
    ];
    for (const page of asked) {
      const error = await page.catch((reason: unknown) => reason);
      if (!(error instanceof PagingError)) throw new Error('it was served', { cause: error });
      expect(error.message).toMatch(/[Uu]se |Send |Start |Keep |must be|tell the operator/);
      expect(error.message).not.toMatch(/secret|\d{4}/);
      expect(error.reason).toMatch(/^[A-Z_]+$/);
    }
  });
});

import type { FetchWindow } from './types.ts';

/**
 * Marks which windows of one page have to be read anew. What a page is planned to read may come from before; what it reads
 * beyond that, or a second time, it reads because the list moved: an older answer would only show the same once more.
 *
 * @param planned calls of the page on a list that keeps still
 */
export function freshWhenRepaired<Row>(fetch: FetchWindow<Row>, planned: number): FetchWindow<Row> {
  const asked = new Set<string>();
  let calls = 0;
  return (ask) => {
    const window = JSON.stringify(ask);
    const fresh = calls >= planned || asked.has(window);
    asked.add(window);
    calls += 1;
    return fetch({ ...ask, fresh });
  };
}

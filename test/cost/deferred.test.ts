/** Operations made up from the schema, with fragments deferred at random: the whole way, out of the front door. */
import { type DocumentNode, Kind, parse, print, type SelectionNode, validate, visit } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Gateway } from '../../src/server/gateway.ts';
import { overLimit } from '../../src/server/limits/document-size.ts';
import { bareGateway } from '../helpers/bare-gateway.ts';
import { merged, partsOf, requestParts } from '../helpers/multipart.ts';
import { Random } from '../helpers/random.ts';
import type { SeenError } from '../helpers/test-gateway.ts';
import { type MadeUp, madeUp, type Pools } from './documents.ts';
import { poolsOf } from './samples.ts';
import { type Desk, openDesk } from './workbench.ts';

const OPERATIONS = 250;

let desk: Desk;
let gateway: Gateway;
let pools: Pools;
beforeAll(async () => {
  desk = await openDesk({ sandbox: { clock: () => Date.UTC(2026, 0, 15, 12) } });
  gateway = bareGateway(desk.services);
  pools = await poolsOf(desk);
  await ask('{ viewer { user { userId } } }', {});
}, 60_000);
afterAll(async () => {
  await gateway?.close();
  await desk?.close();
});

/** What an operation came to, however it came. */
interface Came {
  data: unknown;
  codes: string[];
  cost: { planned: number; actual: number };
  parts: number;
}

async function ask(query: string, variables: object): Promise<Came> {
  const response = await gateway.fetch(
    new Request('http://gateway.test/graphql', requestParts(query, variables)),
  );
  const text = await response.text();
  const late = response.headers.get('content-type')?.startsWith('multipart') === true;
  const parts = late ? partsOf(text) : [{ hasNext: false, ...JSON.parse(text) }];
  const errors: SeenError[] = parts.flatMap(({ errors: told = [], incremental = [] }) => [
    ...told,
    ...incremental.flatMap((one: { errors?: SeenError[] }) => one.errors ?? []),
  ]);
  return {
    data: opaque(merged(parts)),
    codes: [
      ...new Set(errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`)),
    ].toSorted(),
    cost: parts.at(-1).extensions.cost,
    parts: parts.length,
  };
}

/** Cursors are sealed anew each time. */
const opaque = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, one) =>
    typeof one === 'string' && /^[\w-]{40,}$/.test(one) ? 'opaque' : one,
  );

/** Puts fields into deferred fragments, and defers fragments that are there, a few of each. */
function deferred(document: DocumentNode, random: Random): DocumentNode {
  let left = 6;
  const defer = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'defer' } } as const;
  const late = (selection: SelectionNode): SelectionNode => {
    if (left === 0 || !random.chance(0.4)) return selection;
    left -= 1;
    if (selection.kind !== Kind.FIELD)
      return { ...selection, directives: [...(selection.directives ?? []), defer] };
    const selectionSet = { kind: Kind.SELECTION_SET, selections: [selection] } as const;
    return { kind: Kind.INLINE_FRAGMENT, directives: [defer], selectionSet };
  };
  return visit(document, {
    SelectionSet: { leave: (set) => ({ ...set, selections: set.selections.map(late) }) },
  });
}

/** Operations that can be asked, and their deferred selves. */
function* madeUpPairs(): Generator<{ made: MadeUp; plain: string; late: string }> {
  for (let seed = 1; ; seed += 1) {
    const made = madeUp(desk.schema, pools, new Random(seed), 0);
    const document = parse(made.document);
    const late = deferred(document, new Random(seed));
    const fits = [document, late].every(
      (one) => validate(desk.schema, one).length === 0 && overLimit(one) === null,
    );
    const { planned } = desk.plan(document, made.variables);
    if (fits && planned > 0 && planned <= 12) yield { made, plain: made.document, late: print(late) };
  }
}

it('come to the same as in one piece, for no more calls than planned', { timeout: 120_000 }, async () => {
  let [tried, streamed] = [0, 0];
  for (const { made, plain, late } of madeUpPairs()) {
    const whole = await ask(plain, made.variables);
    const came = await ask(late, made.variables);
    expect({ data: came.data, codes: came.codes }, late).toEqual({ data: whole.data, codes: whole.codes });
    expect(came.cost.planned, late).toBe(whole.cost.planned);
    expect(came.cost.actual, late).toBeLessThanOrEqual(came.cost.planned);
    tried += 1;
    if (came.parts > 1) streamed += 1;
    if (tried === OPERATIONS) break;
  }
  expect(streamed).toBeGreaterThan(OPERATIONS / 2);
});

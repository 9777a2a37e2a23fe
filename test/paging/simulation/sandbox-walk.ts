import { ANCHOR_OVERLAP } from '../../../src/paging/cost.ts';
import { ByteReader } from '../../../src/paging/cursor/bytes.ts';
import { FINGERPRINT_BYTES } from '../../../src/paging/cursor/fingerprint.ts';
import { createCursorSigner } from '../../../src/paging/cursor/signer.ts';
import type { Page, PageArgs } from '../../../src/paging/types.ts';
import { warmUpCallers } from '../../helpers/queries.ts';
import { Random } from '../../helpers/random.ts';
import { createTestGateway, type TestGateway } from '../../helpers/test-gateway.ts';
import type { MovingList, SimRow } from './moving-list.ts';
import { Reader, Refusal, type WalkedList } from './reader.ts';
import { type Kind, SandboxMirror } from './sandbox-mirror.ts';
import { add, disturb, populate } from './script.ts';
import type { Stats } from './stats.ts';
import { type Churn, drawBehaviour, drawChurn, type UpstreamBehaviour } from './upstream-behaviour.ts';

const KEY = 'the-key-of-the-walks';
const ARGUMENTS = 'first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy';
const VARIABLES = '$first: Int, $after: String, $last: Int, $before: String';
const INFO =
  'pageInfo { hasNextPage hasPreviousPage startCursor endCursor } repair { inserted removed } scannedCount';
const DOCUMENTS: Record<Kind, string> = {
  tickets: `query (${VARIABLES}, $orderBy: TicketOrder!) {
    list: tickets(${ARGUMENTS}) { edges { cursor node { id: ticketId } } ${INFO} } }`,
  medias: `query (${VARIABLES}, $orderBy: TicketMediaOrder!, $ticketId: ID!) { ticket(ticketId: $ticketId) {
    list: medias(${ARGUMENTS}) { edges { cursor node { id: mediaId } } ${INFO} } } }`,
};
const FIELDS = {
  tickets: { created: 'CREATED_AT', start: 'START_TIME', title: 'REFERENCE' },
  medias: { created: 'CREATED_AT', start: 'CREATED_AT', title: 'TITLE' },
};
/** How many rows a list begins with, and how many more of one second now and then. */
const SIZES = [120, 200, 300];
const LONG_RUN = 120;
const PAGE_CAP = 100;

interface Connection extends Pick<Page<unknown>, 'pageInfo' | 'repair'> {
  edges: { cursor: string; node: { id: string } }[];
}

/** A walk over a list of a real sandbox, through GraphQL. Its changes come by the sandbox's admin path, between pages. */
export class SandboxWalk implements WalkedList {
  readonly list: MovingList;
  readonly ranges = true;
  readonly #behaviour: UpstreamBehaviour;
  readonly #random: Random;
  readonly #churn: Churn;
  readonly #mirror: SandboxMirror;
  readonly #world: TestGateway;
  readonly #stats: Stats;

  private constructor(
    random: Random,
    behaviour: UpstreamBehaviour,
    churn: Churn,
    mirror: SandboxMirror,
    world: TestGateway,
    stats: Stats,
  ) {
    this.list = mirror.list;
    this.#random = random;
    this.#behaviour = behaviour;
    this.#churn = churn;
    this.#mirror = mirror;
    this.#world = world;
    this.#stats = stats;
  }

  /** One walk in a world of its own; the stats gets what came of it. */
  static async run(seed: number, stats: Stats): Promise<void> {
    const random = new Random(seed);
    const kind: Kind = random.chance(0.15) ? 'medias' : 'tickets';
    const behaviour = sandboxHabits(random, kind);
    const churn = drawChurn(random);
    const mirror = new SandboxMirror(kind, behaviour, random);
    const world = await createTestGateway({
      sandbox: { tickets: 0, clock: () => mirror.list.now },
      env: { CURSOR_KEYS: KEY },
    });
    try {
      await mirror.bind(world);
      populate(mirror.list, random, SIZES, LONG_RUN);
      await mirror.sync();
      await warmUpCallers(world, 'alice');
      await world.admin.habits(asPlayed(behaviour));
      const walk = new SandboxWalk(random, behaviour, churn, mirror, world, stats);
      await new Reader(walk, random, stats).walk();
      stats.notes.push(JSON.stringify({ kind, ...behaviour, ...churn, rows: mirror.list.rows.length }));
      stats.walks += 1;
    } finally {
      await world.close();
    }
  }

  async page(args: PageArgs): Promise<Page<SimRow>> {
    const { list } = this;
    const { kind, ticketId } = this.#mirror;
    const { field, direction, cap } = this.#behaviour;
    const orderBy = { field: FIELDS[kind][field], direction: direction.toUpperCase() };
    list.states.push(list.rows);
    const answer = await this.#world.ask<Record<string, unknown>, object>(DOCUMENTS[kind], {
      ...args,
      orderBy,
      ...(kind === 'medias' ? { ticketId } : {}),
    });
    const [error] = answer.errors ?? [];
    if (error !== undefined) throw new Refusal(error.extensions.reason ?? error.extensions.code);
    // @NOTE the documents above ask for this shape, tickets at the root and medias below their ticket.
    const data = answer.data as { list: Connection; ticket: { list: Connection } };
    const { edges, pageInfo, repair } = kind === 'medias' ? data.ticket.list : data.list;
    const size = args.first ?? args.last ?? 0;
    // Of all that the sandbox counted, what was made for the list: medias cost the call for their ticket as well.
    const made = (await this.#world.admin.lastCalls()).slice(-Math.max(1, answer.calls));
    const calls = made.filter(({ path }) => path.endsWith(kind)).length;
    this.#stats.count(calls, size + 1 + 2 * ANCHOR_OVERLAP <= Math.min(PAGE_CAP, cap ?? PAGE_CAP));
    return {
      edges: edges.map(({ cursor, node }) => ({ cursor, node: this.#mirror.row(node.id) })),
      pageInfo,
      repair,
      total: null,
      scanned: null,
      complete: true,
      calls,
    };
  }

  /** Reads the head of a cursor as `cursor.ts` writes it: version, list, flags, offset, drift, holes, and the walk's end. */
  walkOf(cursor: string) {
    const input = new ByteReader(createCursorSigner([KEY]).open(cursor));
    input.uint();
    input.raw(FINGERPRINT_BYTES);
    const flags = input.uint();
    for (let skipped = 0; skipped < 4; skipped += 1) input.uint();
    input.int();
    return { reversed: (flags & 1) !== 0, snapshotTime: (flags & 8) === 0 ? null : input.int() };
  }

  async pause(near: () => SimRow | null): Promise<void> {
    this.list.now += this.#random.int(50, 4000);
    for (let left = this.#random.int(0, this.#churn.between); left > 0; left -= 1) {
      // Nobody but a guest deletes medias, and nobody changes them.
      if (this.#mirror.kind === 'medias') add(this.list, this.#random, near() ?? undefined);
      else disturb(this.list, this.#random, near());
      await this.#mirror.sync();
    }
  }
}

/** Habits as the sandbox can play them: its ties go up by id in both directions, its nulls are the lowest. */
function sandboxHabits(random: Random, kind: Kind): UpstreamBehaviour {
  const drawn = drawBehaviour(random);
  return {
    ...drawn,
    field: kind === 'medias' && drawn.field === 'start' ? 'created' : drawn.field,
    ties: 'idAsc',
    nulls: 'low',
    beforeIncludes: drawn.sinceIncludes,
    tellsDate: true,
    textIds: false,
    sinceDays: null,
    beforeDays: null,
    holes: 0,
  };
}

function asPlayed({
  cap,
  hidesTotal,
  hidesNext,
  bounds,
  sinceIncludes,
}: UpstreamBehaviour): Record<string, unknown> {
  return {
    ...(cap === null ? {} : { limitCap: cap }),
    hide: [...(hidesTotal ? ['total'] : []), ...(hidesNext ? ['next_offset'] : [])],
    ignore: bounds === 'ignored' ? ['since', 'until'] : [],
    boundsInclusive: sinceIncludes,
  };
}

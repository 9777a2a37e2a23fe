import type { Random } from '../../helpers/random.ts';
import type { TestGateway } from '../../helpers/test-gateway.ts';
import { MovingList, type SimRow } from './moving-list.ts';
import type { UpstreamBehaviour } from './upstream-behaviour.ts';

/** What the rows of a mirrored list are. */
export type Kind = 'tickets' | 'medias';

/** Titles of medias are sorted without regard to case, so they have none here. */
class CaselessList extends MovingList {
  override insert(values: Parameters<MovingList['insert']>[0]): SimRow {
    return super.insert({ ...values, title: values.title.toLowerCase() });
  }
}

/** A list of the sandbox beside a copy of it that an oracle can ask. What happens to the copy is done to the sandbox. */
export class SandboxMirror {
  readonly kind: Kind;
  readonly list: MovingList;
  /** The ticket whose medias these are. */
  ticketId = '';
  #world: TestGateway | null = null;
  #known = new Map<string, SimRow>();

  constructor(kind: Kind, behaviour: UpstreamBehaviour, random: Random) {
    this.kind = kind;
    this.list = new (kind === 'medias' ? CaselessList : MovingList)(behaviour, random);
  }

  /** Learns which ids the sandbox gives; the list has to be empty still. */
  async bind(world: TestGateway): Promise<void> {
    this.#world = world;
    const [ticket = 0] = await world.admin.insert({ created: iso(0) });
    this.ticketId = String(ticket);
    // A row that is deleted again: its id is never given twice, the next ones follow it.
    let last = ticket;
    if (this.kind === 'tickets') await world.admin.remove([ticket]);
    else {
      const [other = 0] = await world.admin.insert({ created: iso(0) });
      last = await this.#insertMedia(other, { created: 0, title: 'before all others' });
    }
    this.list.newId = (serial) => String(last + serial);
  }

  /** Does to the sandbox what was done to the copy. @throws if the sandbox gave another id than was foreseen */
  async sync(): Promise<void> {
    const { admin } = this.#bound();
    const rows = new Map(this.list.rows.map((row) => [row.id, row]));
    const added = [...rows.values()].filter(({ id }) => !this.#known.has(id));
    for (const row of added.sort((a, b) => a.serial - b.serial)) {
      const id = await this.#insert(row);
      if (String(id) !== row.id) throw new Error(`The sandbox gave ${id}, not ${row.id}.`);
    }
    const removed = [...this.#known.keys()].filter((id) => !rows.has(id));
    if (removed.length > 0) await admin.remove(removed.map(Number));
    for (const [id, row] of rows) {
      const before = this.#known.get(id);
      if (before !== undefined && before !== row) await admin.change([Number(id)], traits(row));
    }
    this.#known = rows;
  }

  /** The row of the copy with that id. @throws if there is none: then the sandbox does not answer what it holds */
  row(id: string): SimRow {
    const row = this.#known.get(id);
    if (row === undefined) throw new Error(`A row came that is not there: ${id}.`);
    return row;
  }

  async #insert(row: SimRow): Promise<number> {
    if (this.kind === 'medias') return this.#insertMedia(Number(this.ticketId), row);
    const [id = 0] = await this.#bound().admin.insert({ created: iso(row.created), ...traits(row) });
    return id;
  }

  async #insertMedia(ticket: number, { created, title }: Pick<SimRow, 'created' | 'title'>): Promise<number> {
    const body = JSON.stringify({ ticket, title, created: iso(created) });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const answer = await this.#bound().sandbox.fetch(
      new Request('http://sandbox.test/_sandbox/medias', init),
    );
    if (!answer.ok) throw new Error(`The sandbox refused a media: ${await answer.text()}`);
    const { id } = await answer.json();
    return id;
  }

  #bound(): TestGateway {
    if (this.#world === null) throw new Error('bind comes first');
    return this.#world;
  }
}

const traits = ({ start, title }: SimRow) => ({
  start_time: start === null ? null : iso(start),
  reference: title,
});

const iso = (seconds: number): string => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;

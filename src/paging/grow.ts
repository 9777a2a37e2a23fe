import { type Frame, walkEnd } from './frame.ts';
import { SEAM } from './plan.ts';
import { Stretch } from './stretch.ts';
import type { WindowReader } from './window.ts';

/** What a stretch still lacks: rows on one side; Infinity for as many as one window holds. */
export interface Need {
  readonly side: 'forward' | 'back';
  readonly rows: number;
}

/** Grows a stretch until it holds what is asked of it, or no call is left. */
export class Grower<Row> {
  readonly reader: WindowReader<Row>;
  /** The upper end of a walk that begins with this answer. */
  readonly t0: number | null;
  stretch: Stretch<Row>;
  /** Whether the last window did not join: the list moved further than the seam is wide. */
  torn = false;
  #widen = 1;

  private constructor(reader: WindowReader<Row>, stretch: Stretch<Row>, t0: number | null) {
    this.reader = reader;
    this.stretch = stretch;
    this.t0 = t0;
  }

  /** Reads the first window. */
  static async open<Row>(
    reader: WindowReader<Row>,
    frame: Frame,
    offset: number,
    limit: number,
  ): Promise<Grower<Row>> {
    const window = await reader.read(frame, offset, limit);
    return new Grower(
      reader,
      new Stretch(reader.list, frame, window),
      walkEnd(reader.list, window.rows, window.date),
    );
  }

  /** Asks `need` after each window what is missing; true when nothing is, false when the calls are used up. */
  async until(need: (stretch: Stretch<Row>) => Need | null): Promise<boolean> {
    for (;;) {
      const missing = need(this.stretch);
      if (missing === null) return true;
      if (this.reader.left <= 0) return false;
      if (this.stretch.rows.length === 0) await this.#leap();
      else if (missing.side === 'forward') await this.#forward(missing.rows);
      else await this.#back(missing.rows);
    }
  }

  async #forward(rows: number): Promise<void> {
    const { reader, stretch } = this;
    const overlap = Math.min(SEAM * this.#widen, stretch.rows.length, reader.cap - 1);
    const limit = Math.min(reader.limits.upstreamPageCap, overlap + rows);
    this.#joined(stretch.append(await reader.read(stretch.frame, stretch.end - overlap, limit)));
  }

  async #back(rows: number): Promise<void> {
    const { reader, stretch } = this;
    const overlap = Math.min(SEAM * this.#widen, stretch.rows.length, reader.cap - 1);
    const offset = Math.max(0, stretch.start - Math.min(rows, reader.cap - overlap));
    this.#joined(stretch.prepend(await reader.read(stretch.frame, offset, stretch.start + overlap - offset)));
  }

  /** The offset was beyond the end: nothing to join to, so look at the end instead. */
  async #leap(): Promise<void> {
    const { reader, stretch } = this;
    const end = Math.min(
      stretch.start,
      stretch.frame.bound === null ? (reader.total ?? stretch.start) : stretch.start,
    );
    const offset = Math.max(0, end - reader.cap + SEAM);
    const window = await reader.read(stretch.frame, offset, reader.cap);
    this.stretch = new Stretch(reader.list, stretch.frame, window);
  }

  /** After a tear the next window reaches further back over the seam. */
  #joined(joined: boolean): void {
    this.torn = !joined;
    this.#widen = joined ? 1 : this.#widen * 6;
  }
}

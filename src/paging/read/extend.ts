import { SEAM } from '../cost.ts';
import { type ReadBounds, walkEnd } from './bounds.ts';
import { Segment } from './segment.ts';
import type { Window, WindowReader } from './window.ts';

/** What a stretch still lacks: rows on one side; Infinity for as many as one window holds. */
export interface Need {
  readonly side: 'forward' | 'back';
  readonly rows: number;
}

/** How much further over the seam the next window reaches after one that did not join. */
const WIDER = 6;

/** Grows a stretch until it holds what is asked of it, or no call is left. */
export class SegmentReader<Row> {
  readonly reader: WindowReader<Row>;
  /** The upper end of a walk that begins with this answer. */
  readonly t0: number | null;
  stretch: Segment<Row>;
  /** Whether the last window did not join: the list moved further than the seam is wide. */
  torn = false;
  #tail: Window<Row>;
  #seam = SEAM;

  private constructor(reader: WindowReader<Row>, frame: ReadBounds, window: Window<Row>) {
    this.reader = reader;
    this.stretch = new Segment(reader.list, frame, window);
    this.t0 = walkEnd(reader.list, window.rows, window.date);
    this.#tail = window;
  }

  /** Reads the first window. */
  static async open<Row>(
    reader: WindowReader<Row>,
    frame: ReadBounds,
    offset: number,
    limit: number,
  ): Promise<SegmentReader<Row>> {
    return new SegmentReader(reader, frame, await reader.read(frame, offset, limit));
  }

  /** Asks `need` after each window what is missing; true when nothing is, false when the calls are used up. */
  async until(need: (stretch: Segment<Row>) => Need | null): Promise<boolean> {
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
    const overlap = this.#overlap();
    // As many rows again as the seam is wide, in case some came or went since.
    const limit = Math.min(reader.limits.upstreamPageCap, overlap + rows + SEAM);
    const window = await reader.read(stretch.frame, stretch.end - overlap, limit);
    const before = stretch.rows.length;
    this.#joined(stretch.append(window));
    if (stretch.rows.length > before) reader.followed(this.#tail);
    this.#tail = window;
    const idle = !this.torn && stretch.rows.length <= before && window.rows.length < window.limit;
    if (idle && stretch.tail !== 'end' && reader.left > 0) await this.#proveEnd();
  }

  /** More was promised and nothing came: whether there is a row right behind decides, not what the upstream counts. */
  async #proveEnd(): Promise<void> {
    const { reader, stretch } = this;
    const beyond = await reader.read(stretch.frame, stretch.end, 1);
    if (beyond.rows.length === 0) stretch.tail = 'end';
  }

  async #back(rows: number): Promise<void> {
    const { reader, stretch } = this;
    const overlap = this.#overlap();
    const offset = Math.max(0, stretch.start - Math.min(rows + SEAM, reader.cap - overlap));
    const window = await reader.read(stretch.frame, offset, stretch.start + overlap - offset);
    this.#joined(stretch.prepend(window));
    if (this.torn) reader.followed(window);
  }

  /** The offset was beyond the end: nothing to join to, so look at the end instead. */
  async #leap(): Promise<void> {
    const { reader, stretch } = this;
    const { start, frame } = stretch;
    const end = frame.bound === null ? Math.min(start, reader.total ?? start) : start;
    const window = await reader.read(frame, Math.max(0, end - reader.cap + SEAM), reader.cap);
    this.stretch = new Segment(reader.list, frame, window);
    this.#tail = window;
  }

  #overlap(): number {
    return Math.min(this.#seam, this.stretch.rows.length, this.reader.cap - 1);
  }

  #joined(joined: boolean): void {
    this.torn = !joined;
    this.#seam = joined ? SEAM : this.#seam * WIDER;
  }
}

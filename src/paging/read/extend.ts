import { JOIN_OVERLAP } from '../cost.ts';
import { type ReadBounds, snapshotTime } from './bounds.ts';
import { Segment } from './segment.ts';
import type { Window, WindowReader } from './window.ts';

/** Rows that a segment lacks on one side; Infinity for as many as one window holds. */
export interface Need {
  readonly side: 'forward' | 'back';
  readonly rows: number;
}

/** Factor by which the overlap of the next window grows after one that did not join. */
const OVERLAP_GROWTH = 6;

/** Extends a segment until it holds the wanted rows, or no call is left. */
export class SegmentReader<Row> {
  readonly windows: WindowReader<Row>;
  /** Snapshot time of a walk that begins with the first window. */
  readonly snapshotTime: number | null;
  segment: Segment<Row>;
  /** Whether the last window did not join: the list moved further than the overlap is wide. */
  gapDetected = false;
  #lastWindow: Window<Row>;
  #joinOverlap = JOIN_OVERLAP;

  private constructor(windows: WindowReader<Row>, bounds: ReadBounds, first: Window<Row>) {
    this.windows = windows;
    this.segment = new Segment(windows.list, bounds, first);
    this.snapshotTime = snapshotTime(windows.list, first.rows, first.date);
    this.#lastWindow = first;
  }

  /** Reads the first window. */
  static async open<Row>(
    windows: WindowReader<Row>,
    bounds: ReadBounds,
    offset: number,
    limit: number,
  ): Promise<SegmentReader<Row>> {
    return new SegmentReader(windows, bounds, await windows.read(bounds, offset, limit));
  }

  /** Reads on until `findNeed` returns null; false if the calls are used up before that. */
  async extendUntil(findNeed: (segment: Segment<Row>) => Need | null): Promise<boolean> {
    for (;;) {
      const need = findNeed(this.segment);
      if (need === null) return true;
      if (this.windows.left <= 0) return false;
      if (this.segment.rows.length === 0) await this.#jumpToEnd();
      else if (need.side === 'forward') await this.#extendForward(need.rows);
      else await this.#extendBack(need.rows);
    }
  }

  async #extendForward(rows: number): Promise<void> {
    const { windows, segment } = this;
    const overlap = this.#overlap();
    // The overlap once more at the far end, in case rows came or went since.
    const limit = Math.min(windows.limits.upstreamPageCap, overlap + rows + JOIN_OVERLAP);
    const window = await windows.read(segment.bounds, segment.end - overlap, limit);
    const before = segment.rows.length;
    this.#noteJoin(segment.append(window));
    const hasGrown = segment.rows.length > before;
    if (hasGrown) windows.markTruncated(this.#lastWindow);
    this.#lastWindow = window;
    if (hasGrown || this.gapDetected || window.rows.length >= window.limit) return;
    if (segment.tail === 'end' || windows.left <= 0) return;
    // The response promised more rows and brought none: the next offset decides, not the upstream's total.
    const beyond = await windows.read(segment.bounds, segment.end, 1);
    if (beyond.rows.length === 0) segment.tail = 'end';
  }

  async #extendBack(rows: number): Promise<void> {
    const { windows, segment } = this;
    const overlap = this.#overlap();
    const offset = Math.max(0, segment.start - Math.min(rows + JOIN_OVERLAP, windows.cap - overlap));
    const window = await windows.read(segment.bounds, offset, segment.start + overlap - offset);
    this.#noteJoin(segment.prepend(window));
    if (this.gapDetected) windows.markTruncated(window);
  }

  /** The offset was beyond the end, so there is no row to join to: starts anew at the end. */
  async #jumpToEnd(): Promise<void> {
    const { windows, segment } = this;
    const { start, bounds } = segment;
    const end = bounds.keysetBound === null ? Math.min(start, windows.total ?? start) : start;
    const window = await windows.read(bounds, Math.max(0, end - windows.cap + JOIN_OVERLAP), windows.cap);
    this.segment = new Segment(windows.list, bounds, window);
    this.#lastWindow = window;
  }

  #overlap(): number {
    return Math.min(this.#joinOverlap, this.segment.rows.length, this.windows.cap - 1);
  }

  #noteJoin(joined: boolean): void {
    this.gapDetected = !joined;
    this.#joinOverlap = joined ? JOIN_OVERLAP : this.#joinOverlap * OVERLAP_GROWTH;
  }
}

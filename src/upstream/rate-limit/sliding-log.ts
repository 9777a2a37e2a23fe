import type { Space, WindowStatus } from '../../store/types.ts';
import { type LimitEstimate, WINDOW_MS } from './limit-estimate.ts';

/**
 * A start is noted here, but it is the arrival that counts there: the window is longer by what two calls may differ on their
 * way, in milliseconds.
 */
const SLACK_MS = 500;

/** How long what was learnt of a caller is kept. */
const LEARNT_MS = 24 * 60 * WINDOW_MS;

const FREE: WindowStatus = { taken: true, used: 0, waitMs: 0, resetMs: 0 };

/**
 * The starts of callers and what was learnt of their limits, in a store. A store that is broken lets calls through: the API
 * has a limit of its own, and would say so.
 */
export class SlidingLog {
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
  }

  /** Notes a start if fewer than `limit` are in the window. */
  take(key: string, limit: number): Promise<WindowStatus> {
    return this.#space.tryAdd(key, { limit, windowMs: WINDOW_MS + SLACK_MS }).catch(() => FREE);
  }

  /** Looks when a start could be taken behind so many others. */
  peek(key: string, limit: number, ahead = 0): Promise<WindowStatus> {
    return this.#space.peek(key, { limit, windowMs: WINDOW_MS + SLACK_MS, ahead }).catch(() => FREE);
  }

  /** Starts that the API may have in its window of a minute. */
  async used(key: string): Promise<number> {
    const slot = await this.#space.peek(key, { limit: 1, windowMs: WINDOW_MS }).catch(() => FREE);
    return slot.used;
  }

  /** Counts the starts of one key for another one as well, as if they were made now. */
  async count(from: string, to: string): Promise<void> {
    const { used } = await this.peek(from, 1);
    for (let n = 0; n < used; n += 1) await this.take(to, Number.MAX_SAFE_INTEGER);
  }

  async read(key: string): Promise<LimitEstimate | null> {
    const kept = await this.#space.get(`learnt ${key}`).catch(() => null);
    // @NOTE only this class writes these entries.
    return kept === null ? null : (JSON.parse(kept.toString()) as LimitEstimate);
  }

  async write(key: string, learnt: LimitEstimate): Promise<void> {
    await this.#space.set(`learnt ${key}`, JSON.stringify(learnt), LEARNT_MS).catch(() => {});
  }
}

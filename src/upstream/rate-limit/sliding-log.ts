import type { Space, WindowStatus } from '../../store/types.ts';
import { type LimitEstimate, WINDOW_MS } from './limit-estimate.ts';

/** The API counts arrivals, not starts: the window is longer by the difference of two calls on their way, in milliseconds. */
const CLOCK_SKEW_MS = 500;

const ESTIMATE_TTL_MS = 24 * 60 * WINDOW_MS;

const AVAILABLE: WindowStatus = { taken: true, used: 0, waitMs: 0, resetMs: 0 };

/**
 * The starts of all callers and the estimates of their limits, in a store. If the store is broken, calls may start: the API
 * limits them itself.
 */
export class SlidingLog {
  readonly #space: Space;

  constructor(space: Space) {
    this.#space = space;
  }

  /** Adds a start if fewer than `limit` are in the window. */
  take(key: string, limit: number): Promise<WindowStatus> {
    return this.#space.tryAdd(key, { limit, windowMs: WINDOW_MS + CLOCK_SKEW_MS }).catch(() => AVAILABLE);
  }

  /** When a start could be added after `ahead` others. */
  peek(key: string, limit: number, ahead = 0): Promise<WindowStatus> {
    const window = { limit, windowMs: WINDOW_MS + CLOCK_SKEW_MS, ahead };
    return this.#space.peek(key, window).catch(() => AVAILABLE);
  }

  /** Starts that the API may count in its own window. */
  async used(key: string): Promise<number> {
    return (await this.#space.peek(key, { limit: 1, windowMs: WINDOW_MS }).catch(() => AVAILABLE)).used;
  }

  /** Adds the starts of one key to another one, as if they were made now. */
  async copyStarts(from: string, to: string): Promise<void> {
    const { used } = await this.peek(from, 1);
    for (let n = 0; n < used; n += 1) await this.take(to, Number.MAX_SAFE_INTEGER);
  }

  async loadEstimate(key: string): Promise<LimitEstimate | null> {
    const saved = await this.#space.get(estimateKey(key)).catch(() => null);
    // @NOTE only `saveEstimate` writes these entries.
    return saved === null ? null : (JSON.parse(saved.toString()) as LimitEstimate);
  }

  async saveEstimate(key: string, estimate: LimitEstimate): Promise<void> {
    await this.#space.set(estimateKey(key), JSON.stringify(estimate), ESTIMATE_TTL_MS).catch(() => {});
  }
}

const estimateKey = (key: string): string => `limit estimate ${key}`;

import type { Clock, Space, Window, WindowStatus } from './types.ts';
import { leavingStart, windowStatus } from './window-status.ts';

/** A space on this machine. Subclasses have the synchronous steps; this class combines them to the methods of a space. */
export abstract class LocalSpace implements Space {
  readonly degraded = false;
  readonly outages = 0;
  protected readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  protected abstract read(key: string): Buffer | null;
  protected abstract write(key: string, value: string | Uint8Array, ttlMs: number): void;
  protected abstract remove(key: string): boolean;
  /** Starts after a time, ascending. */
  protected abstract startsSince(key: string, time: number): number[];
  /** Adds a start to those of its window. */
  protected abstract addStart(key: string, start: number, earlier: readonly number[], windowMs: number): void;
  /** Runs several steps as one. */
  protected abstract atomically<T>(work: () => T): T;

  async get(key: string): Promise<Buffer | null> {
    return this.read(key);
  }

  async getMany(keys: readonly string[]): Promise<(Buffer | null)[]> {
    return keys.map((key) => this.read(key));
  }

  async set(key: string, value: string | Uint8Array, ttlMs: number): Promise<void> {
    this.write(key, value, ttlMs);
  }

  async delete(key: string): Promise<boolean> {
    return this.remove(key);
  }

  async compareAndSet(
    key: string,
    expected: Uint8Array | null,
    value: string | Uint8Array | null,
    ttlMs: number,
  ): Promise<boolean> {
    return this.atomically(() => {
      const known = this.read(key);
      const isExpected = known === null || expected === null ? known === expected : known.equals(expected);
      if (isExpected && value === null) this.remove(key);
      if (isExpected && value !== null) this.write(key, value, ttlMs);
      return isExpected;
    });
  }

  async nextVersion(key: string, ttlMs: number): Promise<number> {
    return this.atomically(() => {
      const next = Math.max(Number(this.read(key) ?? 0) + 1, this.clock());
      this.write(key, String(next), ttlMs);
      return next;
    });
  }

  async tryAdd(key: string, window: Window): Promise<WindowStatus> {
    return this.atomically(() => this.#status(key, window, (window.ahead ?? 0) === 0));
  }

  async peek(key: string, window: Window): Promise<WindowStatus> {
    return this.#status(key, window, false);
  }

  #status(key: string, window: Window, adds: boolean): WindowStatus {
    const now = this.clock();
    const starts = this.startsSince(key, now - window.windowMs);
    const taken = adds && starts.length < window.limit;
    if (taken) {
      this.addStart(key, now, starts, window.windowMs);
      starts.push(now);
    }
    const leaving = starts[starts.length + leavingStart(window).index] ?? null;
    return windowStatus({ used: starts.length, leaving, last: starts.at(-1) ?? null }, now, window, taken);
  }
}

import { randomBytes } from 'node:crypto';
import type { Space, Store } from '../store/types.ts';
import { StoreUnavailableError } from './errors.ts';
import { fromBytes, type KeyState, type Stored, toStored } from './key-state.ts';

/** Room for some hundred thousand keys. */
const KEYS_BYTES = 64 * 1024 * 1024;
const SECRET_BYTES = 1024 * 1024;

/** The secret outlives the keys that were hashed with it. */
const SECRET_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Stores keys, and which resource each of them created. While a shared store is down, its in-memory fallback does not know
 * what was sent before, so every method then rejects with StoreUnavailableError.
 */
export class KeyStore {
  readonly #keys: Space;
  readonly #secrets: Space;
  readonly #keepMs: number;
  readonly #configuredSecret: string | undefined;
  #secret: Promise<Buffer> | undefined;

  constructor(store: Store, { keepMs, secret }: { keepMs: number; secret: string | undefined }) {
    this.#keys = store.space('idempotency', { maxBytes: KEYS_BYTES });
    this.#secrets = store.space('idempotency-secret', { maxBytes: SECRET_BYTES });
    this.#keepMs = keepMs;
    this.#configuredSecret = secret;
  }

  /** The configured secret, or else a random one that all processes on the store share. */
  secret(): Promise<Buffer> {
    this.#secret ??= this.#loadSecret().catch((error: unknown) => {
      this.#secret = undefined;
      throw error;
    });
    return this.#secret;
  }

  async read(id: string): Promise<Stored | null> {
    const bytes = await this.#requireStore(this.#keys, (space) => space.get(`key ${id}`));
    return bytes === null ? null : fromBytes(bytes);
  }

  /** Replaces a state (null: none). Returns null if another process has changed it. */
  async write<State extends KeyState>(
    id: string,
    before: Stored | null,
    next: State,
  ): Promise<Stored<State> | null> {
    const stored = toStored(next);
    const isWritten = await this.#requireStore(this.#keys, (space) =>
      space.compareAndSet(`key ${id}`, before?.bytes ?? null, stored.bytes, this.#keepMs),
    );
    return isWritten ? stored : null;
  }

  /** Deletes a state, unless another process has changed it. */
  async release(id: string, before: Stored): Promise<void> {
    await this.#requireStore(this.#keys, (space) => space.compareAndSet(`key ${id}`, before.bytes, null, 1));
  }

  /** Assigns a resource to a request; false if it belongs to another one. */
  async claim(resourceKey: string, claimant: string): Promise<boolean> {
    const key = `thing ${resourceKey}`;
    return this.#requireStore(this.#keys, async (space) => {
      if (await space.compareAndSet(key, null, claimant, this.#keepMs)) return true;
      return (await space.get(key))?.toString() === claimant;
    });
  }

  /** Whether a resource belongs to no request, or to this one. */
  async isClaimable(resourceKey: string, claimant: string): Promise<boolean> {
    const known = await this.#requireStore(this.#keys, (space) => space.get(`thing ${resourceKey}`));
    return known === null || known.toString() === claimant;
  }

  async #loadSecret(): Promise<Buffer> {
    if (this.#configuredSecret !== undefined) return Buffer.from(this.#configuredSecret);
    return this.#requireStore(this.#secrets, async (space) => {
      await space.compareAndSet('secret', null, randomBytes(32), SECRET_MS);
      const secret = await space.get('secret');
      if (secret === null) throw new StoreUnavailableError();
      return secret;
    });
  }

  async #requireStore<T>(space: Space, work: (space: Space) => Promise<T>): Promise<T> {
    const { outages } = space;
    const result = await work(space).catch(() => {
      throw new StoreUnavailableError();
    });
    if (space.degraded || space.outages !== outages) throw new StoreUnavailableError();
    return result;
  }
}

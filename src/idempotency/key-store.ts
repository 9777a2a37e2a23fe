import { randomBytes } from 'node:crypto';
import type { Space, Store } from '../store/types.ts';
import { StoreUnavailableError } from './errors.ts';
import { fromBytes, type KeyState, type Stored, toStored } from './key-state.ts';

/** Some hundred thousand keys. */
const KEYS_BYTES = 64 * 1024 * 1024;
const SECRET_BYTES = 1024 * 1024;

/** The secret outlives the keys it is used for. */
const SECRET_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Where keys and what they stand for are kept. What is read or written while a shared store is away is worth nothing: the
 * memory that stands in for it does not know what was sent before. So everything here then rejects with StoreAwayError.
 */
export class KeyStore {
  readonly #keys: Space;
  readonly #secrets: Space;
  readonly #keepMs: number;
  readonly #given: string | undefined;
  #secret: Promise<Buffer> | undefined;

  constructor(store: Store, { keepMs, secret }: { keepMs: number; secret: string | undefined }) {
    this.#keys = store.space('idempotency', { maxBytes: KEYS_BYTES });
    this.#secrets = store.space('idempotency-secret', { maxBytes: SECRET_BYTES });
    this.#keepMs = keepMs;
    this.#given = secret;
  }

  /** The secret that was set, or else one that all who share the store have in common. */
  secret(): Promise<Buffer> {
    this.#secret ??= this.#findSecret().catch((error: unknown) => {
      this.#secret = undefined;
      throw error;
    });
    return this.#secret;
  }

  async read(id: string): Promise<Stored | null> {
    const bytes = await this.#requireStore(this.#keys, (space) => space.get(`key ${id}`));
    return bytes === null ? null : fromBytes(bytes);
  }

  /** Replaces an entry (null: there is none) if it is still the same; null if it is not. */
  async write<E extends KeyState>(id: string, before: Stored | null, next: E): Promise<Stored<E> | null> {
    const kept = toStored(next);
    const written = await this.#requireStore(this.#keys, (space) =>
      space.compareAndSet(`key ${id}`, before?.bytes ?? null, kept.bytes, this.#keepMs),
    );
    return written ? kept : null;
  }

  /** Forgets an entry if it is still the same. */
  async release(id: string, before: Stored): Promise<void> {
    await this.#requireStore(this.#keys, (space) => space.compareAndSet(`key ${id}`, before.bytes, null, 1));
  }

  /** Whether a thing answers this request and no other; from now on it does if it was free. */
  async claim(name: string, claimant: string): Promise<boolean> {
    const key = `thing ${name}`;
    return this.#requireStore(this.#keys, async (space) => {
      if (await space.compareAndSet(key, null, claimant, this.#keepMs)) return true;
      return (await space.get(key))?.toString() === claimant;
    });
  }

  /** Whether a thing is free, or answers this request already. */
  async isUnclaimed(name: string, claimant: string): Promise<boolean> {
    const known = await this.#requireStore(this.#keys, (space) => space.get(`thing ${name}`));
    return known === null || known.toString() === claimant;
  }

  async #findSecret(): Promise<Buffer> {
    if (this.#given !== undefined) return Buffer.from(this.#given);
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

import { hkdfSync, randomUUID } from 'node:crypto';
import type { IdempotentOperation } from '../context.ts';
import { decrypt, encrypt } from '../store/encrypt.ts';
import { MismatchError } from './errors.ts';
import type { KeyState, StateOf, Stored } from './key-state.ts';
import type { KeyStore } from './key-store.ts';

/** A key in use. */
export interface KeyClaim {
  /** Hash of the key and its owner. */
  readonly id: string;
  /** Keyed hash of the arguments. */
  readonly args: string;
  readonly secret: Buffer;
  readonly key: string;
}

/** The fields of a state without those that every state has. */
type StateFields<Name extends KeyState['state']> = Omit<StateOf<Name>, 'args' | 'owner'>;

/** Tries to store a result while other processes write too. */
const MAX_TRIES = 3;

/** The stored state of one key, as one run of its operation sees it. */
export class KeyRecord<Result> {
  readonly #keys: KeyStore;
  readonly #claim: KeyClaim;
  readonly #codec: IdempotentOperation<Result>['codec'];
  readonly #owner = randomUUID();

  constructor(keys: KeyStore, claim: KeyClaim, codec: IdempotentOperation<Result>['codec']) {
    this.#keys = keys;
    this.#claim = claim;
    this.#codec = codec;
  }

  /** @throws MismatchError if the key was used with other arguments */
  async read(): Promise<Stored | null> {
    const stored = await this.#keys.read(this.#claim.id);
    if (stored !== null && stored.value.args !== this.#claim.args) throw new MismatchError();
    return stored;
  }

  /** Writes the next state; null if another run has written meanwhile. */
  advance<Name extends KeyState['state']>(
    before: Stored | null,
    next: StateFields<Name> & { state: Name },
  ): Promise<Stored<StateOf<Name>> | null> {
    const { id, args } = this.#claim;
    // @NOTE these fields and the shared ones are the whole state; TypeScript does not see that through the union.
    const state = { ...next, args, owner: this.#owner } as unknown as StateOf<Name>;
    return this.#keys.write(id, before, state);
  }

  /** Frees the key. If that fails, later requests search for a result and find none, and never send twice. */
  async release(before: Stored): Promise<void> {
    await this.#keys.release(this.#claim.id, before).catch(() => {});
  }

  /**
   * Stores a result over any state that other runs have written, because this run got the answer. Never fails, since the
   * request has had its effect: if the result can't be stored, the next request searches for it.
   */
  async finish(before: Stored, result: Result): Promise<void> {
    const text = this.#codec.write(result);
    const stored = this.#codec.secret ? encrypt(text, this.#resultKey(), '').toString('base64url') : text;
    try {
      let known: Stored | null = before;
      for (let tries = 0; tries < MAX_TRIES && known?.value.state !== 'done'; tries += 1) {
        if ((await this.advance(known, { state: 'done', result: stored })) !== null) return;
        known = await this.#keys.read(this.#claim.id);
      }
    } catch {
      // See above.
    }
  }

  /** The stored result; null if it can't be decrypted or is of no use any more. */
  resultOf({ result }: StateOf<'done'>): Result | null {
    const text = this.#codec.secret
      ? decrypt(Buffer.from(result, 'base64url'), this.#resultKey(), '')
      : result;
    return text === null ? null : this.#codec.read(text);
  }

  /** The key of secret results (a link that opens a file): of the gateway's secret and the client's key. */
  #resultKey(): Buffer {
    const { secret, key } = this.#claim;
    return Buffer.from(hkdfSync('sha256', secret, key, 'idempotency result', 32));
  }
}

import { randomUUID } from 'node:crypto';
import { MismatchError } from './errors.ts';
import type { KeyState, Stored } from './key-state.ts';
import type { KeyStore } from './key-store.ts';
import type { IdempotentOperation } from './operation.ts';
import { seal, unseal } from './seal.ts';

/** A key in use: its hash, the hash of its arguments, and what results are sealed with. */
export interface KeyClaim {
  readonly id: string;
  readonly args: string;
  readonly secret: Buffer;
  readonly key: string;
}

/** What an entry says beside whose it is. */
type StateFields<State extends KeyState['state']> = Omit<
  Extract<KeyState, { state: State }>,
  'args' | 'owner'
>;

/** How often a result is tried to be kept while others write too. */
const TRIES = 3;

/** What is kept of one key, as one run of its request sees it. */
export class KeyRecord<Result> {
  readonly #ledger: KeyStore;
  readonly #claim: KeyClaim;
  readonly #keep: IdempotentOperation<Result>['codec'];
  readonly #owner = randomUUID();

  constructor(ledger: KeyStore, claim: KeyClaim, keep: IdempotentOperation<Result>['codec']) {
    this.#ledger = ledger;
    this.#claim = claim;
    this.#keep = keep;
  }

  /** @throws MismatchError if it was used with other arguments */
  async read(): Promise<Stored | null> {
    const kept = await this.#ledger.read(this.#claim.id);
    if (kept !== null && kept.state.args !== this.#claim.args) throw new MismatchError();
    return kept;
  }

  /** Writes the next state; null if somebody else wrote meanwhile. */
  advance<State extends KeyState['state']>(
    before: Stored | null,
    next: StateFields<State> & { state: State },
  ): Promise<Stored<Extract<KeyState, { state: State }>> | null> {
    const { id, args } = this.#claim;
    // @NOTE what is said and whose it is make up the whole of that state; TypeScript does not see through the union.
    const entry = { ...next, args, owner: this.#owner } as unknown as Extract<KeyState, { state: State }>;
    return this.#ledger.write(id, before, entry);
  }

  /** Frees the key. What can't be freed now is looked for in vain later, and never sent twice. */
  async release(before: Stored): Promise<void> {
    await this.#ledger.release(this.#claim.id, before).catch(() => {});
  }

  /**
   * Keeps a result, over whatever others think of the request: nobody knows better than who got the answer. Never fails,
   * since it is done: what can't be kept is looked for the next time.
   */
  async finish(before: Stored, result: Result): Promise<void> {
    const { key, secret, id } = this.#claim;
    const text = this.#keep.write(result);
    const kept = this.#keep.secret ? seal(text, secret, key) : text;
    try {
      let known: Stored | null = before;
      for (let tried = 0; tried < TRIES && known?.state.state !== 'done'; tried += 1) {
        if ((await this.advance(known, { state: 'done', result: kept })) !== null) return;
        known = await this.#ledger.read(id);
      }
    } catch {
      // See above.
    }
  }

  /** What a kept result says; null if it can't be opened, or is of no use any more. */
  resultOf({ result }: Extract<KeyState, { state: 'done' }>): Result | null {
    const { secret, key } = this.#claim;
    const text = this.#keep.secret ? unseal(result, secret, key) : result;
    return text === null ? null : this.#keep.read(text);
  }
}

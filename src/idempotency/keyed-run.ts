import { setTimeout as sleep } from 'node:timers/promises';
import { type Deps, isDefinitive, MIN_SEARCH_MS, SEARCH_DELAY_MS } from './deps.ts';
import { InProgressError, StoreUnavailableError } from './errors.ts';
import { type KeyClaim, KeyRecord } from './key-record.ts';
import type { KeyState, Stored, Unanswered } from './key-state.ts';
import type { IdempotentOperation, Outcome } from './operation.ts';
import { findSent, lost, pending } from './reconcile.ts';

/** How long a request that was sent may still get its answer, in milliseconds: the time of a POST and a little more. */
const ANSWER_MS = 8_500;

/** Between two looks at what another process does, in milliseconds. */
const POLL_MS = 100;

type Sent = Stored<Extract<KeyState, { state: 'sent' }>>;

/** Somebody else has taken the key over: nothing may be sent under it here. */
class SupersededError extends Error {}

/** One request with a key, from whatever is kept of it to its outcome. */
export class KeyedRun<Result> {
  readonly #intent: IdempotentOperation<Result>;
  readonly #record: KeyRecord<Result>;
  readonly #claimant: string;
  readonly #tools: Deps;
  /** When this very run sent it, epoch milliseconds; null if it did not. */
  #sentAt: number | null = null;

  constructor(intent: IdempotentOperation<Result>, claim: KeyClaim, tools: Deps) {
    this.#intent = intent;
    this.#record = new KeyRecord(tools.keys, claim, intent.codec);
    this.#claimant = claim.id;
    this.#tools = tools;
  }

  /** Goes on from what is kept, anew wherever somebody else got between. */
  async run(): Promise<Outcome<Result>> {
    try {
      for (;;) {
        const outcome = await this.#goOn(await this.#record.read());
        if (outcome !== null) return outcome;
      }
    } catch (error) {
      // That nothing was sent is true only of what was not sent.
      if (!(error instanceof StoreUnavailableError) || this.#sentAt === null) throw error;
      throw pending(this.#intent, { sentAt: this.#sentAt }, 0, 0);
    }
  }

  /** One step; null to look again at what is kept. */
  async #goOn(kept: Stored | null): Promise<Outcome<Result> | null> {
    if (kept === null) return this.#begin(null);
    const { state, bytes } = kept;
    const isAlive = 'until' in state && state.until > this.#tools.clock();
    switch (state.state) {
      case 'started':
        return isAlive ? this.#wait() : this.#begin(kept);
      case 'sent':
        return isAlive ? this.#wait() : this.#find({ state, bytes });
      case 'unknown':
        return this.#find({ state, bytes });
      case 'lost':
        throw lost(this.#intent, state);
      case 'done': {
        const result = this.#record.resultOf(state);
        return result === null ? this.#begin(kept) : { result, replayed: true };
      }
    }
  }

  /** Whoever works on it elsewhere may be done soon. */
  async #wait(): Promise<null> {
    if (this.#tools.clock() + POLL_MS >= this.#intent.deadline) throw new InProgressError();
    await sleep(POLL_MS);
    return null;
  }

  async #begin(before: Stored | null): Promise<Outcome<Result> | null> {
    const started = await this.#record.advance(before, { state: 'started', until: this.#intent.deadline });
    if (started === null) return null;
    const sending: { sent: Sent | null } = { sent: null };
    const beforeSend = async () => {
      const sentAt = this.#tools.clock();
      const next = { state: 'sent', sentAt, until: sentAt + ANSWER_MS } as const;
      const sent = await this.#record.advance(sending.sent ?? started, next);
      if (sent === null) throw new SupersededError();
      sending.sent = sent;
      this.#sentAt = sentAt;
    };
    try {
      const result = await this.#intent.send(beforeSend);
      await this.#finish(sending.sent ?? started, result);
      return { result, replayed: false };
    } catch (error) {
      if (error instanceof SupersededError) return null;
      if (sending.sent !== null && !isDefinitive(error)) return this.#unanswered(sending.sent);
      await this.#record.release(sending.sent ?? started);
      throw error;
    }
  }

  async #finish(before: Stored, result: Result): Promise<void> {
    await this.#record.finish(before, result);
    const { finder } = this.#intent;
    // Only to keep looks of others off it.
    if (finder !== null)
      await this.#tools.keys.claim(finder.resourceKey(result), this.#claimant).catch(() => false);
  }

  /** No answer came: it is looked for at once if there is time. */
  async #unanswered(sent: Sent): Promise<Outcome<Result> | null> {
    const next = { state: 'unknown', sentAt: sent.state.sentAt, looks: 0, lookedAt: 0 } as const;
    const unknown = await this.#record.advance(sent, next);
    if (unknown === null) return null;
    if (this.#intent.finder !== null) {
      const left = this.#intent.deadline - this.#tools.clock();
      if (left < SEARCH_DELAY_MS + MIN_SEARCH_MS) throw pending(this.#intent, unknown.state, 0, 0);
      await sleep(SEARCH_DELAY_MS);
    }
    return this.#find(unknown);
  }

  async #find(kept: Stored<Unanswered>): Promise<Outcome<Result> | null> {
    const search = {
      intent: this.#intent,
      record: this.#record,
      claimant: this.#claimant,
      tools: this.#tools,
    };
    const result = await findSent(kept, search);
    if (result === null) return null;
    await this.#finish(kept, result);
    return { result, replayed: this.#sentAt === null };
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { IdempotentOperation, Outcome, Search } from '../context.ts';
import { isCodedError } from '../graphql/errors.ts';
import { InProgressError, isDefinitive, StoreUnavailableError, UnresolvedError } from './errors.ts';
import { type KeyClaim, KeyRecord } from './key-record.ts';
import type { StateOf, Stored, Unanswered } from './key-state.ts';
import { type Deps, findResult, MIN_SEARCH_MS, SEARCH_DELAY_MS } from './reconcile.ts';

/** Milliseconds in which a sent request may still get its answer: the time limit of a POST and a margin. */
const ANSWER_MS = 8_500;

/** Milliseconds between two reads of a state that another process works on. */
const POLL_MS = 100;

/** Searches without a result after which a request is lost. */
const MAX_SEARCHES = 2;

type Sent = Stored<StateOf<'sent'>>;

/** Another run has taken the key over, so this run may send nothing. */
class SupersededError extends Error {}

/** One run of an operation with a key, from the stored state to the outcome. */
export class KeyedRun<Result> {
  readonly #operation: IdempotentOperation<Result>;
  readonly #record: KeyRecord<Result>;
  readonly #claimant: string;
  readonly #deps: Deps;
  /** When this run sent the request, epoch milliseconds; null if it did not. */
  #sentAt: number | null = null;

  constructor(operation: IdempotentOperation<Result>, claim: KeyClaim, deps: Deps) {
    this.#operation = operation;
    this.#record = new KeyRecord(deps.keys, claim, operation.codec);
    this.#claimant = claim.id;
    this.#deps = deps;
  }

  /** Goes on from the stored state, and starts again when another run has changed it. */
  async run(): Promise<Outcome<Result>> {
    try {
      for (;;) {
        const outcome = await this.#next(await this.#record.read());
        if (outcome !== null) return outcome;
      }
    } catch (error) {
      // The error says that nothing was sent, which is false once this run has sent the request.
      if (!(error instanceof StoreUnavailableError) || this.#sentAt === null) throw error;
      throw this.#pending(this.#sentAt);
    }
  }

  /** One step; null to read the state again. */
  async #next(stored: Stored | null): Promise<Outcome<Result> | null> {
    if (stored === null) return this.#send(null);
    const { value, bytes } = stored;
    const isAlive = 'until' in value && value.until > this.#deps.clock();
    switch (value.state) {
      case 'started':
        return isAlive ? this.#wait() : this.#send(stored);
      case 'sent':
        return isAlive ? this.#wait() : this.#reconcile({ value, bytes });
      case 'unknown':
        return this.#reconcile({ value, bytes });
      case 'lost':
        throw this.#lost(value);
      case 'done': {
        const result = this.#record.resultOf(value);
        return result === null ? this.#send(stored) : { result, replayed: true };
      }
    }
  }

  async #wait(): Promise<null> {
    if (this.#deps.clock() + POLL_MS >= this.#operation.deadline) throw new InProgressError();
    await sleep(POLL_MS);
    return null;
  }

  async #send(before: Stored | null): Promise<Outcome<Result> | null> {
    const started = await this.#record.advance(before, {
      state: 'started',
      until: this.#operation.deadline,
    });
    if (started === null) return null;
    const progress: { sent: Sent | null } = { sent: null };
    const beforeSend = async () => {
      const sentAt = this.#deps.clock();
      const next = { state: 'sent', sentAt, until: sentAt + ANSWER_MS } as const;
      const sent = await this.#record.advance(progress.sent ?? started, next);
      if (sent === null) throw new SupersededError();
      progress.sent = sent;
      this.#sentAt = sentAt;
    };
    try {
      const result = await this.#operation.send(beforeSend);
      await this.#finish(progress.sent ?? started, result);
      return { result, replayed: false };
    } catch (error) {
      if (error instanceof SupersededError) return null;
      if (progress.sent !== null && !isDefinitive(error)) return this.#reconcileSoon(progress.sent);
      await this.#record.release(progress.sent ?? started);
      throw error;
    }
  }

  async #finish(before: Stored, result: Result): Promise<void> {
    await this.#record.finish(before, result);
    const { finder } = this.#operation;
    if (finder === null) return;
    // So that searches of other requests do not take it.
    await this.#deps.keys.claim(finder.resourceKey(result), this.#claimant).catch(() => false);
  }

  /** Notes that no answer came, and searches at once if there is time. */
  async #reconcileSoon(sent: Sent): Promise<Outcome<Result> | null> {
    const { sentAt } = sent.value;
    const unknown = await this.#record.advance(sent, { state: 'unknown', sentAt, looks: 0, lookedAt: 0 });
    if (unknown === null) return null;
    if (this.#operation.finder !== null) {
      const left = this.#operation.deadline - this.#deps.clock();
      if (left < SEARCH_DELAY_MS + MIN_SEARCH_MS) throw this.#pending(sentAt);
      await sleep(SEARCH_DELAY_MS);
    }
    return this.#reconcile(unknown);
  }

  /** Searches for the result, unless the last search was too recent. */
  async #reconcile(stored: Stored<Unanswered>): Promise<Outcome<Result> | null> {
    const { sentAt } = stored.value;
    const { looks, lookedAt } = stored.value.state === 'unknown' ? stored.value : { looks: 0, lookedAt: 0 };
    const { clock, searchIntervalMs } = this.#deps;
    const wait = looks === 0 ? 0 : lookedAt + searchIntervalMs - clock();
    if (wait > 0) throw this.#pending(sentAt, looks, wait);
    const found = await this.#search(sentAt, looks);
    if (found !== null && found !== 'not searchable') {
      await this.#finish(stored, found.result);
      return { result: found.result, replayed: this.#sentAt === null };
    }
    const searches = found === null ? looks + 1 : looks;
    if (found !== null || searches >= MAX_SEARCHES) {
      await this.#record.advance(stored, { state: 'lost', sentAt, looks: searches });
      return null;
    }
    const next = { state: 'unknown', sentAt, looks: searches, lookedAt: clock() } as const;
    if ((await this.#record.advance(stored, next)) === null) return null;
    throw this.#pending(sentAt, searches, searchIntervalMs);
  }

  async #search(
    sentAt: number,
    looks: number,
  ): Promise<{ readonly result: Result } | 'not searchable' | null> {
    const { finder } = this.#operation;
    if (finder === null) return 'not searchable';
    try {
      const result = await findResult(finder, sentAt, this.#claimant, this.#deps.keys);
      return result === null ? null : { result };
    } catch (error) {
      if (!isCodedError(error) || error.code === 'UNAUTHENTICATED') throw error;
      if (error.code === 'FORBIDDEN' || error.code === 'BAD_USER_INPUT') return 'not searchable';
      throw this.#pending(sentAt, looks, (error.retryAfter ?? 1) * 1000);
    }
  }

  /** The error of a result that was not found yet. The same request may search again after `waitMs`. */
  #pending(sentAt: number, looks = 0, waitMs = 0): UnresolvedError {
    const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
    return new UnresolvedError('pending', { search: this.#searched, sentAt, looks, retryAfter });
  }

  #lost({ sentAt, looks }: StateOf<'lost'>): UnresolvedError {
    const search = looks === 0 ? null : this.#searched;
    return new UnresolvedError(search === null ? 'blind' : 'lost', { search, sentAt, looks });
  }

  get #searched(): Search | null {
    return this.#operation.finder?.search ?? null;
  }
}

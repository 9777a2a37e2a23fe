/**
 * What is kept of a key: where its request stands. A failure that is certain leaves nothing behind, so the key may send
 * again.
 *
 *   started → sent → done
 *                  → unknown → done | lost
 */
import { z } from 'zod';

const shared = {
  /** Keyed hash of the arguments. */
  args: z.string(),
  /** Whoever works on it: a new one for each try. */
  owner: z.string(),
};

const sentAt = z.number();

const keyState = z.discriminatedUnion('state', [
  /** Taken, nothing sent. Until `until` (epoch milliseconds) its owner is taken to be alive. */
  z.object({ state: z.literal('started'), ...shared, until: z.number() }),
  /** From here on it may have happened. */
  z.object({ state: z.literal('sent'), ...shared, sentAt, until: z.number() }),
  /** No answer came. `looks` times it was looked for in vain, last at `lookedAt`. */
  z.object({ state: z.literal('unknown'), ...shared, sentAt, looks: z.number(), lookedAt: z.number() }),
  /** Not to be found: final. */
  z.object({ state: z.literal('lost'), ...shared, sentAt, looks: z.number() }),
  /** `result` as the mutation keeps it. */
  z.object({ state: z.literal('done'), ...shared, result: z.string() }),
]);

/** Where the request of a key stands. */
export type KeyState = z.output<typeof keyState>;

/** One that was sent and got no answer. */
export type Unanswered = Extract<KeyState, { sentAt: number }>;

/** An entry with its bytes, by which it is replaced only if nobody else did meanwhile. */
export interface Stored<E extends KeyState = KeyState> {
  readonly state: E;
  readonly bytes: Buffer;
}

/** An entry to be kept. */
export const toStored = <E extends KeyState>(one: E): Stored<E> => ({
  state: one,
  bytes: Buffer.from(JSON.stringify(one)),
});

/** Reads an entry. @throws if it is none: what can't be read must not count as never sent */
export const fromBytes = (bytes: Buffer): Stored => ({
  state: keyState.parse(JSON.parse(bytes.toString())),
  bytes,
});

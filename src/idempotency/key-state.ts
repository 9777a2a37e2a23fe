/**
 * The stored state of a key. A failure that is certain leaves nothing, so the key may send again.
 *
 *   started → sent → done
 *                  → unknown → done | lost
 */
import { z } from 'zod';

const shared = {
  /** Keyed hash of the arguments. */
  args: z.string(),
  /** The run that works on it: a new one for each request. */
  owner: z.string(),
};

const sentAt = z.number();

const keyState = z.discriminatedUnion('state', [
  /** Nothing was sent. Until `until` (epoch milliseconds) the owner counts as alive. */
  z.object({ state: z.literal('started'), ...shared, until: z.number() }),
  /** The request may have had its effect. */
  z.object({ state: z.literal('sent'), ...shared, sentAt, until: z.number() }),
  /** No answer came. `looks` searches found nothing, the last one at `lookedAt`. */
  z.object({ state: z.literal('unknown'), ...shared, sentAt, looks: z.number(), lookedAt: z.number() }),
  /** Not found. Final. */
  z.object({ state: z.literal('lost'), ...shared, sentAt, looks: z.number() }),
  /** `result` as the operation's codec writes it. */
  z.object({ state: z.literal('done'), ...shared, result: z.string() }),
]);

/** The state of a key. */
export type KeyState = z.output<typeof keyState>;

/** The state of a key by its name. */
export type StateOf<Name extends KeyState['state']> = Extract<KeyState, { state: Name }>;

/** The state of a request that was sent and got no answer. */
export type Unanswered = Extract<KeyState, { sentAt: number }>;

/** A stored state with its bytes, for a conditional write. */
export interface Stored<State extends KeyState = KeyState> {
  readonly value: State;
  readonly bytes: Buffer;
}

/** Encodes a state. */
export const toStored = <State extends KeyState>(value: State): Stored<State> => ({
  value,
  bytes: Buffer.from(JSON.stringify(value)),
});

/** Decodes a state. @throws if it is malformed: an unreadable state must not count as never sent */
export const fromBytes = (bytes: Buffer): Stored => ({
  value: keyState.parse(JSON.parse(bytes.toString())),
  bytes,
});

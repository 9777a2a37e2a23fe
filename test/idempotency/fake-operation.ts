import type { Finder, Idempotency, IdempotentOperation, Outcome } from '../../src/context.ts';

/** What came of an attempt: its outcome, or the code of its failure. */
export type Result = Outcome<string> | string;

/** An API that makes things, one for each time it is asked, and may be told to answer otherwise. */
export class FakeApi {
  /** Names of what was made. */
  readonly created: string[] = [];
  /** What the next sends do after they were sent; none: they answer. */
  readonly nextAnswers: ((thing: string) => Promise<string>)[] = [];

  /** An intent to have something made, with a key. */
  operation(differs: Partial<IdempotentOperation<string>> = {}): IdempotentOperation<string> {
    return {
      mutation: 'make',
      caller: 'api.test#1',
      key: 'key-of-the-client',
      args: { email: 'paul@example.com' },
      deadline: Date.now() + 10_000,
      send: async (beforeSend) => {
        await beforeSend();
        const thing = `thing-${this.created.length + 1}`;
        this.created.push(thing);
        const next = this.nextAnswers.shift();
        return next === undefined ? thing : next(thing);
      },
      codec: { write: (thing) => thing, read: (text) => text, secret: false },
      finder: this.finder(),
      ...differs,
    };
  }

  /** Finds what was made, unless told otherwise. */
  finder(find: Finder<string>['find'] = async () => [...this.created]): Finder<string> {
    return {
      search: { reference: 'CASE-1', serviceKey: null, owner: 'VIEWER' },
      resourceKey: (thing) => thing,
      find,
    };
  }
}

/** Runs an intent and tells what came of it. */
export const outcome = (once: Idempotency, intent: IdempotentOperation<string>): Promise<Result> =>
  once.run(intent).catch((error: { code?: string }) => error.code ?? String(error));

/** Something that happens when it is told to. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A promise that never comes: what a process that was killed waits for. */
export const never = <T>(): Promise<T> => new Promise<T>(() => {});

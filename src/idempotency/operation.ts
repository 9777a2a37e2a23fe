/** One thing that a client wants to happen once. */

/** By what it is looked for, in words of the API. */
export interface Search {
  readonly reference: string;
  /** Null: the default service of the user. */
  readonly serviceKey: string | null;
  /** Whose: the user's own, or everybody's of the enterprise. */
  readonly owner: 'VIEWER' | 'ENTERPRISE';
}

/** How to look whether it happened. */
export interface Finder<Result> {
  readonly search: Search;
  /**
   * What fits the arguments and came to be since then.
   * Rejects with FORBIDDEN or BAD_USER_INPUT where the user may not look there.
   */
  find(since: Date): Promise<readonly Result[]>;
  /** A name for what came to be, the same whoever looks: a thing answers one request only. */
  resourceKey(result: Result): string;
}

/** One request that must happen once. */
export interface IdempotentOperation<Result> {
  /** Name of the mutation. */
  readonly mutation: string;
  /** Host of the API and id of the user. */
  readonly caller: string;
  /** Null: the client gave none, so nothing is kept, and each request is a new one. */
  readonly key: string | null;
  /** Plain data, normalised: what makes it the same request. */
  readonly args: unknown;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Sends it. `beforeSend` has to run right before each try; if it rejects nothing may be sent. */
  send(beforeSend: () => Promise<void>): Promise<Result>;
  /** The least of a result that has to be kept, as a text, and back; null if it is of no use any more. */
  readonly codec: {
    write(result: Result): string;
    read(text: string): Result | null;
    /** Whether the text is a secret. */
    readonly secret: boolean;
  };
  /** Null if it can't be looked for. */
  readonly finder: Finder<Result> | null;
}

/** What came of it. */
export interface Outcome<Result> {
  readonly result: Result;
  /** True if an earlier request with the same key did it. */
  readonly replayed: boolean;
}

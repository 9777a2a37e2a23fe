/** An operation that must have its effect once. */

/** By what a result is searched, in terms of the API. */
export interface Search {
  readonly reference: string;
  /** Null: the user's default service. */
  readonly serviceKey: string | null;
  /** Whose tickets are searched: the user's own, or all of the enterprise. */
  readonly owner: 'VIEWER' | 'ENTERPRISE';
}

/** Finds the result of a request that got no answer. */
export interface Finder<Result> {
  readonly search: Search;
  /**
   * Results that match the arguments and were created since then. Rejects with FORBIDDEN or BAD_USER_INPUT if the user
   * may not search there.
   */
  find(since: Date): Promise<readonly Result[]>;
  /** A name of the result, equal in every process: one result answers one request only. */
  resourceKey(result: Result): string;
}

/** A request that must have its effect once. */
export interface IdempotentOperation<Result> {
  /** Name of the mutation. */
  readonly mutation: string;
  /** Host of the API and id of the user. */
  readonly caller: string;
  /** Null if the client gave none: then nothing is stored, and every request is a new one. */
  readonly key: string | null;
  /** Normalised plain data that identifies the request. */
  readonly args: unknown;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Sends the request. It runs `beforeSend` right before each try, and sends nothing if that rejects. */
  send(beforeSend: () => Promise<void>): Promise<Result>;
  /** Writes the least of a result that must be stored, and reads it; null if it is of no use any more. */
  readonly codec: {
    write(result: Result): string;
    read(text: string): Result | null;
    /** Whether the text is a secret. */
    readonly secret: boolean;
  };
  /** Null if a result can't be searched for. */
  readonly finder: Finder<Result> | null;
}

/** The result of an operation. */
export interface Outcome<Result> {
  readonly result: Result;
  /** True if an earlier request with the same key had the effect. */
  readonly replayed: boolean;
}

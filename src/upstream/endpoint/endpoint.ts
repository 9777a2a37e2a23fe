/** The shape of the wire table: what there is to say about an operation and about a parameter. */

/** The verbs that an operation may have. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Where a parameter travels. Path parameters stand in the template and nowhere else. */
export type Place = 'path' | 'query' | 'form' | 'json';

/**
 * How a value is written. `id`: an id as a path or a filter takes it. `bit`: a boolean as `1` or `0`. `boolean`: `true`
 * or `false`. `datetime`: UTC with `Z`, whole seconds. `list`: with commas between.
 */
export type ValueType = 'string' | 'id' | 'integer' | 'bit' | 'boolean' | 'datetime' | 'list';

/** Where a fact comes from: a public page, the vendor's prose without a name, or our own choice. */
export type Provenance = 'documented' | 'seed' | 'inferred';

/** One parameter of one operation. */
export interface ParameterRow {
  /** Name on the wire; null: promised in prose only, no name known, can't be sent until an override binds it. */
  readonly name: string | null;
  readonly type: ValueType;
  /** Absent: as the operation says. */
  readonly place?: Place;
  /** Of the parameter itself. */
  readonly provenance: Provenance;
  /** Of its name. */
  readonly nameProvenance: Provenance;
  /** Spellings to try if the upstream refuses this one. */
  readonly otherNames?: readonly string[];
  /** Values that are spelt otherwise on the wire, from an override; a value that is not listed goes as it is. */
  readonly values?: Readonly<Record<string, string>>;
  /** True: known, but not for a call that expects JSON back, so never sent by this client. */
  readonly forFilesOnly?: true;
}

/** How long a response may be served (RFC 9111, RFC 5861), in milliseconds. */
export interface CachePolicy {
  readonly maxAgeMs: number;
  /** After the max-age: at once, while it is revalidated in the background. */
  readonly staleWhileRevalidateMs: number;
  /** After the max-age: if the API fails or the rate limit is used up. */
  readonly staleIfErrorMs: number;
}

/** What a response is about, or what a write may change: `ticket {ticketId}`, `tickets of {caller}`. */
export interface Tags {
  /** `{name}` is the value of a parameter, `{caller}` the caller. */
  readonly tags: readonly string[];
  /** Of each row of a list; `{id}` is the id of the row. */
  readonly rowTag?: string;
  /** The responses are rows of lists: a cached row with the same tag is one. */
  readonly isRow?: true;
  /** Parameter that adds fields to rows. */
  readonly rowScope?: string;
}

/** One operation. */
export interface OperationRow {
  readonly method: HttpMethod;
  /** Relative template with `{ids}`. */
  readonly path: string;
  /** Does it change anything? Decides whether a failure after sending leaves the outcome unknown. */
  readonly kind: 'read' | 'write';
  /** Where its parameters travel unless their row says otherwise. */
  readonly place: Exclude<Place, 'path'>;
  /** `none`: the body of a success is never read. */
  readonly answers: 'json' | 'none';
  readonly params: Readonly<Record<string, ParameterRow>>;
  /** Operations of one circuit fail together. */
  readonly circuit: string;
  /** Absent: responses are not cached. */
  readonly cache?: CachePolicy;
  /** Absent: no write affects its responses. */
  readonly about?: Tags;
}

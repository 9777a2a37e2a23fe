/** How long a response may be served (RFC 9111, RFC 5861), in milliseconds. */
export interface CachePolicy {
  readonly maxAgeMs: number;
  /** After the max-age: at once, while it is revalidated in the background. */
  readonly staleWhileRevalidateMs: number;
  /** After the max-age: if the API fails or the rate limit is used up. */
  readonly staleIfErrorMs: number;
}

/** What a response is about, or what a write may change: `thing {id}`, `things of {caller}`. */
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

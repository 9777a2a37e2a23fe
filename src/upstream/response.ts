import type { RateHeaders } from './transport/headers.ts';

/** A successful response. Every other outcome is an error of `errors.ts`. */
export interface UpstreamResponse {
  /** 200 to 299. */
  readonly status: number;
  /** The `Date` header, epoch milliseconds; null if it is missing or malformed. */
  readonly date: number | null;
  /** Parsed JSON; undefined for an endpoint that declares no body. */
  readonly body: unknown;
  /** Null without any of the three headers. */
  readonly rate: RateHeaders | null;
}

import type { RegisteredDocuments } from './registered.ts';
import type { TrustedDocuments } from './trusted.ts';

/**
 * How documents that no manifest has are treated: `off` uses no manifests, `log` logs them, `warn` also warns the client,
 * `enforce` refuses them.
 */
export type TrustMode = 'off' | 'log' | 'warn' | 'enforce';

/** The documents that requests can name by an id. */
export interface Documents {
  readonly mode: TrustMode;
  readonly trusted: TrustedDocuments;
  readonly registered: RegisteredDocuments;
}

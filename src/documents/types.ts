import type { RegisteredDocuments } from './registered.ts';
import type { TrustedDocuments } from './trusted.ts';

/**
 * What becomes of documents that are in no manifest: `off` has no manifests; `log` notes them in the log; `warn` tells the
 * client too; `enforce` refuses them.
 */
export type TrustMode = 'off' | 'log' | 'warn' | 'enforce';

/** The documents that can be asked for by an id. */
export interface Documents {
  readonly mode: TrustMode;
  readonly trusted: TrustedDocuments;
  readonly registered: RegisteredDocuments;
}

/** The document of a request, for the log. Never its text. */
export interface ServedDocument {
  /** The beginning of the SHA-256 of its text, too short to decrypt what is stored under the whole. Null without a text. */
  readonly hash: string | null;
  /** Where its text came from: a manifest, an earlier registration, or the request. Null without a text. */
  readonly via: 'manifest' | 'apq' | 'text' | null;
  /** Whether a manifest has it; null where manifests are off. */
  readonly trusted: boolean | null;
}

const served = new WeakMap<Request, ServedDocument>();

/** Notes the document of a request. */
export const noteServed = (request: Request, document: ServedDocument): void =>
  void served.set(request, document);

/** The document of a request; undefined if none was read. */
export const servedOf = (request: Request): ServedDocument | undefined => served.get(request);

/** Which document a request runs, for the log. Never its text. */
export interface ServedDocument {
  /** The beginning of the SHA-256 of its text: too short to open what is kept under the whole. Null if no text was found. */
  readonly hash: string | null;
  /** By which way its text came: out of a manifest, registered earlier, or in the request. Null if it did not. */
  readonly via: 'manifest' | 'apq' | 'text' | null;
  /** Whether a manifest has it; null where nobody asks. */
  readonly trusted: boolean | null;
}

const served = new WeakMap<Request, ServedDocument>();

/** Notes the document of a request. */
export const noteServed = (request: Request, document: ServedDocument): void =>
  void served.set(request, document);

/** The document of a request; undefined if none was read. */
export const servedOf = (request: Request): ServedDocument | undefined => served.get(request);

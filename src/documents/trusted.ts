import { readFileSync } from 'node:fs';
import { stripIgnoredCharacters } from 'graphql';
import { shortId } from './document-id.ts';
import { type ManifestDocument, ManifestError, readManifest } from './manifest.ts';

/** A document and the manifests that hold it. */
export interface TrustedDocument extends ManifestDocument {
  readonly files: readonly string[];
}

/** The documents of all manifests. */
export class TrustedDocuments {
  readonly #byId = new Map<string, TrustedDocument>();
  readonly #texts = new Set<string>();

  /**
   * Adds the documents of a file. A document that several manifests hold, such as two versions of an app, is one.
   *
   * @throws ManifestError if an id stands for another document already
   */
  add(file: string, documents: readonly ManifestDocument[]): void {
    for (const document of documents) {
      const known = this.#byId.get(document.id) ?? { ...document, files: [] };
      if (!isSameText(known.text, document.text)) {
        throw new ManifestError(`${shortId(known.id)} is another document in ${known.files.join(', ')}`);
      }
      this.#byId.set(known.id, { ...known, files: [...new Set([...known.files, file])] });
      this.#texts.add(normalized(document.text));
    }
  }

  /** One document for each id, in the order of the files. */
  get all(): readonly TrustedDocument[] {
    return [...this.#byId.values()];
  }

  /** The text of a normalised id; null if no manifest has it. */
  textOf(id: string): string | null {
    return this.#byId.get(id)?.text ?? null;
  }

  /** Whether an id stands for a text, compared as in {@link has}. */
  matches(id: string, text: string): boolean {
    const known = this.textOf(id);
    return known !== null && isSameText(known, text);
  }

  /** Whether a manifest has a text, apart from ignored characters: white space, commas and comments. */
  has(text: string): boolean {
    return this.#texts.has(text) || this.#texts.has(normalized(text));
  }
}

const isSameText = (a: string, b: string): boolean => normalized(a) === normalized(b);

/** A text without ignored characters; the text itself if it is not GraphQL. */
function normalized(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return text;
  }
}

/**
 * Reads manifests.
 *
 * @throws ManifestError with one line for each unusable file
 */
export function readTrusted(files: readonly string[]): TrustedDocuments {
  const trusted = new TrustedDocuments();
  const faults: string[] = [];
  for (const file of files) {
    try {
      trusted.add(file, readManifest(readFileSync(file, 'utf8')));
    } catch (error) {
      faults.push(`${file}: ${error instanceof ManifestError ? error.message : 'can not be read'}`);
    }
  }
  if (faults.length > 0) throw new ManifestError(faults.join('\n'));
  return trusted;
}

import { readFileSync } from 'node:fs';
import { stripIgnoredCharacters } from 'graphql';
import { type ManifestDocument, ManifestError, readManifest, shortId } from './manifest.ts';

/** A document, and the files of the manifests that have it. */
export interface TrustedDocument extends ManifestDocument {
  readonly files: readonly string[];
}

/** The documents of all manifests, which run whoever else's may not. */
export class TrustedDocuments {
  readonly #byId = new Map<string, TrustedDocument>();
  readonly #texts = new Set<string>();

  /**
   * Adds the documents of a file. One that is there already, say in the manifest of an older version of an app, is kept once.
   * @throws ManifestError if an id stands for another document already
   */
  add(file: string, documents: readonly ManifestDocument[]): void {
    for (const document of documents) {
      const bare = normalized(document.text);
      const known = this.#byId.get(document.id) ?? { ...document, files: [] };
      if (normalized(known.text) !== bare) {
        throw new ManifestError(`${shortId(known.id)} is another document in ${known.files.join(', ')}`);
      }
      this.#byId.set(known.id, { ...known, files: [...new Set([...known.files, file])] });
      this.#texts.add(bare);
    }
  }

  /** One for each id, in the order of the files. */
  get all(): readonly TrustedDocument[] {
    return [...this.#byId.values()];
  }

  /** The text behind an id in its one spelling; null if it is in no manifest. */
  textOf(id: string): string | null {
    return this.#byId.get(id)?.text ?? null;
  }

  /** Whether an id stands for that text, as `has` compares. */
  matches(id: string, text: string): boolean {
    const known = this.textOf(id);
    return known !== null && normalized(known) === normalized(text);
  }

  /** Whether a text is that of a document but for what GraphQL ignores: blanks, line breaks, commas, comments. */
  has(text: string): boolean {
    return this.#texts.has(text) || this.#texts.has(normalized(text));
  }
}

/** A text without what is ignored; itself if it is no GraphQL. */
function normalized(text: string): string {
  try {
    return stripIgnoredCharacters(text);
  } catch {
    return text;
  }
}

/**
 * Reads the manifests.
 * @throws ManifestError with a line for each file that can't be used
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

/** Manifests: the documents that a client was built with, in the four formats that client tools write. */
import { documentId, isJsonObject, isSha256, type JsonObject, sha256Hex, shortId } from './document-id.ts';

/** One document of a manifest. */
export interface ManifestDocument {
  /** Normalised. */
  readonly id: string;
  /** Name of the operation, if the manifest has it. */
  readonly name: string | null;
  readonly text: string;
}

/** An invalid manifest. The message is one line. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * Reads the documents of a manifest. Its shape shows which tool wrote it.
 *
 * @param json content of the file
 * @throws ManifestError
 */
export function readManifest(json: string): readonly ManifestDocument[] {
  const manifest = parse(json);
  // In a map from ids to texts `operations` would be a string.
  const documents = Array.isArray(manifest['operations'])
    ? readApollo(manifest, manifest['operations'])
    : Object.entries(manifest).map(readMapEntry);
  if (documents.length === 0) throw new ManifestError('holds no document');
  return documents;
}

function parse(json: string): JsonObject {
  let value: unknown;
  try {
    // Some tools on Windows begin a file with a byte order mark.
    value = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    throw new ManifestError('is not JSON');
  }
  if (!isJsonObject(value)) throw new ManifestError('must be an object');
  return value;
}

/**
 * Written by `generate-persisted-query-manifest`, Apollo iOS and Apollo Kotlin (`persistedQueryManifest`). Ids may be the
 * client's own, so they are not compared with the texts.
 */
function readApollo({ format, version }: JsonObject, operations: readonly unknown[]): ManifestDocument[] {
  if (format !== 'apollo-persisted-query-manifest' || version !== 1) {
    throw new ManifestError('must have the format apollo-persisted-query-manifest and the version 1');
  }
  return operations.map((operation, index) => {
    const { id, name, body } = isJsonObject(operation) ? operation : {};
    if (typeof id !== 'string' || typeof body !== 'string') {
      throw new ManifestError(`operations[${index}] must have an id and a body`);
    }
    return { id: requireId(id), name: stringOrNull(name), text: body };
  });
}

/**
 * Id to text: `relay-compiler`, codegen's client preset, urql's and other hashes. Id to `{ name, source }`:
 * `operationOutput` of Apollo Kotlin before version 5, `legacy` of Apollo iOS.
 */
function readMapEntry([key, value]: [string, unknown]): ManifestDocument {
  const id = requireId(key);
  if (typeof value === 'string') {
    if (isSha256(id) && id !== sha256Hex(value)) {
      throw new ManifestError(`${shortId(id)} is not the SHA-256 of its document`);
    }
    return { id, name: null, text: value };
  }
  const { name, source } = isJsonObject(value) ? value : {};
  if (typeof source !== 'string') throw new ManifestError(`${shortId(id)} must be a document`);
  return { id, name: stringOrNull(name), text: source };
}

function requireId(given: string): string {
  const id = documentId(given);
  if (id === null) throw new ManifestError('has an id that is not 1 to 256 characters of visible ASCII');
  return id;
}

const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

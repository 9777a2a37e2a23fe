/** Manifests: the documents that a client was built with. Four shapes, as the tools of the clients write them. */
import { documentId, isSha256, sha256Hex } from './document-id.ts';

/** One document of a manifest. */
export interface ManifestDocument {
  /** In its one spelling. */
  readonly id: string;
  /** The operation's, where the manifest tells it. */
  readonly name: string | null;
  readonly text: string;
}

/** A manifest that can't be used: what is wrong in it, in one line. */
export class ManifestError extends Error {
  constructor(fault: string) {
    super(fault);
    this.name = 'ManifestError';
  }
}

/**
 * The documents of a manifest, whatever tool wrote it; its shape says which that was.
 * @param json the text of the file
 * @throws ManifestError
 */
export function readManifest(json: string): readonly ManifestDocument[] {
  const manifest = parse(json);
  const documents = isApollo(manifest) ? ofApollo(manifest) : ofMap(manifest);
  if (documents.length === 0) throw new ManifestError('holds no document');
  return documents;
}

type Fields = Readonly<Record<string, unknown>>;

function parse(json: string): Fields {
  let value: unknown;
  try {
    // Some tools of Windows begin a file with a byte order mark.
    value = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    throw new ManifestError('is not JSON');
  }
  if (!isFields(value)) throw new ManifestError('must be an object');
  return value;
}

/** `operations` of a map from ids to texts would be a text. */
const isApollo = (manifest: Fields): boolean => Array.isArray(manifest['operations']);

/**
 * Of `generate-persisted-query-manifest`, of Apollo iOS, and of Apollo Kotlin (`persistedQueryManifest`). Ids may be the
 * client's own, so that they are not held against the texts.
 */
function ofApollo({ format, version, operations }: Fields): ManifestDocument[] {
  if (format !== 'apollo-persisted-query-manifest' || version !== 1) {
    throw new ManifestError('must have the format apollo-persisted-query-manifest and the version 1');
  }
  // @NOTE its shape says that this is a list.
  return (operations as unknown[]).map((operation, at) => {
    const { id, name, body } = isFields(operation) ? operation : {};
    if (typeof id !== 'string' || typeof body !== 'string') {
      throw new ManifestError(`operations[${at}] must have an id and a body`);
    }
    return { id: idOf(id), name: typeof name === 'string' ? name : null, text: body };
  });
}

/**
 * Id to text: of `relay-compiler`, of codegen's client preset, and what urql's and other hashes make. Or id to
 * `{ name, source }`: `operationOutput` of Apollo Kotlin before version 5, `legacy` of Apollo iOS.
 */
const ofMap = (manifest: Fields): ManifestDocument[] =>
  Object.entries(manifest).map(([key, value]) => {
    const id = idOf(key);
    if (typeof value === 'string') {
      if (isSha256(id) && id !== sha256Hex(value)) {
        throw new ManifestError(`${shortId(id)} is not the SHA-256 of its document`);
      }
      return { id, name: null, text: value };
    }
    const { name, source } = isFields(value) ? value : {};
    if (typeof source !== 'string') throw new ManifestError(`${shortId(id)} must be a document`);
    return { id, name: typeof name === 'string' ? name : null, text: source };
  });

function idOf(given: string): string {
  const id = documentId(given);
  if (id === null) throw new ManifestError('has an id that is not 1 to 256 characters of visible ASCII');
  return id;
}

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The beginning of an id, for people: enough to find it by. */
export const shortId = (id: string): string => id.slice(0, 12);

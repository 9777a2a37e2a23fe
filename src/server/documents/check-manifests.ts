import { type DocumentNode, type GraphQLSchema, Kind, parse, specifiedRules, validate } from 'graphql';
import type { Logger } from 'pino';
import { shortId } from '../../documents/document-id.ts';
import type { TrustedDocument } from '../../documents/trusted.ts';
import type { Documents } from '../../documents/types.ts';
import { deferRule } from '../../graphql/defer.ts';
import { MAX_CHARACTERS, MAX_TOKENS, overLimit } from '../limits/document-size.ts';

/** The first problem of a document of a manifest, for the log. */
interface DocumentFault {
  readonly files: readonly string[];
  readonly operation: string | null;
  readonly id: string;
  /** The first of its faults. */
  readonly fault: string;
}

/**
 * Validates the documents of all manifests against the schema and the limits, and logs those that would be rejected. It
 * stops nothing, since the others still run.
 */
export function checkDocuments({ mode, trusted }: Documents, schema: GraphQLSchema, log: Logger): void {
  if (mode === 'off') return;
  const documents = trusted.all;
  const faults = documents.flatMap((one) => faultOf(one, schema) ?? []);
  for (const fault of faults) log.warn(fault, 'document of a manifest does not run');
  log.info({ mode, documents: documents.length, faulty: faults.length }, 'manifests');
}

function faultOf({ files, id, name, text }: TrustedDocument, schema: GraphQLSchema): DocumentFault | null {
  const told = (operation: string | null, fault: string) => ({ files, operation, id: shortId(id), fault });
  if (text.length > MAX_CHARACTERS) return told(name, `At most ${MAX_CHARACTERS} characters are allowed.`);
  try {
    const document = parse(text, { maxTokens: MAX_TOKENS });
    const fault = overLimit(document) ?? faultIn(document, schema);
    return fault === undefined ? null : told(name ?? nameIn(document), fault);
  } catch (error) {
    return told(name, error instanceof Error ? error.message : 'It can not be read.');
  }
}

/** By the rules for each request. */
const faultIn = (document: DocumentNode, schema: GraphQLSchema): string | undefined =>
  validate(schema, document, [...specifiedRules, deferRule], { maxErrors: 1 })[0]?.message;

const nameIn = ({ definitions }: DocumentNode): string | null =>
  definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)?.name?.value ?? null;

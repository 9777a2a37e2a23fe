/**
 * Redacts messages of graphql-js: no literal of a document, no value of a variable and no text of a syntax error reaches a
 * client or a log. Names of fields, types, arguments and variables stay, so that a developer can correct the document.
 */
import { type GraphQLError, Kind } from 'graphql';

const LITERALS: ReadonlySet<string> = new Set([
  ...[Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT],
]);

/** Texts about a literal, or without a place, that hold nothing but names of the schema. */
const HARMLESS = [
  /^Field "[\w.]+" of required type "[\w[\]!]+" was not provided\.$/,
  /^\w+ must be a string\.$/,
  /^Too many validation errors, error limit reached\. Validation aborted\.$/,
];

/** Where the type stands in a text that goes on with the literal. */
const TYPES = [
  /^Expected value of type "([\w[\]!]+)", found /,
  /^(Int|Float|String|Boolean|ID) cannot represent /,
  /^Enum "(\w+)" cannot represent /,
  /^Value "\w*" does not exist in "(\w+)" enum\./,
];

const SUGGESTION = / Did you mean (?:[a-z ]+)?"\w+"(?:(?:, or|,| or) "\w+")*\?$/;

/** Redacts a message of validation. `suggestions`: whether it may name parts of the schema that the client did not. */
export function validationWords({ message, nodes }: GraphQLError, suggestions: boolean): string {
  const about = nodes === undefined || nodes.some(({ kind }) => LITERALS.has(kind));
  const words = about ? literalWords(message) : message;
  return suggestions ? words : words.replace(/ Did you mean .*$/s, '');
}

function literalWords(message: string): string {
  if (HARMLESS.some((harmless) => harmless.test(message))) return message;
  const [type] = TYPES.flatMap((pattern) => pattern.exec(message)?.[1] ?? []);
  const what = type === undefined ? 'its type' : `the type "${type}"`;
  return `A value does not fit ${what}.${SUGGESTION.exec(message)?.[0] ?? ''}`;
}

/** Redacts a message of the parser: it names the kind of the token, and shows at most one character. */
export function syntaxWords(message: string): string {
  return message
    .replace(/\b(Name|Int|Float|String|BlockString|Comment) ".*"/s, '$1')
    .replace(/sequence: ".*"/s, 'sequence');
}

/** What graphql-js ends with where an app of another schema gives a field that is not there: its name is no value. */
const UNKNOWN_FIELD =
  /; Field "([_A-Za-z]\w{0,63})" is not defined by type "(\w+)"\.(?: Did you mean (?:"\w+"|[, or]+)+\?)?$/;

/**
 * What is said of a variable that can't be taken: which one, and where in it, since graphql-js prints its value. Null for any
 * other text.
 */
export function variableWords(message: string): string | null {
  const name = /^Variable "(\$\w+)"/.exec(message)?.[1];
  if (name === undefined) return null;
  if (/^Variable "\$\w+" of required type/.test(message)) return `The variable ${name} is required.`;
  if (message.endsWith('must not be null.')) return `The variable ${name} must not be null.`;
  // Anchored as graphql-js writes it, since the value before it may hold anything.
  const place = new RegExp(` at "(${name.slice(1)}(?:\\.\\w+|\\[\\d+\\])*)"; `).exec(message)?.[1];
  const at = place === undefined ? '' : `, at ${place}`;
  const [, field, type] = UNKNOWN_FIELD.exec(message) ?? [];
  const why = field === undefined ? '' : `: "${field}" is not defined by type "${type}"`;
  return `The variable ${name} has a value that does not fit its type${at}${why}.`;
}

/** Redacts a message about the request. Of quoted words, only names of its own parts stay. */
export const requestWords = (message: string): string =>
  message.replace(/ "(?!(?:query|variables|extensions|params)").*"/s, '');

/** The size of documents, and its limits. */
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** The size of a document: that of its largest operation, with each use of a fragment counted. */
export interface DocumentSize {
  operations: number;
  /** Levels of fields. Fields below `__schema` and `__type` do not count: graphql has a rule of its own for them. */
  depth: number;
  fields: number;
  rootFields: number;
  aliases: number;
  directives: number;
  /** Levels of lists and objects in arguments. */
  valueDepth: number;
}

/** The limits. */
export const LIMITS: Readonly<DocumentSize> = {
  operations: 10,
  depth: 12,
  fields: 2_000,
  rootFields: 20,
  aliases: 30,
  directives: 20,
  valueDepth: 32,
};

/** Limits of characters and tokens, checked before and during parsing. */
export const MAX_CHARACTERS = 20_000;
export const MAX_TOKENS = 2_000;

/** Levels of lists and objects in variables and extensions. */
export const MAX_JSON_DEPTH = 32;

const NAMES: Readonly<Record<keyof DocumentSize, string>> = {
  operations: 'operations in a document',
  depth: 'levels of fields',
  fields: 'fields',
  rootFields: 'fields at the root',
  aliases: 'aliases',
  directives: 'directives',
  valueDepth: 'levels in an argument',
};

/** The first limit that a document exceeds, as a message; null for none. The document need not be valid. */
export function overLimit(document: DocumentNode): string | null {
  const size = sizeOf(document);
  for (const [name, most] of Object.entries(LIMITS)) {
    // @NOTE the keys of LIMITS are those of DocumentSize.
    const what = name as keyof DocumentSize;
    if (size[what] > most) return `At most ${most} ${NAMES[what]} are allowed.`;
  }
  return null;
}

/** Measures a document, in time linear in its text, however often its fragments are used. */
export function sizeOf(document: DocumentNode): DocumentSize {
  const counter = new Counter(document);
  const total = empty();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    total.operations += 1;
    const size = counter.selections(definition.selectionSet);
    size.directives += definition.directives?.length ?? 0;
    for (const { directives, defaultValue } of definition.variableDefinitions ?? []) {
      size.directives += directives?.length ?? 0;
      if (defaultValue !== undefined) size.valueDepth = Math.max(size.valueDepth, levelsOf(defaultValue));
    }
    widen(total, size);
  }
  return total;
}

class Counter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #counted = new Map<string, DocumentSize>();

  constructor({ definitions }: DocumentNode) {
    this.#fragments = new Map(
      definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
    );
  }

  selections({ selections }: SelectionSetNode): DocumentSize {
    const size = empty();
    for (const selection of selections) {
      this.#directives(size, selection.directives);
      const inner = this.#inner(selection);
      const isField = selection.kind === Kind.FIELD;
      size.fields += inner.fields;
      size.aliases += inner.aliases;
      size.directives += inner.directives;
      size.rootFields += isField ? 1 : inner.rootFields;
      size.valueDepth = Math.max(size.valueDepth, inner.valueDepth);
      size.depth = Math.max(size.depth, inner.depth);
    }
    return size;
  }

  #inner(selection: SelectionNode): DocumentSize {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.selections(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value);
    const { name, alias, arguments: given = [], selectionSet } = selection;
    const size = selectionSet === undefined ? empty() : this.selections(selectionSet);
    size.fields += 1;
    size.aliases += alias === undefined ? 0 : 1;
    size.depth = name.value === '__schema' || name.value === '__type' ? 1 : size.depth + 1;
    for (const { value } of given) size.valueDepth = Math.max(size.valueDepth, levelsOf(value));
    return size;
  }

  /** A recursive fragment counts once; validation rejects it later. */
  #fragment(name: string): DocumentSize {
    const known = this.#counted.get(name);
    if (known !== undefined) return known;
    this.#counted.set(name, empty());
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return empty();
    const size = this.selections(fragment.selectionSet);
    this.#directives(size, fragment.directives);
    this.#counted.set(name, size);
    return size;
  }

  #directives(size: DocumentSize, directives: readonly DirectiveNode[] = []): void {
    size.directives += directives.length;
    for (const { arguments: given = [] } of directives) {
      for (const { value } of given) size.valueDepth = Math.max(size.valueDepth, levelsOf(value));
    }
  }
}

const empty = (): DocumentSize => ({
  operations: 0,
  depth: 0,
  fields: 0,
  rootFields: 0,
  aliases: 0,
  directives: 0,
  valueDepth: 0,
});

function widen(total: DocumentSize, size: DocumentSize): void {
  for (const name of Object.keys(NAMES)) {
    // @NOTE the keys of NAMES are those of DocumentSize.
    const what = name as keyof DocumentSize;
    if (what !== 'operations') total[what] = Math.max(total[what], size[what]);
  }
}

/** Levels of a literal. The number of tokens bounds it. */
function levelsOf(value: ValueNode): number {
  if (value.kind === Kind.LIST)
    return 1 + value.values.reduce((most, one) => Math.max(most, levelsOf(one)), 0);
  if (value.kind !== Kind.OBJECT) return 0;
  return 1 + value.fields.reduce((most, one) => Math.max(most, levelsOf(one.value)), 0);
}

/** Whether a value has more levels of lists and objects. Never walks deeper. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(levels - 1, one));
}

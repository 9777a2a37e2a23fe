import { printExecutableGraphQLDocument } from '@graphql-tools/documents';
import { type DefinitionNode, type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';

/** An operation with the fragments it spreads, as a client sends it. */
export interface Executable {
  readonly name: string;
  readonly type: OperationDefinitionNode['operation'];
  /** Printed as the client preset prints it: sorted, on one line. Its SHA-256 is its id in every manifest. */
  readonly text: string;
}

/**
 * Each named operation of some documents, whose fragments may stand in any of them.
 * @throws Error for an operation without a name, or a fragment that is nowhere
 */
export function executables(documents: readonly DocumentNode[]): Executable[] {
  const definitions = documents.flatMap((document) => document.definitions);
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      if (operation.name === undefined) throw new Error('An operation of an app needs a name.');
      const parts = [operation, ...fragmentsOf(operation, definitions)];
      const text = printExecutableGraphQLDocument({ kind: Kind.DOCUMENT, definitions: parts });
      return { name: operation.name.value, type: operation.operation, text };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** The fragments that a definition spreads, and those that they spread. */
function fragmentsOf(definition: DefinitionNode, all: readonly DefinitionNode[]): DefinitionNode[] {
  const found = new Map<string, DefinitionNode>();
  const collect = (within: DefinitionNode): void => {
    visit(within, {
      FragmentSpread({ name: { value: name } }) {
        if (found.has(name)) return;
        const fragment = all.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name);
        if (fragment === undefined) throw new Error(`There is no fragment ${name}.`);
        found.set(name, fragment);
        collect(fragment);
      },
    });
  };
  collect(definition);
  return [...found.values()];
}

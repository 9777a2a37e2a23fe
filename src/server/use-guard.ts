import type { DocumentNode, SelectionSetNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GraphFault } from '../graphql/errors.ts';
import { askingOf, isRouter } from './asking.ts';

/** What the guard needs to know of the settings. */
export interface GuardSettings {
  readonly introspection: boolean;
  readonly routerSecret: string | undefined;
}

/** Root fields that tell about the schema. */
const SCHEMA_FIELDS = new Set(['__schema', '__type', '_service']);

/**
 * Lets nothing in without a token but `{ __typename }`, and a router, by its secret, to the schema. It stands between
 * parsing and validation, so that validation can't be used to feel out the schema.
 */
export function useGuard({ introspection, routerSecret }: GuardSettings): Plugin {
  return {
    onParse: () => {
      return ({ context, result }) => {
        const request: unknown = context['request'];
        if (result === null || result instanceof Error || !(request instanceof Object)) return;
        // @NOTE Yoga puts the Request there; its types for this hook do not say so.
        const asked = request as Request;
        const fields = [...rootFields(result)].filter((name) => name !== '__typename');
        const router = isRouter(asked, routerSecret);
        if (router && fields.every((name) => SCHEMA_FIELDS.has(name))) return;
        if (fields.length > 0 && askingOf(asked).credential === null) throw new GraphFault('UNAUTHENTICATED');
        if (!introspection && fields.some((name) => SCHEMA_FIELDS.has(name))) {
          throw new GraphFault(
            'FORBIDDEN',
            'Introspection is closed here: take schema.graphql from the project.',
          );
        }
      };
    },
  };
}

/** Names of all fields at the root of a document, through fragments. */
function rootFields(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  const visited = new Set<string>();
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === 'FragmentDefinition' ? [[one.name.value, one]] : [])),
  );
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === 'Field') names.add(selection.name.value);
      else if (selection.kind === 'InlineFragment') walk(selection.selectionSet);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) walk(fragment.selectionSet);
      }
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === 'OperationDefinition') walk(definition.selectionSet);
  }
  return names;
}

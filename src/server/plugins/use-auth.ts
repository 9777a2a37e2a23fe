import type { DefinitionNode, DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { GraphError } from '../../graphql/errors.ts';
import { rootFields } from '../../graphql/root-fields.ts';
import { isRouter, readRequestInfo } from '../request-info.ts';

/** Settings of the plugin. */
export interface AuthSettings {
  readonly introspection: boolean;
  readonly routerSecret: string | undefined;
}

/** Root fields of introspection. Composition needs `_service`, so it is open even where introspection is off. */
const INTROSPECTION = new Set(['__schema', '__type']);
const SCHEMA_FIELDS = new Set([...INTROSPECTION, '_service']);

/**
 * Requires a token for everything but `{ __typename }`; a router may read the schema by its secret. It runs between parsing
 * and validation, so that validation does not reveal the schema.
 */
export function useAuth({ introspection, routerSecret }: AuthSettings): Plugin {
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
        if (readRequestInfo(asked).credential === null && !isTypenameOnly(result))
          throw new GraphError('UNAUTHENTICATED');
        if (!introspection && fields.some((name) => INTROSPECTION.has(name))) {
          throw new GraphError(
            'FORBIDDEN',
            'Introspection is closed here: take schema.graphql from the project.',
          );
        }
      };
    },
  };
}

/** Whether a document is only `{ __typename }`: anything else would be validated against the schema. */
function isTypenameOnly({ definitions }: DocumentNode): boolean {
  const plain = (definition: DefinitionNode): boolean =>
    definition.kind === 'OperationDefinition' &&
    definition.operation === 'query' &&
    isNone(definition.variableDefinitions, definition.directives) &&
    definition.selectionSet.selections.every(
      (one) =>
        one.kind === 'Field' &&
        one.name.value === '__typename' &&
        isNone(one.arguments, one.directives) &&
        !one.selectionSet,
    );
  return definitions.every(plain);
}

const isNone = (...lists: (readonly unknown[] | undefined)[]): boolean =>
  lists.every((list) => list === undefined || list.length === 0);

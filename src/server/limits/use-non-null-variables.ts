import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** The hook before an operation runs. */
interface Starting {
  readonly args: Pick<ExecutionArgs, 'schema' | 'document'> & Partial<ExecutionArgs>;
  setResultAndStopExecution(result: { errors: GraphQLError[] }): void;
}

/** A variable in a position that needs a value, and whether its own default is null. */
interface Needed {
  readonly name: string;
  readonly isNullByDefault: boolean;
}

/**
 * Rejects null for a variable whose position needs a value, also by the variable's own default. Validation accepts that,
 * since the variable or the argument has a default; graphql-js rejects it at the field, when an earlier mutation is done.
 */
export function useNonNullVariables(): Plugin {
  // By document first: one without directives shares its operations with the original.
  const known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, readonly Needed[]>>();
  const start = ({ args, setResultAndStopExecution }: Starting): void => {
    const { schema, document, operationName, variableValues } = args;
    const given: Readonly<Record<string, unknown>> = variableValues ?? {};
    const operation = getOperationAST(document, operationName);
    if (operation == null || (operation.variableDefinitions ?? []).length === 0) return;
    const ofDocument = known.get(document) ?? new Map<OperationDefinitionNode, readonly Needed[]>();
    known.set(document, ofDocument);
    const needed = ofDocument.get(operation) ?? neededIn(schema, document, operation);
    ofDocument.set(operation, needed);
    const missing = needed.find(
      ({ name, isNullByDefault }) => given[name] === null || (isNullByDefault && given[name] === undefined),
    )?.name;
    // In the words of graphql-js, so that the error is masked like any other.
    const error = () => new GraphQLError(`Variable "$${missing}" must not be null.`);
    if (missing !== undefined) setResultAndStopExecution({ errors: [error()] });
  };
  return { onExecute: start, onSubscribe: start };
}

function neededIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly Needed[] {
  const nulls = new Set(
    (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.NULL ? [variable.name.value] : [],
    ),
  );
  const context = new ValidationContext(schema, document, new TypeInfo(schema), () => {});
  return context
    .getRecursiveVariableUsages(operation)
    .flatMap(({ node: { name }, type }) =>
      isNonNullType(type) ? [{ name: name.value, isNullByDefault: nulls.has(name.value) }] : [],
    );
}

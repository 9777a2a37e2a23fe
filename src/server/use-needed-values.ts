import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isNonNullType,
  type OperationDefinitionNode,
  TypeInfo,
  ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** What is needed of the hooks before an operation runs. */
interface Starting {
  readonly args: Pick<ExecutionArgs, 'schema' | 'document'> & Partial<ExecutionArgs>;
  setResultAndStopExecution(result: { errors: GraphQLError[] }): void;
}

/**
 * Refuses an operation that gives null for a variable where a value is needed. Validation lets that pass, since the variable
 * or the argument has a default; graphql-js finds it out at the field, with a mutation done by then.
 */
export function useNeededValues(): Plugin {
  const known = new WeakMap<OperationDefinitionNode, readonly string[]>();
  const start = ({ args, setResultAndStopExecution }: Starting): void => {
    const { schema, document, operationName, variableValues } = args;
    const given: Readonly<Record<string, unknown>> = variableValues ?? {};
    const operation = getOperationAST(document, operationName);
    if (operation == null || !Object.values(given).includes(null)) return;
    const needed = known.get(operation) ?? neededIn(schema, document, operation);
    known.set(operation, needed);
    const missing = needed.find((name) => given[name] === null);
    // In the words of graphql-js, so that it becomes what any other value that does not fit becomes.
    const error = () => new GraphQLError(`Variable "$${missing}" must not be null.`);
    if (missing !== undefined) setResultAndStopExecution({ errors: [error()] });
  };
  return { onExecute: start, onSubscribe: start };
}

/** The variables that stand where the schema takes no null. */
function neededIn(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const context = new ValidationContext(schema, document, new TypeInfo(schema), () => {});
  return context
    .getRecursiveVariableUsages(operation)
    .flatMap(({ node, type }) => (isNonNullType(type) ? [node.name.value] : []));
}

import type { ExecutionResult } from 'graphql';
import type { ErrorCode } from '../../graphql/errors.ts';
import { mapParts } from '../defer/parts.ts';

/** A warning beside a response: something works today, and may not later. */
export interface Warning {
  /** That of the error that it will be. */
  readonly code: ErrorCode;
  readonly message: string;
}

/** An answer with a warning in its extensions; one that comes in parts has it in the first. */
export function withWarning(
  result: ExecutionResult | AsyncIterable<ExecutionResult>,
  warning: Warning,
): ExecutionResult | AsyncIterable<ExecutionResult> {
  if (!(Symbol.asyncIterator in result)) return warned(result, warning);
  let first = true;
  return mapParts(result, (part) => {
    const told = first ? warned(part, warning) : part;
    first = false;
    return told;
  });
}

const warned = (result: ExecutionResult, warning: Warning): ExecutionResult => ({
  ...result,
  extensions: { ...result.extensions, warnings: [warning] },
});

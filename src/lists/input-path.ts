import { type CodedError, GraphError, isCodedError } from '../graphql/errors.ts';

/** Where in a client's input the parameters of the API come from, by their logical names. */
export type ParamToInput = Readonly<Record<string, readonly string[]>>;

/** Where in the input the fault of an error is; null if it does not tell. */
export function inputPathOf(error: CodedError, inputOf: ParamToInput): readonly string[] | null {
  if (error.inputPath !== undefined) return error.inputPath;
  const parameter = 'parameter' in error && typeof error.parameter === 'string' ? error.parameter : null;
  return parameter === null ? null : (inputOf[parameter] ?? null);
}

/** Makes a call so that a refusal of its arguments tells which input is at fault. */
export async function withInputPath<T>(inputOf: ParamToInput, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'BAD_USER_INPUT') throw error;
    const path = inputPathOf(error, inputOf);
    throw path === null ? error : new GraphError('BAD_USER_INPUT', error.message, path);
  }
}

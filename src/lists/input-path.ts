import { type CodedError, GraphError, isCodedError } from '../graphql/errors.ts';

/** The path in the client's input behind each parameter of the API. */
export type ParamToInput = Readonly<Record<string, readonly string[]>>;

/** The path in the input that an error is about; null if the error does not say. */
export function inputPathOf(error: CodedError, paramToInput: ParamToInput): readonly string[] | null {
  if (error.inputPath !== undefined) return error.inputPath;
  const parameter = 'parameter' in error && typeof error.parameter === 'string' ? error.parameter : null;
  return parameter === null ? null : (paramToInput[parameter] ?? null);
}

/** Makes a call, and adds the input path to its BAD_USER_INPUT. */
export async function withInputPath<T>(paramToInput: ParamToInput, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'BAD_USER_INPUT') throw error;
    const path = inputPathOf(error, paramToInput);
    throw path === null ? error : new GraphError('BAD_USER_INPUT', error.message, path);
  }
}

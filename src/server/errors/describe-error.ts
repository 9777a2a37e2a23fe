/** What a log says of an unexpected error. Not its message, which may hold anything. */
export interface Fault {
  readonly name: string;
  /** Where it was thrown, innermost first. */
  readonly frames: readonly string[];
}

/** Most frames of a stack. */
const MAX_FRAMES = 8;

/** An error without its message. What is thrown and is no error has only a name. */
export function describeError(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { stack = '', message } = error;
  // A message may have lines like frames. Where they can't be told apart, there are none.
  const at = stack.indexOf(message);
  const after = at < 0 ? '' : stack.slice(at + message.length);
  const frames = after.split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, frames: frames.slice(0, MAX_FRAMES).map((line) => line.trim()) };
}

/** What a log says of an error that nobody foresaw. Not its message: that may hold anything. */
export interface Fault {
  readonly name: string;
  /** Where it was thrown, innermost first. */
  readonly frames: readonly string[];
}

/** Frames that are kept of a stack. */
const MAX_FRAMES = 8;

/** An error without its message. What is thrown and is no error has only a name. */
export function describeError(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const { stack = '', message } = error;
  // A message may have lines that look like frames; where it can't be told from them, there are none.
  const at = stack.indexOf(message);
  const after = at < 0 ? '' : stack.slice(at + message.length);
  const frames = after.split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, frames: frames.slice(0, MAX_FRAMES).map((line) => line.trim()) };
}

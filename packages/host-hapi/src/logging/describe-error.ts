/**
 * What may be logged of a bug: the name of the error and where it happened. Its message may quote anything, process data
 * included.
 */
export function describeError(error: unknown): { readonly error: string; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = framesOf(error)
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  return { error: error.name, at: frames.map((line) => line.trim()) };
}

/** The stack without the message at its start, which may have lines like frames; nothing when it cannot be told apart. */
function framesOf({ message, stack = '' }: Error): string {
  const start = stack.indexOf(message);
  return start < 0 ? '' : stack.slice(start + message.length);
}

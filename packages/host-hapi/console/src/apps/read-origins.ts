/** What the service said of a part of what it was sent. */
interface Told {
  readonly path: string;
  readonly message: string;
}

/** Reads origins that were typed one a line, and tells in which line each is that the service refused. */
export function readOrigins(typed: string): {
  readonly origins: readonly string[];
  errorsOf(told: readonly Told[]): string;
} {
  const lines = typed
    .split('\n')
    .map((line, at) => ({ text: line.trim(), number: at + 1 }))
    .filter(({ text }) => text !== '');
  return {
    origins: lines.map(({ text }) => text),
    errorsOf: (told) =>
      told
        .filter(({ path }) => /^origins\b/.test(path))
        .map(({ path, message }) => {
          const line = lines[Number(path.split('.')[1])];
          return line === undefined ? `They: ${message}.` : `Line ${line.number} ${message}.`;
        })
        .join(' '),
  };
}

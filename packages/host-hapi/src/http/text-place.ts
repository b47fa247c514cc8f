/** A place in a text. */
export interface TextPlace {
  /** Characters before it. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Where the character after so many others is. */
export function textPlace(text: string, position: number): TextPlace {
  const before = text.slice(0, position).split('\n');
  return { position, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

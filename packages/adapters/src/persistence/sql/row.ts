/** A row as the driver gave it, and the readings that make its columns values again. */
export type Row = Readonly<Record<string, unknown>>;

/** Reads a text. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw unexpected(column);
  return value;
}

/** Reads a text that may be absent. */
export function optionalText(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : text(row, column);
}

/** Whether a column that may be empty is. */
export function isEmpty(row: Row, column: string): boolean {
  return row[column] === null;
}

/** Reads an integer; some drivers give large ones as text. */
export function integer(row: Row, column: string): number {
  const value = Number(row[column] ?? Number.NaN);
  if (!Number.isSafeInteger(value)) throw unexpected(column);
  return value;
}

/** Reads a yes or no, which the databases keep as 1 and 0. */
export function flag(row: Row, column: string): boolean {
  return integer(row, column) === 1;
}

/** Reads one of a few words. */
export function choice<const T extends string>(row: Row, column: string, words: readonly T[]): T {
  const value = text(row, column);
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw unexpected(column);
  return word;
}

/** Reads a list of texts, which is kept as JSON. */
export function texts(row: Row, column: string): readonly string[] {
  const list: unknown = JSON.parse(text(row, column));
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) throw unexpected(column);
  return list;
}

/** A column that Cuelight cannot have written. Its value is not told: it may be anything. */
export class UnexpectedColumn extends Error {
  constructor(column: string) {
    super(`The column ${column} holds what Cuelight never wrote there: was the row edited by hand?`);
  }
}

/** The error to throw for a column that Cuelight cannot have written. */
export function unexpected(column: string): UnexpectedColumn {
  return new UnexpectedColumn(column);
}

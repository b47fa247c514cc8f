/** What an answer of a vault always has; without it, something else answered, which is no bug of ours. */
export function expected(value: string | undefined): string {
  if (value === undefined) throw new Error('The answer lacks a part that it always has.');
  return value;
}

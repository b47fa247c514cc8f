const units = [
  ['year', 365 * 24 * 3_600],
  ['month', 30 * 24 * 3_600],
  ['day', 24 * 3_600],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How long something lasts, in words, rounded down: `3 days`. Less than a minute is not told apart. */
export function age(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000;
  for (const [unit, lengthS] of units) {
    const count = Math.floor(seconds / lengthS);
    if (count > 0) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'less than a minute';
}

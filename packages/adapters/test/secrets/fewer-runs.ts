import fc from 'fast-check';

/** Of a vault over HTTPS, each property is tried less often: what it is about is tried on the stores in memory. */
export function tryLessOften(): void {
  fc.configureGlobal({ numRuns: 15 });
}

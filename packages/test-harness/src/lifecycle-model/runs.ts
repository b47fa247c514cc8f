import { TestRunner } from 'vitest';

/**
 * How many runs a property gets: the given number, or that of `CUELIGHT_TEST_RUNS` where it is set, for the long form of
 * the same proof. `CUELIGHT_TEST_SEED` repeats a run. The test that asks has the number noted, for its report.
 */
export function runs(usual: number): { readonly numRuns: number; readonly seed?: number } {
  const { CUELIGHT_TEST_RUNS: wanted, CUELIGHT_TEST_SEED: seed } = environment();
  const numRuns = wanted === undefined ? usual : Number(wanted);
  Object.assign(TestRunner.getCurrentTest()?.meta ?? {}, { proved: `${numRuns} runs` });
  return { numRuns, ...(seed !== undefined && { seed: Number(seed) }) };
}

/** None in a browser. */
function environment(): Readonly<Record<string, string | undefined>> {
  return typeof process === 'undefined' ? {} : process.env;
}

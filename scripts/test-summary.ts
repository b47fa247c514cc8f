import type { SerializedError } from 'vitest';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

/**
 * The vitest reporter that ends a run with one plain line, `Tests: 12 passed, 0 failed, 1 skipped`, and before it says why
 * tests were skipped. A run in which no test was executed fails, and with `CUELIGHT_TEST_REQUIRE_SERVICES=1` so does one
 * that skipped any for want of a service: what was not run has not been shown to work.
 */
export function testSummary(): Reporter {
  let filteredByName = false;
  return {
    onInit(vitest: Vitest) {
      filteredByName = vitest.config.testNamePattern !== undefined;
    },
    onTestRunEnd(modules, errors) {
      const counts = count(modules, errors, { filteredByName });
      const servicesRequired = process.env.CUELIGHT_TEST_REQUIRE_SERVICES === '1';
      const fault = faultOf(counts, { servicesRequired });
      if (fault !== undefined) process.exitCode = 1;
      process.stdout.write(
        `${[...skipLines(counts), ...(fault === undefined ? [] : [fault]), closingLine(counts)].join('\n')}\n`,
      );
    },
  };
}

/** What came of a test run, as far as its last lines tell it. */
interface TestCounts {
  readonly passed: number;
  /** Failed tests, and what kept tests from running: files that could not be loaded, errors outside any test. */
  readonly failed: number;
  /** Why each skipped test was skipped, in the words of the test. */
  readonly skipReasons: readonly string[];
}

/** The line that closes a run. */
function closingLine({ passed, failed, skipReasons }: TestCounts): string {
  return `Tests: ${passed} passed, ${failed} failed, ${skipReasons.length} skipped`;
}

/** Each reason with the number of tests it kept from running. */
function skipLines({ skipReasons }: TestCounts): string[] {
  return [...new Set(skipReasons)].map(
    (reason) => `Skipped ${skipReasons.filter((other) => other === reason).length}: ${reason}`,
  );
}

/** Reference data is optional, unlike a service: it is not for everybody to have. */
function isForWantOfData(reason: string): boolean {
  return reason.startsWith('CUELIGHT_REFERENCE_DIR');
}

/** Why a run counts as failed although no test of it did; undefined when it does not. */
function faultOf(
  { passed, failed, skipReasons }: TestCounts,
  { servicesRequired }: { readonly servicesRequired: boolean },
): string | undefined {
  if (passed + failed === 0) return 'No test was executed, so this run has shown nothing. Is the filter right?';
  if (servicesRequired && !skipReasons.every(isForWantOfData))
    return 'CUELIGHT_TEST_REQUIRE_SERVICES=1 allows no skipped test: provide what the reasons above name.';
  return undefined;
}

function count(
  modules: readonly TestModule[],
  errors: readonly SerializedError[],
  { filteredByName }: { readonly filteredByName: boolean },
): TestCounts {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const results = tests.map((test) => test.result());
  const failedTests = results.filter(({ state }) => state === 'failed' || state === 'pending').length;
  const failedAround = modules.filter(failedOutsideItsTests).length + errors.length;
  return {
    passed: results.filter(({ state }) => state === 'passed').length,
    failed: failedTests + failedAround,
    skipReasons: results
      .filter((result) => result.state === 'skipped')
      // A name filter (-t) leaves tests out as "skipped" without a note: that is no gap, it was asked for.
      .filter((result) => !filteredByName || result.note !== undefined)
      .map((result) => result.note ?? 'the test gives no reason'),
  };
}

function failedOutsideItsTests(module: TestModule): boolean {
  return module.state() === 'failed' && ![...module.children.allTests('failed')].length;
}

import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * The vitest reporter of a long proof: a line when each test ends, then a table of what was proved, then one plain line,
 * `Tests: 12 passed, 0 failed`. What a test notes as `task.meta.proved` stands beside it.
 */
export default class SoakReport implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors = [] } = test.result();
    process.stderr.write(`${state === 'passed' ? 'ok  ' : state}  ${test.name}${secondsOf(test)}\n`);
    for (const { message } of errors) process.stderr.write(`      ${message}\n`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed =
      tests.length - passed + errors.length + modules.filter((module) => module.errors().length > 0).length;
    const lines = [
      '| proved | how | seconds | outcome |',
      '|---|---|---|---|',
      ...tests.map(
        (test) =>
          `| ${test.name} | ${provedOf(test)} | ${(durationOf(test) / 1_000).toFixed(1)} | ${test.result().state} |`,
      ),
    ];
    for (const test of tests) {
      const { errors: causes = [] } = test.result();
      for (const { message } of causes) lines.push('', `${test.name}:`, message);
    }
    if (failed > 0 || passed === 0) process.exitCode = 1;
    process.stdout.write(`${lines.join('\n')}\n\nTests: ${passed} passed, ${failed} failed\n`);
  }
}

function provedOf(test: TestCase): string {
  const { proved } = test.meta() as { readonly proved?: unknown };
  return typeof proved === 'string' ? proved : '';
}

function secondsOf(test: TestCase): string {
  return `  (${(durationOf(test) / 1_000).toFixed(1)} s)`;
}

function durationOf(test: TestCase): number {
  return test.diagnostic()?.duration ?? 0;
}

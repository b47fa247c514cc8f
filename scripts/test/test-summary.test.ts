import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const reporter = new URL('../test-summary.ts', import.meta.url).href;

const passing = "it('passes', () => {});";
const skipping = "it('needs a service', ({ skip }) => skip(true, 'no database at hand'));";
const skippingSilently = "it.skip('says nothing', () => {});";
const failing = "it('fails', () => { throw new Error('no'); });";
const notLoading = "throw new Error('cannot be loaded');";

describe('the end of a test run', () => {
  it('is one plain line that counts passed, failed and skipped', async () => {
    const run = await aTestRun({ files: [passing, passing + failing] });

    expect(run).toEqual({ exitCode: 1, lastLines: ['Tests: 2 passed, 1 failed, 0 skipped'] });
  });

  it('says before that why tests were skipped', async () => {
    const run = await aTestRun({ files: [passing + skipping, skipping] });

    expect(run).toEqual({
      exitCode: 0,
      lastLines: ['Skipped 2: no database at hand', 'Tests: 1 passed, 0 failed, 2 skipped'],
    });
  });

  it('says so when a skipped test gives no reason', async () => {
    const run = await aTestRun({ files: [passing + skippingSilently] });

    expect(run).toEqual({
      exitCode: 0,
      lastLines: ['Skipped 1: the test gives no reason', 'Tests: 1 passed, 0 failed, 1 skipped'],
    });
  });

  it('counts a file that could not be loaded as failed', async () => {
    const run = await aTestRun({ files: [passing, notLoading] });

    expect(run).toEqual({ exitCode: 1, lastLines: ['Tests: 1 passed, 1 failed, 0 skipped'] });
  });

  it('is a failure when no test was executed', async () => {
    const run = await aTestRun({ files: [skipping] });

    expect(run).toEqual({
      exitCode: 1,
      lastLines: [
        'Skipped 1: no database at hand',
        'No test was executed, so this run has shown nothing. Is the filter right?',
        'Tests: 0 passed, 0 failed, 1 skipped',
      ],
    });
  });

  it('is a failure when services are required and a test was skipped', async () => {
    const run = await aTestRun({ files: [passing + skipping], env: { CUELIGHT_TEST_REQUIRE_SERVICES: '1' } });

    expect(run).toEqual({
      exitCode: 1,
      lastLines: [
        'Skipped 1: no database at hand',
        'CUELIGHT_TEST_REQUIRE_SERVICES=1 allows no skipped test: provide what the reasons above name.',
        'Tests: 1 passed, 0 failed, 1 skipped',
      ],
    });
  });

  it('is no failure when only optional data was missing', async () => {
    const needsData = "it('compares', ({ skip }) => skip(true, 'CUELIGHT_REFERENCE_DIR is not set'));";

    const run = await aTestRun({ files: [passing + needsData], env: { CUELIGHT_TEST_REQUIRE_SERVICES: '1' } });

    expect(run).toEqual({
      exitCode: 0,
      lastLines: ['Skipped 1: CUELIGHT_REFERENCE_DIR is not set', 'Tests: 1 passed, 0 failed, 1 skipped'],
    });
  });

  it('does not count what a name filter leaves out', async () => {
    const run = await aTestRun({ files: [passing + failing], args: ['-t', 'passes'] });

    expect(run).toEqual({ exitCode: 0, lastLines: ['Tests: 1 passed, 0 failed, 0 skipped'] });
  });
});

interface TestRun {
  readonly exitCode: number | null;
  /** Everything after vitest's own summary. */
  readonly lastLines: readonly string[];
}

/** Runs vitest with the reporter over test files in a temporary folder. */
async function aTestRun({
  files,
  args = [],
  env = {},
}: {
  readonly files: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<TestRun> {
  const root = await mkdtemp(join(tmpdir(), 'cuelight-test-run-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const config = `import { testSummary } from '${reporter}';
    export default { test: { globals: true, reporters: ['default', testSummary()] } };`;
  await writeFile(join(root, 'vitest.config.mjs'), config);
  await Promise.all(files.map((text, index) => writeFile(join(root, `${index}.test.mjs`), text)));
  const { exitCode, output } = await run([vitest, 'run', '--pool', 'threads', '--root', root, ...args], {
    ...process.env,
    CUELIGHT_TEST_REQUIRE_SERVICES: '',
    NO_COLOR: '1',
    ...env,
  });
  const lines = output.trimEnd().split('\n');
  return { exitCode, lastLines: lines.slice(lines.findLastIndex((line) => line.trim() === '') + 1) };
}

function run(args: readonly string[], env: NodeJS.ProcessEnv) {
  return new Promise<{ readonly exitCode: number | null; readonly output: string }>((resolve) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { until } from './until.js';

/** The program as it is installed, in a folder of its own, where it makes its `data`. */
export interface Running {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  readonly exit: Promise<number | null>;
}

type Environment = Readonly<Record<string, string>>;

const program = fileURLToPath(new URL('../../bin/cuelight.mjs', import.meta.url));

/** Runs `cuelight serve`; it ends with the test at the latest. */
export function serveIn(cwd: string, environment: Environment): Running {
  return start(['serve'], cwd, environment);
}

/** Waits until the service is ready, and answers where. */
export function readyUrl({ stdout }: Running): Promise<string> {
  return until(() => /^Cuelight is ready at (\S+)\n$/.exec(stdout())?.[1], 'the ready line');
}

function start(args: readonly string[], cwd: string, environment: Environment): Running {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: environment, stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (written.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (written.stderr += String(chunk)));
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, stdout: () => written.stdout, stderr: () => written.stderr, exit };
}

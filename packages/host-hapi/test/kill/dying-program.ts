import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from '../world/until.js';

const program = fileURLToPath(new URL('../../bin/cuelight.mjs', import.meta.url));
const dieAtFile = new URL('./die-at.mjs', import.meta.url).href;

/** Where a program is killed: at this step, or by hand; absent, it is only counted. */
export type DieAt = number | undefined;

/** The program as it ended. */
export interface Ended {
  /** `killed`, or its exit code. */
  readonly how: 'killed' | number;
  /** How many steps it took, of one that was not killed. */
  readonly steps: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs. */
export interface Dying {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  readonly ended: Promise<Ended>;
}

/** Starts the program as it is installed, as a process of its own that can be killed at any step. */
function startDying(args: readonly string[], environment: Readonly<Record<string, string>>, dieAt: DieAt): Dying {
  const child = spawn(process.execPath, ['--import', dieAtFile, program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...environment, ...(dieAt !== undefined && { TEST_DIE_AT: String(dieAt) }) },
    stdio: 'pipe',
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (written.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (written.stderr += String(chunk)));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) =>
      resolve({ how: signal === 'SIGKILL' ? 'killed' : (code ?? -1), steps: stepsIn(written.stderr), ...written }),
    );
  });
  return { child, stdout: () => written.stdout, stderr: () => written.stderr, ended };
}

/** Runs a command of the program to its end, or to its death. */
export function runDying(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  dieAt?: DieAt,
  killAfterMs?: number,
): Promise<Ended> {
  const running = startDying(args, environment, dieAt);
  if (killAfterMs !== undefined) setTimeout(() => running.child.kill('SIGKILL'), killAfterMs);
  return running.ended;
}

/** Starts the service, which can be killed at a step after `count` was called. */
export async function serveDying(environment: Readonly<Record<string, string>>, dieAt?: DieAt) {
  const running = startDying(['serve'], { ...environment, TEST_DIE_FROM: 'signal' }, dieAt);
  const isReady = () => /^Cuelight is ready at \S+\n$/.test(running.stdout()) || undefined;
  const isOver = () => running.child.exitCode !== null || undefined;
  // A program that starts beside many others takes its time.
  await until(() => isReady() ?? isOver(), 'the ready line', 60_000).catch((error) => {
    throw new Error(`${error.message}; it said:\n${running.stderr()}`);
  });
  if (!isReady()) throw new Error(`It did not start:\n${running.stderr()}`);
  return {
    ...running,
    /** Counts from now on. */
    count: () => running.child.kill('SIGUSR2'),
    /** Kills it now. */
    kill: () => running.child.kill('SIGKILL'),
    /** How many steps there were since `count`. */
    async steps(): Promise<number> {
      running.child.kill('SIGUSR2');
      return until(() => /^steps: (\d+)$/m.exec(running.stderr())?.[1], 'the number of steps').then(Number);
    },
    async stop(): Promise<void> {
      running.child.kill('SIGTERM');
      await running.ended;
    },
  };
}

function stepsIn(stderr: string): number {
  return Number(/^steps: (\d+)$/m.exec(stderr)?.[1] ?? Number.NaN);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface Child {
  /** What it printed when it was ready. */
  readonly url: string;
  /** From the start of the process until it was ready, in milliseconds. */
  readonly readyMs: number;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts a script with this Node and waits until it prints a URL. It sees none of the settings of this process, so that
 * it is the same whatever the operator has set for a service of their own.
 *
 * @param onLog takes what it says on standard error, line by line
 */
export async function startChild(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  onLog: (line: string) => void = () => {},
): Promise<Child> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...environmentWithoutSettings(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line);
    // What it said is told when it does not start; of a long run only the last is kept.
    if (log.length > 50) log.shift();
    onLog(line);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /https?:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return { url, readyMs: performance.now() - startedMs, stop: () => stopped(child) };
  }
  throw new Error(`${script} did not start. It said:\n${log.join('\n')}`);
}

function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CUELIGHT_')));
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

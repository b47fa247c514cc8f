import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface Child {
  /** What it printed when it was ready. */
  readonly url: string;
  /** From the start of the process until it was ready. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

/** Starts a script with this Node and waits for a URL on its standard output. */
export async function startChild(script: string, args: readonly string[], env: Record<string, string>): Promise<Child> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...environmentWithoutSettings(), ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /https?:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return { url, readyMs: performance.now() - startedMs, stop: () => stopped(child) };
  }
  throw new Error(`${script} did not start`);
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

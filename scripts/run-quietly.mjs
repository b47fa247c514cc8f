import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly cwd: string, readonly env?: NodeJS.ProcessEnv, readonly signal?: AbortSignal }} options `env` is
 *   added to our own; the signal ends the program
 * @returns {Promise<{ readonly exit: number | string, readonly output: string, readonly seconds: number }>} the exit code,
 *   or the signal or error that ended it; the two outputs together
 */
export function runQuietly(command, args, { cwd, env, signal }) {
  const startedAtMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    /** @param {number | string} exit */
    const end = (exit) => resolve({ exit, output, seconds: (performance.now() - startedAtMs) / 1000 });
    child.on('error', (error) => end(error.message));
    child.on('close', (code, endedBy) => end(code ?? endedBy ?? 'ended'));
  });
}

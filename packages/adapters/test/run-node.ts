import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a module's text in a Node process of its own, with `args` as its arguments, and answers what it printed. */
export async function runNode(moduleText: string, cwd: string, ...args: readonly string[]): Promise<string> {
  const node = [process.execPath, ['--input-type=module', '--eval', moduleText, '--', ...args]] as const;
  const { stdout } = await promisify(execFile)(...node, { cwd, timeout: 20_000 });
  return stdout;
}

import { join } from 'node:path';
import { runQuietly } from '../run-quietly.mjs';
import { root } from '../setup/set-up.mjs';
import { turboEnv } from '../setup/turbo-env.mjs';

/**
 * Runs one check and keeps its output back.
 *
 * @param {import('./checks.mjs').Check} check
 * @returns {Promise<{ readonly passed: boolean, readonly seconds: number, readonly output: string }>}
 */
export async function runCheck({ program, args, proof }) {
  const { exit, output, seconds } = await runQuietly(process.execPath, [join(root, program), ...args], {
    cwd: root,
    env: turboEnv,
  });
  if (exit !== 0) return { passed: false, seconds, output };
  if (proof === undefined || proof.test(output)) return { passed: true, seconds, output };
  return { passed: false, seconds, output: `${output}\nIt looked at nothing: its output lacks ${proof}.` };
}

import { join } from 'node:path';
import { runStep } from './run-step.mjs';
import { turboEnv } from './turbo-env.mjs';

/**
 * Builds the packages whose sources changed since their last build; turbo knows which.
 *
 * @param {{ root: string, signal: AbortSignal }} where
 */
export async function build({ root, signal }) {
  await runStep({
    title: 'building (turbo run build)',
    command: process.execPath,
    args: [join(root, 'node_modules', 'turbo', 'bin', 'turbo'), 'run', 'build', '--output-logs=errors-only'],
    cwd: root,
    env: turboEnv,
    signal,
    remedy: 'Mend what the compiler names, then run it again.',
  });
}

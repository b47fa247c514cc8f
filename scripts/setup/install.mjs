import { isInstalled } from './is-installed.mjs';
import { runStep } from './run-step.mjs';

/**
 * Installs the packages of package-lock.json when they are missing or others than it says.
 *
 * @param {{ root: string, signal: AbortSignal }} where
 */
export async function install({ root, signal }) {
  if (await isInstalled(root)) return;
  const npm = npmCommand();
  await runStep({
    title: 'installing packages (npm ci)',
    command: npm.command,
    // The tools that build are development dependencies: they are needed whatever NODE_ENV says.
    args: [...npm.args, 'ci', '--include=dev', '--include=optional', '--prefer-offline', '--no-audit', '--no-fund'],
    cwd: root,
    signal,
    remedy: 'See that the npm registry can be reached and that package-lock.json is as committed, then run it again.',
  });
}

/** The npm that runs us, else the one on the PATH. */
function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  return script.endsWith('npm-cli.js')
    ? { command: process.execPath, args: [script] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

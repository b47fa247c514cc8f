import { join } from 'node:path';
import { allCommands } from '../../src/cli/all-commands.js';
import { runCli } from '../../src/cli/run-cli.js';

/** Runs a command to its end in this process, on the database of the folder. */
export async function runCommand(
  args: readonly string[],
  dataFolder = '/nonexistent',
  environment: Readonly<Record<string, string>> = {},
) {
  const written = { stdout: '', stderr: '' };
  const code = await runCli(allCommands, args, {
    print: (line) => (written.stdout += `${line}\n`),
    tell: (line) => (written.stderr += `${line}\n`),
    environment: { CUELIGHT_DATABASE_URL: `sqlite:${join(dataFolder, 'cuelight.db')}`, ...environment },
  });
  return { code, ...written };
}

import { once } from 'node:events';
import { help } from './help.js';
import { readFlags } from './read-flags.js';
import { startFakeOrchestrator } from './start-fake-orchestrator.js';

/**
 * The command `fake-orchestrator`: prints one line of JSON when the fake is ready and runs until SIGTERM, SIGINT or
 * SIGHUP.
 * @param args what follows the command's name
 * @returns the exit code: 2 for a wrong flag, 1 when it cannot start, 0 after a signal or `--help`
 */
export async function runCommand(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  const flags = readFlags(args);
  if (!flags.ok) {
    process.stderr.write(`${flags.problem}\n`);
    return 2;
  }
  try {
    const fake = await startFakeOrchestrator(flags.options);
    const { url, adminUrl, caFile } = fake;
    const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process, 'SIGHUP')]);
    process.stdout.write(`${JSON.stringify({ url, adminUrl, caFile })}\n`);
    await asked;
    await fake.close();
    return 0;
  } catch (error) {
    process.stderr.write(`The fake Orchestrator cannot start: ${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

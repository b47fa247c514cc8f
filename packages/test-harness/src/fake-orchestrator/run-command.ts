import { runFakeCommand } from '../fake-server/run-fake-command.js';
import { help } from './help.js';
import { readFlags } from './read-flags.js';
import { startFakeOrchestrator } from './start-fake-orchestrator.js';

/**
 * The command `fake-orchestrator`, as {@link runFakeCommand} runs it.
 * @param args what follows the command's name
 * @returns the exit code
 */
export function runCommand(args: readonly string[]): Promise<number> {
  return runFakeCommand(
    {
      fake: 'fake Orchestrator',
      help,
      readFlags,
      async start(options) {
        const fake = await startFakeOrchestrator(options);
        const { url, adminUrl, caFile } = fake;
        return { ready: { url, adminUrl, caFile }, close: fake.close };
      },
    },
    args,
  );
}

import { runFakeCommand } from '../fake-server/run-fake-command.js';
import { help } from './help.js';
import { readFlags } from './read-flags.js';
import { startFakeRobot } from './start-fake-robot.js';

/**
 * The command `fake-robot`, as {@link runFakeCommand} runs it.
 * @param args what follows the command's name
 * @returns the exit code
 */
export function runCommand(args: readonly string[]): Promise<number> {
  return runFakeCommand(
    {
      fake: 'fake robot',
      help,
      readFlags,
      async start(options) {
        const { port, controlUrl, close } = await startFakeRobot(options);
        return { ready: { port, controlUrl }, close };
      },
    },
    args,
  );
}

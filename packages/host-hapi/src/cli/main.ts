import { describeError } from '../logging/describe-error.js';
import { allCommands } from './all-commands.js';
import { runCli } from './run-cli.js';

/** The program `cuelight`: runs the command and sets the exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const crash = (error: unknown) => {
    // Not the message: it may quote anything.
    const { error: name, at } = describeError(error);
    tell(`Cuelight has a fault (${name}) and ends. Please report it with this trace:`);
    for (const frame of at) tell(`  ${frame}`);
    process.exit(1);
  };
  process.on('uncaughtException', crash);
  const terminal = { tell, print: (line: string) => void process.stdout.write(`${line}\n`), environment: process.env };
  try {
    process.exitCode = await runCli(allCommands, args, terminal);
  } catch (error) {
    crash(error);
  }
}

import type { Command, ExitCode, Terminal } from './command.js';
import { helpOf, helpOfAll, usageOf } from './help.js';
import { parseCommand } from './parse-command.js';

/** Finds the command that was asked for and runs it. */
export async function runCli(
  commands: readonly Command[],
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  const wantsHelp = args.includes('--help') || args.includes('-h');
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (command === undefined) {
    const write = wantsHelp ? terminal.print : terminal.tell;
    if (!wantsHelp) terminal.tell(args.length === 0 ? 'Which command?' : 'There is no such command.');
    for (const line of helpOfAll(commands)) write(line);
    return wantsHelp ? 0 : 2;
  }
  if (wantsHelp) {
    for (const line of helpOf(command)) terminal.print(line);
    return 0;
  }
  const given = parseCommand(command, args.slice(command.name.split(' ').length));
  if (given.ok) return command.run(given.value, terminal);
  terminal.tell(given.failure);
  terminal.tell(`Usage: ${usageOf(command)}`);
  return 2;
}

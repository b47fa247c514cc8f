import type { Command, Flag } from './command.js';

/** How a command is called. */
export function usageOf({ name, operands, optionalOperands = [], flags }: Command): string {
  const words = [
    ...Object.entries(flags).map(([name, flag]) => usageOfFlag(name, flag)),
    ...operands.map((operand) => `<${operand}>`),
    ...optionalOperands.map((operand) => `[<${operand}>]`),
  ];
  return ['cuelight', name, ...words].join(' ');
}

function usageOfFlag(name: string, { value, isOptional }: Flag): string {
  if (value === undefined) return `[--${name}]`;
  return isOptional ? `[--${name} <${value}>]` : `--${name} <${value}>`;
}

/** The help of one command, line by line. */
export function helpOf(command: Command): readonly string[] {
  const width = Math.max(8, ...Object.keys(command.flags).map(({ length }) => length));
  const flags = Object.entries(command.flags).map(([flag, { meaning }]) => `  --${flag.padEnd(width)} ${meaning}`);
  return [
    command.summary,
    '',
    `Usage: ${usageOf(command)}`,
    ...(flags.length > 0 ? ['', ...flags] : []),
    '',
    'Settings come from environment variables: see docs/settings.md.',
  ];
}

/** The help of all commands, line by line. */
export function helpOfAll(commands: readonly Command[]): readonly string[] {
  return [
    'Cuelight connects business apps to an on-premises UiPath Orchestrator.',
    '',
    'Usage: cuelight <command>; cuelight <command> --help tells more.',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`),
  ];
}

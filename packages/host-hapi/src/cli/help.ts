import type { Command } from './command.js';

/** How a command is called. */
export function usageOf({ name, operands, flags }: Command): string {
  const words = [
    ...Object.entries(flags).map(([flag, { value, isOptional }]) => {
      const words = value === undefined ? `--${flag}` : `--${flag} <${value}>`;
      return value === undefined || isOptional ? `[${words}]` : words;
    }),
    ...operands.map((operand) => `<${operand}>`),
  ];
  return ['cuelight', name, ...words].join(' ');
}

/** The help of one command, line by line. */
export function helpOf(command: Command): readonly string[] {
  const flags = Object.entries(command.flags).map(([flag, { meaning }]) => `  --${flag.padEnd(8)} ${meaning}`);
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

import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '@cuelight/core';
import type { Command, Given } from './command.js';

/** Reads what a command was given; or tells in one line what is wrong with it. */
export function parseCommand(
  { name, operands, optionalOperands = [], flags }: Command,
  args: readonly string[],
): Result<Given, string> {
  const known = Object.entries(flags).map(([flag, { value, isOptional }]) => ({ flag, value, isOptional }));
  const options = known.map(({ flag, value }) => [flag, { type: value === undefined ? 'boolean' : 'string' }] as const);
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const accepted = known.map(({ flag }) => `--${flag}`);
  const unknown = tokens.find((token) => token.kind === 'option' && !(token.name in flags));
  if (unknown?.kind === 'option') {
    const instead = accepted.length === 0 ? 'it takes none' : `it takes ${accepted.join(', ')}`;
    return fail(`cuelight ${name} does not know ${unknown.rawName}; ${instead}.`);
  }
  const withValue = known.filter(({ value }) => value !== undefined);
  const missing = withValue.filter(({ flag, isOptional }) =>
    isOptional === true && values[flag] === undefined ? false : typeof values[flag] !== 'string' || values[flag] === '',
  );
  if (missing.length > 0) {
    const needed = missing.map(({ flag, value, isOptional }) => (isOptional ? `--${flag} <${value}>` : `--${flag}`));
    return fail(`cuelight ${name} needs ${needed.join(', ')}.`);
  }
  const wordy = tokens.find((token) => token.kind === 'option' && isSwitch(flags[token.name]) && token.value);
  if (wordy?.kind === 'option') return fail(`cuelight ${name} takes ${wordy.rawName} without a value.`);
  if (positionals.length < operands.length) {
    return fail(
      `cuelight ${name} needs ${operands
        .slice(positionals.length)
        .map((operand) => `<${operand}>`)
        .join(' ')}.`,
    );
  }
  const takable = [...operands, ...optionalOperands];
  if (positionals.length > takable.length) {
    return fail(`cuelight ${name} takes ${takable.length} values without a flag, not ${positionals.length}.`);
  }
  const given = new Map<string, string>();
  for (const [index, positional] of positionals.entries()) given.set(takable[index] ?? '', positional);
  for (const { flag } of known) if (values[flag] !== undefined) given.set(flag, String(values[flag]));
  const optionalValueOf = (wanted: string) => {
    if (!(wanted in flags || takable.includes(wanted))) throw new Error(`the command does not take ${wanted}`);
    return given.get(wanted);
  };
  return succeed({
    valueOf(wanted) {
      const value = optionalValueOf(wanted);
      if (value === undefined) throw new Error(`${wanted} may be left out`);
      return value;
    },
    optionalValueOf,
    has: (wanted) => optionalValueOf(wanted) !== undefined,
  });
}

function isSwitch(flag: Command['flags'][string] | undefined): boolean {
  return flag !== undefined && flag.value === undefined;
}

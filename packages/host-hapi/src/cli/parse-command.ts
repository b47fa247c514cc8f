import { parseArgs } from 'node:util';
import { fail, type Result, succeed } from '@cuelight/core';
import type { Command, Given } from './command.js';

/** Reads what a command was given; or tells in one line what is wrong with it. */
export function parseCommand({ name, operands, flags }: Command, args: readonly string[]): Result<Given, string> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([flag, { value }]) => [
      flag,
      { type: value === undefined ? 'boolean' : 'string' } as const,
    ]),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const accepted = Object.keys(flags).map((flag) => `--${flag}`);
  const unknown = tokens.find((token) => token.kind === 'option' && !(token.name in flags));
  if (unknown?.kind === 'option') {
    const instead = accepted.length === 0 ? 'it takes none' : `it takes ${accepted.join(', ')}`;
    return fail(`cuelight ${name} does not know ${unknown.rawName}; ${instead}.`);
  }
  const withValue = tokens.find(
    (token) => token.kind === 'option' && flags[token.name]?.value === undefined && token.value !== undefined,
  );
  if (withValue?.kind === 'option') return fail(`cuelight ${name} takes ${withValue.rawName} without a value.`);
  const isGiven = (flag: string) => typeof values[flag] === 'string' && values[flag] !== '';
  const missing = Object.entries(flags)
    .filter(([flag, { value, isOptional }]) => {
      const isNeeded = value !== undefined && (isOptional !== true || flag in values);
      return isNeeded && !isGiven(flag);
    })
    .map(([flag]) => flag);
  if (missing.length > 0) return fail(`cuelight ${name} needs ${missing.map((flag) => `--${flag}`).join(', ')}.`);
  if (positionals.length < operands.length) {
    return fail(
      `cuelight ${name} needs ${operands
        .slice(positionals.length)
        .map((operand) => `<${operand}>`)
        .join(' ')}.`,
    );
  }
  if (positionals.length > operands.length) {
    return fail(`cuelight ${name} takes ${operands.length} values without a flag, not ${positionals.length}.`);
  }
  const given = new Map<string, string>(operands.map((operand, index) => [operand, positionals[index] ?? '']));
  for (const flag of Object.keys(flags)) if (flag in values) given.set(flag, String(values[flag]));
  return succeed({
    has: (flag) => given.has(flag),
    optionalValueOf: (flag) => given.get(flag),
    valueOf(name) {
      const value = given.get(name);
      if (value === undefined) throw new Error(`the command does not take ${name}`);
      return value;
    },
  });
}

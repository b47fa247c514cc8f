import type { Json } from '@cuelight/core';
import type { Described } from '../api/described.js';

/** One input argument of a process. */
export type Argument =
  Described['GET /v1/connections/{id}/processes']['answer']['items'][number]['arguments']['input'][number];

/** What somebody typed for an argument: its value, none, or what is wrong with it. */
export type Typed = { readonly value: Json } | { readonly none: true } | { readonly error: string };

/** What is asked for, in words. */
export const typeHints: Readonly<Record<Argument['type'], string>> = {
  string: 'Text',
  integer: 'A whole number',
  number: 'A number',
  boolean: 'Yes or no',
  'date-time': 'A moment, such as 2026-11-26T08:00:00Z',
  object: 'JSON, such as {"key": "value"}',
  array: 'JSON, such as ["one", "two"]',
  unknown: 'JSON, such as "a text", 5 or {"key": "value"}',
};

/** Whether an argument has to be given: one with a default may be left out. */
export function isNeeded({ required, hasDefault }: Argument): boolean {
  return required && !hasDefault;
}

/** Reads what was typed for an argument. */
export function readArgument(argument: Argument, typed: string): Typed {
  const text = argument.type === 'string' ? typed : typed.trim();
  if (text === '') return isNeeded(argument) ? { error: 'It is required.' } : { none: true };
  switch (argument.type) {
    case 'string':
      return { value: text };
    case 'integer':
      return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text))
        ? { value: Number(text) }
        : { error: 'It must be a whole number, such as 12.' };
    case 'number':
      return Number.isFinite(Number(text)) ? { value: Number(text) } : { error: 'It must be a number, such as 1.5.' };
    case 'boolean':
      return { value: text === 'true' };
    case 'date-time':
      return Number.isNaN(Date.parse(text))
        ? { error: 'It must be a moment, such as 2026-11-26T08:00:00Z.' }
        : { value: text };
    case 'array': {
      const read = readJson(text);
      return 'value' in read && !Array.isArray(read.value)
        ? { error: 'It must be a list in JSON, such as ["one"].' }
        : read;
    }
    case 'object': {
      const read = readJson(text);
      return 'value' in read && !isObject(read.value)
        ? { error: 'It must be an object in JSON, such as {"key": 1}.' }
        : read;
    }
    case 'unknown':
      return readJson(text);
  }
}

/** Reads the whole input, written as JSON. */
export function readInput(typed: string): Typed {
  if (typed.trim() === '') return { none: true };
  const read = readJson(typed);
  return 'value' in read && !isObject(read.value)
    ? { error: 'It must be an object in JSON, such as {"in_Text": "hello"}.' }
    : read;
}

function readJson(text: string): Typed {
  try {
    const value = JSON.parse(text);
    // What can be read can be nested too deeply to be written.
    JSON.stringify(value);
    return { value };
  } catch (error) {
    const isDeep = error instanceof RangeError;
    return { error: isDeep ? 'It is nested too deeply.' : 'It is not JSON. Texts need double quotes.' };
  }
}

function isObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

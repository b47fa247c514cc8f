import { isJsonObject, type JsonObject } from '@cuelight/core';

/** The text of a member; undefined when it is absent, empty or no text. */
export function textAt(row: JsonObject, name: string): string | undefined {
  const value = row[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The whole number of a member; undefined when it is absent or no whole number. */
export function wholeNumberAt(row: JsonObject, name: string): number | undefined {
  const value = row[name];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The object of a member; undefined when it is absent or no object. */
export function objectAt(row: JsonObject, name: string): JsonObject | undefined {
  const value = row[name];
  return isJsonObject(value) ? value : undefined;
}

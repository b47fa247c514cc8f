import { isJsonObject, type JsonObject, type ProcessArgument } from '@cuelight/core';
import { parseJsonText } from '../network/index.js';
import { clrArgumentType, schemaArgumentType } from './argument-type.js';
import { objectAt, textAt } from './members.js';

/**
 * Reads the arguments of a process. Orchestrator gives them as JSON text in one of two forms: a list of
 * `{name, type, required, hasDefault}` with .NET types for robotic processes, a JSON Schema for agents and newer kinds.
 *
 * @returns an empty list for anything else: arguments are shown, and never needed to start a process
 */
export function readArguments(text: unknown): readonly ProcessArgument[] {
  const metadata = typeof text === 'string' ? parseJsonText(text) : undefined;
  if (Array.isArray(metadata)) {
    return metadata.filter(isJsonObject).flatMap((one) => fromList(one) ?? []);
  }
  return isJsonObject(metadata) ? fromSchema(metadata) : [];
}

function fromList(one: JsonObject): ProcessArgument | undefined {
  const name = textAt(one, 'name');
  const clrType = textAt(one, 'type');
  if (name === undefined) return undefined;
  return {
    name,
    type: clrType === undefined ? 'unknown' : clrArgumentType(clrType),
    required: one.required === true,
    hasDefault: one.hasDefault === true,
    ...(clrType !== undefined && { clrType }),
  };
}

function fromSchema(schema: JsonObject): readonly ProcessArgument[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(objectAt(schema, 'properties') ?? {}).map(([name, property]) => ({
    name,
    type: isJsonObject(property) ? schemaArgumentType(property) : 'unknown',
    required: required.includes(name),
    hasDefault: isJsonObject(property) && property.default !== undefined,
  }));
}

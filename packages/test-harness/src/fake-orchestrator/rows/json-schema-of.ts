import type { JsonObject } from '../json.js';
import type { ArgumentSeed } from '../world/seed.js';

/** Arguments as the JSON Schema of an object, the form in which agents and other newer kinds of processes declare them. */
export function jsonSchemaOf(declared: readonly ArgumentSeed[]): JsonObject {
  return {
    type: 'object',
    properties: Object.fromEntries(declared.map(({ name, type }) => [name, schemaOf(type)])),
    required: declared.filter(({ required }) => required).map(({ name }) => name),
  };
}

function schemaOf(type: string): JsonObject {
  const [bare = ''] = type.split(',');
  if (bare.endsWith('[]')) return { type: 'array', items: schemaOf(bare.slice(0, -2)) };
  return schemas[bare] ?? {};
}

const schemas: Readonly<Record<string, JsonObject>> = {
  'System.String': { type: 'string' },
  'System.Boolean': { type: 'boolean' },
  'System.Int32': { type: 'integer' },
  'System.Int64': { type: 'integer' },
  'System.Double': { type: 'number' },
  'System.Decimal': { type: 'number' },
  'System.DateTime': { type: 'string', format: 'date-time' },
};

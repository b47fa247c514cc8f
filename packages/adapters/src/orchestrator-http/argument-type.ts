import type { ArgumentType, JsonObject } from '@cuelight/core';

/**
 * What kind of JSON value an argument of a .NET type takes.
 *
 * @param clrType assembly-qualified, such as `System.Int32, System.Private.CoreLib, Version=8.0.0.0, ...`
 */
export function clrArgumentType(clrType: string): ArgumentType {
  // A nullable value takes what the value itself takes.
  const bare = clrType.replace(/^System\.Nullable`1\[+/, '');
  const [name = ''] = /^[\w.+`]*/.exec(bare) ?? [];
  if (/^(?:\[\]|\[,)/.test(bare.slice(name.length))) return 'array';
  return clrTypes.get(name) ?? 'unknown';
}

/** What kind of JSON value a property of a JSON Schema takes; of several types the first that is not null. */
export function schemaArgumentType(property: JsonObject): ArgumentType {
  const { type, format } = property;
  const name = Array.isArray(type) ? type.find((one) => one !== 'null') : type;
  if (name === 'string' && format === 'date-time') return 'date-time';
  return schemaTypes.find((known) => known === name) ?? 'unknown';
}

const schemaTypes = ['string', 'integer', 'number', 'boolean', 'object', 'array'] as const;

const clrTypes: ReadonlyMap<string, ArgumentType> = new Map([
  ...named('string', 'System.String', 'System.Char', 'System.Guid', 'System.Uri', 'System.TimeSpan'),
  ...named('integer', 'System.Byte', 'System.SByte', 'System.Int16', 'System.UInt16', 'System.Int32', 'System.UInt32'),
  ...named('integer', 'System.Int64', 'System.UInt64'),
  ...named('number', 'System.Single', 'System.Double', 'System.Decimal'),
  ...named('boolean', 'System.Boolean'),
  ...named('date-time', 'System.DateTime', 'System.DateTimeOffset'),
  ...named('array', 'System.Array', 'Newtonsoft.Json.Linq.JArray', 'System.Collections.Generic.List`1'),
  ...named('array', 'System.Collections.Generic.IList`1', 'System.Collections.Generic.ICollection`1'),
  ...named('array', 'System.Collections.Generic.IEnumerable`1', 'System.Collections.Generic.HashSet`1'),
  ...named('object', 'Newtonsoft.Json.Linq.JObject', 'System.Collections.Generic.Dictionary`2'),
]);

function named(type: ArgumentType, ...clrNames: readonly string[]): readonly (readonly [string, ArgumentType])[] {
  return clrNames.map((name) => [name, type]);
}

import { type Failure, fail, isJsonObject, type Json, type JsonObject, type Result, succeed } from '@cuelight/core';

/** How each simple .NET type is written in JSON; arguments of other types are left to the robot. */
const isOfType: Readonly<Record<string, (value: Json) => boolean>> = {
  'System.String': (value) => typeof value === 'string',
  'System.Boolean': (value) => typeof value === 'boolean',
  'System.Int16': Number.isInteger,
  'System.Int32': Number.isInteger,
  'System.Int64': Number.isInteger,
  'System.Single': (value) => typeof value === 'number',
  'System.Double': (value) => typeof value === 'number',
  'System.Decimal': (value) => typeof value === 'number',
};

/**
 * Compares the input with the arguments that the process declares. Null fits any of them. The failure,
 * `local-input-refused`, names arguments and types, never values.
 *
 * @param told what the SDK answered to the installation; nothing is refused where that cannot be understood
 */
export function checkInput(told: unknown, input: JsonObject): Result<void, Failure> {
  const schema = isJsonObject(told) ? told.inputArgumentsSchema : undefined;
  if (!Array.isArray(schema)) return succeed(undefined);
  const declared = schema.filter(isJsonObject).filter(({ name }) => typeof name === 'string');
  if (declared.length !== schema.length) return succeed(undefined);
  const names = new Set(declared.map(({ name }) => name));
  const complaints = Object.keys(input)
    .filter((name) => !names.has(name))
    .map((name) => `${quoted(name)} is no argument of the process`);
  for (const { name, type, isRequired, hasDefault } of declared) {
    const value = Object.hasOwn(input, String(name)) ? input[String(name)] : undefined;
    if (value === undefined && isRequired === true && hasDefault !== true) {
      complaints.push(`${quoted(String(name))} is required`);
    }
    // An assembly may follow the name of the type.
    const [clrType = ''] = String(type).split(',');
    const fits = Object.hasOwn(isOfType, clrType) ? isOfType[clrType] : undefined;
    if (value === undefined || value === null || fits?.(value) !== false) continue;
    complaints.push(`${quoted(String(name))} must be a ${clrType}`);
  }
  if (complaints.length === 0) return succeed(undefined);
  return fail({ code: 'local-input-refused', detail: `${complaints.slice(0, mostComplaints).join('; ')}.` });
}

const mostComplaints = 5;

/** Names in a sentence, however long they are. */
function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

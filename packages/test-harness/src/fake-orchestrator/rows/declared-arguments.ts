import type { JsonObject } from '../json.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { ProcessSeed } from '../world/seed.js';
import { jsonSchemaOf } from './json-schema-of.js';

/** `{Input, Output}` as JSON strings, as a package describes its arguments; null where it does not. */
export function declaredArguments(
  { arguments: declared }: ProcessSeed,
  { coreAssembly }: VersionProfile,
): { readonly Input: string; readonly Output: string } | null {
  if (declared === null) return null;
  const { input, output, form } = declared;
  if (form === 'json-schema') {
    return { Input: JSON.stringify(jsonSchemaOf(input)), Output: JSON.stringify(jsonSchemaOf(output)) };
  }
  const typed = (type: string): string => (type.includes(',') ? type : `${type}, ${coreAssembly}`);
  const inputs: readonly JsonObject[] = input.map(({ name, type, required, hasDefault }) => ({
    name,
    type: typed(type),
    required,
    hasDefault,
  }));
  const outputs: readonly JsonObject[] = output.map(({ name, type }) => ({ name, type: typed(type) }));
  return { Input: JSON.stringify(inputs), Output: JSON.stringify(outputs) };
}

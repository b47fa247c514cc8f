import { isJsonObject } from './is-json-object.js';
import type { Json } from './json.js';

/**
 * One text for all JSON values that mean the same: object keys in code unit order, no white space.
 * Numbers are written as `JSON.stringify` does, which is the rule of RFC 8785 section 3.2.2.3.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

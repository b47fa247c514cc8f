import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';

/** The value that a path such as `Release/Key` leads to in a row; null where a link on the way is null. */
export function valueAt(row: JsonObject, path: readonly string[]): JsonValue {
  return path.reduce<JsonValue>((value, name) => (isJsonObject(value) ? (value[name] ?? null) : null), row);
}

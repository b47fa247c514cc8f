import type { JsonObject } from '../json.js';

/** What a process without an output of its own returns: each input `in_X` as `out_X`, any other under its own name. */
export function echo(input: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(input).map(([name, value]) => [name.replace(/^in_/, 'out_'), value]));
}
